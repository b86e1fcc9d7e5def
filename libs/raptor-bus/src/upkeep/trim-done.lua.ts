/**
 * Removes entries that every group is done with and that are old enough, or too many. Never one that some group has
 * not been given or has not acknowledged: XTRIM MAXLEN would, and Redis would report no lag afterwards.
 *
 * KEYS[1] stream
 * ARGV[1] how long done entries are kept, in ms  ARGV[2] most bytes  ARGV[3..] the groups of the catalogue
 * Result: number of entries removed; -1 when a group does not exist yet, -2 when there is no stream.
 */
export const TRIM_DONE = `
if redis.replicate_commands then redis.replicate_commands() end
if redis.call('EXISTS', KEYS[1]) == 0 then return -2 end
local function parts(id)
  local ms, seq = id:match('^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(seq)
end
local function earlier(a, b)
  local aMs, aSeq = parts(a)
  local bMs, bSeq = parts(b)
  if aMs ~= bMs then return aMs < bMs and a or b end
  return aSeq < bSeq and a or b
end
local found = {}
for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local info = {}
  for index = 1, #group, 2 do info[group[index]] = group[index + 1] end
  found[info['name']] = info
end
local floor
for index = 3, #ARGV do
  local info = found[ARGV[index]]
  if not info then return -1 end
  local ms, seq = parts(info['last-delivered-id'])
  local done = string.format('%.0f-%.0f', ms, seq + 1)
  if info['pending'] > 0 then done = earlier(done, redis.call('XPENDING', KEYS[1], ARGV[index])[2]) end
  floor = floor and earlier(floor, done) or done
end
if not floor then return 0 end
local now = redis.call('TIME')
local nowMs = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
local cutMs = nowMs - tonumber(ARGV[1])
local bytes = redis.call('MEMORY', 'USAGE', KEYS[1])
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
if bytes > tonumber(ARGV[2]) and first then
  local firstMs = parts(first[1])
  local lastMs = parts(redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1][1])
  cutMs = math.max(cutMs, firstMs + math.ceil((lastMs - firstMs) * (1 - tonumber(ARGV[2]) / bytes)) + 1)
end
return redis.call('XTRIM', KEYS[1], 'MINID', '=', earlier(floor, string.format('%.0f-0', cutMs)))
`;
