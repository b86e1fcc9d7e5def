/**
 * Ends an epoch whose numbers cannot be trusted any more; the next update or reader begins another.
 *
 * KEYS[1] hash `epoch`, `seq`, `bytes`  KEYS[2] list of frames  KEYS[3] sorted set of event ids
 * ARGV[1] epoch
 * Result: 1 when it was ended, 0 when it was not the epoch any more.
 */
export const FORGET_LIVE_EPOCH = `
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return 1
`;
