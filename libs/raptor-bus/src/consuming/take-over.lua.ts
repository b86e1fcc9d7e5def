/**
 * Takes entries that are due for another try, then those whose lease has run out, up to a number. The second kind
 * leaves alone what is put aside for later.
 *
 * It also notes on every stream that this consumer lives. The owner of an entry whose lease has run out has died when it has been
 * silent as well; one that has not was never told of the entry (the answer to its read was lost), or not that it is done with it
 * (Redis came back without its last writes).
 *
 * KEYS[1] sorted set of retries  KEYS[2..] streams, most urgent first
 * ARGV[1] group  ARGV[2] consumer  ARGV[3] lease in ms  ARGV[4] most entries
 * ARGV[5] how long a consumer that lives is silent at most, in ms: less than the lease by more than leases are renewed apart
 * Result: list of { index of the stream, entry id, fields or '', 'due' | 'forgotten' | 'orphaned' | 'gone' }. Forgotten: its owner lives.
 * Orphaned: its owner is silent. Gone: it was deleted without having been handled; it is not pending any more.
 */
export const TAKE_OVER = `
if redis.replicate_commands then redis.replicate_commands() end
local group, consumer, lease, most = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local longestSilence = tonumber(ARGV[5])
local taken = {}
local function living(stream)
  local names = {}
  for _, reply in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group)) do
    local info = {}
    for index = 1, #reply, 2 do info[reply[index]] = reply[index + 1] end
    if info['idle'] <= longestSilence then names[info['name']] = true end
  end
  return names
end
local function take(lane, id, leastIdle, why)
  local claimed = redis.call('XCLAIM', KEYS[lane + 1], group, consumer, leastIdle, id)
  if claimed[1] then
    taken[#taken + 1] = { lane, id, claimed[1][2], why }
  elseif #redis.call('XRANGE', KEYS[lane + 1], id, id) == 0 then
    redis.call('XACK', KEYS[lane + 1], group, id)
    taken[#taken + 1] = { lane, id, '', 'gone' }
  end
end
local now = redis.call('TIME')
local nowMs = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', nowMs, 'LIMIT', 0, most)) do
  local lane, id = member:match('^(%d+) (.+)$')
  redis.call('ZREM', KEYS[1], member)
  lane = tonumber(lane)
  if lane and KEYS[lane + 1] and id:match('^%d+%-%d+$') and #redis.call('XPENDING', KEYS[lane + 1], group, id, id, 1) > 0 then
    take(lane, id, 0, 'due')
  end
end
for lane = 1, #KEYS - 1 do
  -- After the last entry there is nothing to read; that it was asked for is what Redis notes.
  redis.call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', 1, 'STREAMS', KEYS[lane + 1], '18446744073709551615-0')
  local alive
  local from = '-'
  while #taken < most do
    local page = redis.call('XPENDING', KEYS[lane + 1], group, 'IDLE', lease, from, '+', 100)
    for _, entry in ipairs(page) do
      if #taken < most and not redis.call('ZSCORE', KEYS[1], lane .. ' ' .. entry[1]) then
        alive = alive or living(KEYS[lane + 1])
        take(lane, entry[1], lease, alive[entry[2]] and 'forgotten' or 'orphaned')
      end
    end
    if #page < 100 then break end
    from = '(' .. page[100][1]
  end
end
return taken
`;
