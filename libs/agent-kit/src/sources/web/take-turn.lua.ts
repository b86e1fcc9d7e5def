/**
 * Takes the turn at a site, if nobody has it and the pause after the last one is over.
 *
 * KEYS[1] hash of the site: holder, until (the holder's lease), nextAt
 * ARGV[1] who asks  ARGV[2] lease in ms
 * Result: 0 when it is theirs; else ms after which asking again makes sense. Times are those of Redis.
 */
export const TAKE_TURN = `
if redis.replicate_commands then redis.replicate_commands() end
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local site = redis.call('HMGET', KEYS[1], 'holder', 'until', 'nextAt')
local untilMs, nextAt = tonumber(site[2] or '0'), tonumber(site[3] or '0')
if site[1] and site[1] ~= '' and site[1] ~= ARGV[1] and untilMs > now then
  return math.min(untilMs - now, 100)
end
if nextAt > now then return nextAt - now end
redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'until', now + tonumber(ARGV[2]))
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[2]) + 60000)
return 0
`;
