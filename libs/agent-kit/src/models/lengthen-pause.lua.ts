/**
 * Makes a pause at least so long.
 * KEYS[1] the pause · ARGV[1] milliseconds from now · returns the milliseconds it now has left
 */
export const LENGTHEN_PAUSE = `
local left = redis.call('PTTL', KEYS[1])
local asked = tonumber(ARGV[1])
if left >= asked then return left end
redis.call('SET', KEYS[1], '1', 'PX', asked)
return asked
`;
