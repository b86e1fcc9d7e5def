/**
 * Gives a live update the next number of its workspace, keeps it in the backlog and tells who listens now. One whose event
 * id is in the backlog already changes nothing.
 *
 * KEYS[1] hash `epoch`, `seq`, `bytes`  KEYS[2] list of frames, oldest first  KEYS[3] sorted set of event ids by number
 * ARGV[1] Pub/Sub channel  ARGV[2] event id  ARGV[3] sealed update  ARGV[4] epoch, should none be there
 * ARGV[5] most frames  ARGV[6] most bytes of all frames; the newest stays whatever its size  ARGV[7] ms until all is forgotten
 * Result: { epoch, number }. A frame is `<epoch> <number> <sealed update>`.
 */
export const PUBLISH_LIVE_UPDATE = `
local state, backlog, seen = KEYS[1], KEYS[2], KEYS[3]
local epoch, last, bytes = unpack(redis.call('HMGET', state, 'epoch', 'seq', 'bytes'))
if not epoch then
  redis.call('DEL', backlog, seen)
  epoch, last = ARGV[4], 0
end
local known = redis.call('ZSCORE', seen, ARGV[2])
if known then return { epoch, tonumber(known) } end
local seq = tonumber(last) + 1
local frame = epoch .. ' ' .. string.format('%.0f', seq) .. ' ' .. ARGV[3]
local kept = redis.call('RPUSH', backlog, frame)
bytes = (kept > 1 and tonumber(bytes or 0) or 0) + #frame
while kept > 1 and (kept > tonumber(ARGV[5]) or bytes > tonumber(ARGV[6])) do
  bytes = bytes - #redis.call('LPOP', backlog)
  kept = kept - 1
end
redis.call('ZREMRANGEBYSCORE', seen, '-inf', seq - kept)
redis.call('ZADD', seen, seq, ARGV[2])
redis.call('HSET', state, 'epoch', epoch, 'seq', seq, 'bytes', bytes)
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[7]) end
redis.call('PUBLISH', ARGV[1], frame)
return { epoch, seq }
`;
