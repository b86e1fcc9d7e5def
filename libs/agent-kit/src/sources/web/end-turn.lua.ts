/**
 * Ends a turn at a site and begins the pause after it. One whose lease has run out, and that somebody else has by now, changes nothing.
 *
 * KEYS[1] hash of the site: holder, until, nextAt
 * ARGV[1] who had it  ARGV[2] pause in ms
 * Result: 1 when it was theirs, else 0.
 */
export const END_TURN = `
if redis.replicate_commands then redis.replicate_commands() end
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return 0 end
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call('HSET', KEYS[1], 'holder', '', 'until', 0, 'nextAt', now + tonumber(ARGV[2]))
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[2]) + 1000)
return 1
`;
