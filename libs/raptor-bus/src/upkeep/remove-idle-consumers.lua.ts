/**
 * Removes consumers that have not asked for anything in a while and have nothing pending. In one step, because a
 * consumer that is removed with something pending takes it with it.
 *
 * KEYS[1] stream
 * ARGV[1] group  ARGV[2] least idle time in ms
 * Result: number of consumers removed.
 */
export const REMOVE_IDLE_CONSUMERS = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local known = false
for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  for index = 1, #group, 2 do
    if group[index] == 'name' and group[index + 1] == ARGV[1] then known = true end
  end
end
if not known then return 0 end
local removed = 0
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local info = {}
  for index = 1, #consumer, 2 do info[consumer[index]] = consumer[index + 1] end
  if info['pending'] == 0 and info['idle'] > tonumber(ARGV[2]) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], info['name'])
    removed = removed + 1
  end
end
return removed
`;
