/**
 * Puts an entry aside until its next try, unless another consumer has it by now.
 *
 * KEYS[1] stream  KEYS[2] sorted set of retries  KEYS[3] hash of attempts
 * ARGV[1] group  ARGV[2] consumer  ARGV[3] entry id  ARGV[4] member of the sorted set
 * ARGV[5] delay in ms  ARGV[6] field that keeps the tries, or ''  ARGV[7] most tries
 * ARGV[8] which try this was: told, not counted here, so that a command that is sent again counts nothing twice
 * Result: -1 when another consumer has it; else the tries so far. At ARGV[7] it is not put aside any more.
 */
export const POSTPONE = `
if redis.replicate_commands then redis.replicate_commands() end
local mine = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1, ARGV[2])
if #mine == 0 then return -1 end
local tries = 0
if ARGV[6] ~= '' then
  tries = math.max(tonumber(redis.call('HGET', KEYS[3], ARGV[6]) or 0), tonumber(ARGV[8]))
  redis.call('HSET', KEYS[3], ARGV[6], tries)
  redis.call('EXPIRE', KEYS[3], 604800)
  if tries >= tonumber(ARGV[7]) then return tries end
end
local now = redis.call('TIME')
local nowMs = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
redis.call('ZADD', KEYS[2], nowMs + tonumber(ARGV[5]), ARGV[4])
return tries
`;
