/**
 * Renews the leases of entries that are still mine. To claim without looking would steal back what another has taken over.
 *
 * KEYS[1] stream
 * ARGV[1] group  ARGV[2] consumer  ARGV[3..] entry ids
 * Result: the ids that are not mine any more.
 */
export const RENEW_LEASES = `
local lost = {}
for index = 3, #ARGV do
  local id = ARGV[index]
  if #redis.call('XPENDING', KEYS[1], ARGV[1], id, id, 1, ARGV[2]) == 0 then
    lost[#lost + 1] = id
  else
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'JUSTID')
  end
end
return lost
`;
