/**
 * Tells where the live updates of a workspace are, and those after a number. Begins an epoch when there is none, so that
 * a listener has a place to start from, and keeps it from being forgotten while somebody listens.
 *
 * KEYS[1] hash `epoch`, `seq`, `bytes`  KEYS[2] list of frames, oldest first  KEYS[3] sorted set of event ids by number
 * ARGV[1] epoch, should none be there  ARGV[2] ms until it is forgotten  ARGV[3] number after which frames are wanted, or -1 for none
 * ARGV[4] number of one more frame that is wanted, or -1
 * Result: { epoch, latest number, frames, the one more frame or '' }
 */
export const READ_LIVE_UPDATES = `
local state, backlog = KEYS[1], KEYS[2]
local epoch, last = unpack(redis.call('HMGET', state, 'epoch', 'seq'))
if not epoch then
  redis.call('DEL', backlog, KEYS[3])
  epoch, last = ARGV[1], 0
  redis.call('HSET', state, 'epoch', epoch, 'seq', last)
end
redis.call('PEXPIRE', state, ARGV[2])
local seq, after, one = tonumber(last), tonumber(ARGV[3]), tonumber(ARGV[4])
local oldest = seq - redis.call('LLEN', backlog) + 1
local frames, oneMore = {}, ''
if after >= 0 and after < seq then frames = redis.call('LRANGE', backlog, math.max(after + 1 - oldest, 0), -1) end
if one >= oldest and one <= seq then oneMore = redis.call('LINDEX', backlog, one - oldest) end
return { epoch, seq, frames, oneMore }
`;
