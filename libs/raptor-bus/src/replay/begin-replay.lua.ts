/**
 * Makes the stream and group of a replay, or finds those of one that was begun before.
 *
 * KEYS[1] stream of the replay  KEYS[2] hash of its state
 * ARGV[1] group  ARGV[2] what identifies the request  ARGV[3] end in ms since the epoch, or '' for now  ARGV[4] time to live in s
 * Result: { end in ms, position, copied so far }, or nothing when the name is in use for another request.
 */
export const BEGIN_REPLAY = `
if redis.replicate_commands then redis.replicate_commands() end
local known = redis.call('HGET', KEYS[2], 'request')
if known and known ~= ARGV[2] then return false end
if not known then
  local ending = ARGV[3]
  if ending == '' then
    local now = redis.call('TIME')
    ending = string.format('%.0f', tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000) + 1)
  end
  redis.call('HSET', KEYS[2], 'request', ARGV[2], 'until', ending, 'position', '', 'copied', 0)
end
local made = redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
if type(made) == 'table' and made.err and not made.err:match('BUSYGROUP') then return made end
for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ARGV[4]) end
return redis.call('HMGET', KEYS[2], 'until', 'position', 'copied')
`;
