/**
 * Lets a replay live on and tells what is left of it.
 *
 * KEYS[1] stream of the replay  KEYS[2] hash of its state  KEYS[3..] what else is to live as long
 * ARGV[1] group  ARGV[2] time to live in s
 * Result: 1 when entries are pending or have not been given out, 0 when all are done; nothing when the replay is not there any more.
 */
export const KEEP_REPLAY = `
if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('EXISTS', KEYS[2]) == 0 then return false end
for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ARGV[2]) end
for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local info = {}
  for index = 1, #group, 2 do info[group[index]] = group[index + 1] end
  if info['name'] == ARGV[1] then
    if info['pending'] > 0 then return 1 end
    return #redis.call('XRANGE', KEYS[1], '(' .. info['last-delivered-id'], '+', 'COUNT', 1)
  end
end
return false
`;
