/**
 * Tells what became of entries of one stream, without handing them out.
 *
 * KEYS[1] stream
 * ARGV[1] number of groups  ARGV[2..] the groups, then entry ids
 * Result: a text for each id: '' when the entry is not there, else a character for each group: '1' when it has had the
 * entry and acknowledged it, '0' when the entry is pending there or has not been given out.
 */
export const PROBE_ENTRIES = `
local groups = tonumber(ARGV[1])
local function parts(id)
  local ms, seq = id:match('^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(seq)
end
local given = {}
if redis.call('EXISTS', KEYS[1]) == 1 then
  for _, fields in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
    local group = {}
    for at = 1, #fields, 2 do group[fields[at]] = fields[at + 1] end
    given[group['name']] = group['last-delivered-id']
  end
end
local function isDone(group, id)
  if not given[group] then return false end
  local ms, seq = parts(id)
  local lastMs, lastSeq = parts(given[group])
  if ms > lastMs or (ms == lastMs and seq > lastSeq) then return false end
  return #redis.call('XPENDING', KEYS[1], group, id, id, 1) == 0
end
local answers = {}
for at = groups + 2, #ARGV do
  local answer = ''
  if #redis.call('XRANGE', KEYS[1], ARGV[at], ARGV[at]) > 0 then
    for group = 2, groups + 1 do
      answer = answer .. (isDone(ARGV[group], ARGV[at]) and '1' or '0')
    end
  end
  answers[#answers + 1] = answer
end
return answers
`;
