/**
 * Acknowledges entries and deletes them in one step: an entry that was acknowledged and is still there would be nobody's, and stay.
 *
 * KEYS[1] stream
 * ARGV[1] group  ARGV[2..] entry ids
 * Result: number of entries deleted.
 */
export const FORGET_ENTRIES = `
redis.call('XACK', KEYS[1], ARGV[1], unpack(ARGV, 2))
return redis.call('XDEL', KEYS[1], unpack(ARGV, 2))
`;
