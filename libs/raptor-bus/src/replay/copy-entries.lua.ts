/**
 * Copies entries into the stream of a replay and moves its position on, in one step: whoever dies, and whoever else copies, no
 * entry is there twice. Entries that were trimmed meanwhile are left out.
 *
 * KEYS[1] stream of the replay  KEYS[2] hash of its state  KEYS[3..] the lanes
 * ARGV[1] position these entries follow  ARGV[2] position after them  ARGV[3] time to live in s
 * ARGV[4..] pairs of the index of a lane, from 1, and an entry id
 * Result: { position, copied so far }, as they are now; nothing when the replay is not there any more.
 */
export const COPY_ENTRIES = `
if redis.replicate_commands then redis.replicate_commands() end
local position = redis.call('HGET', KEYS[2], 'position')
if not position or redis.call('EXISTS', KEYS[1]) == 0 then return false end
if position == ARGV[1] then
  local copied = 0
  for index = 4, #ARGV, 2 do
    local id = ARGV[index + 1]
    local entry = redis.call('XRANGE', KEYS[tonumber(ARGV[index]) + 2], id, id)[1]
    if entry then
      redis.call('XADD', KEYS[1], '*', unpack(entry[2]))
      copied = copied + 1
    end
  end
  redis.call('HSET', KEYS[2], 'position', ARGV[2])
  redis.call('HINCRBY', KEYS[2], 'copied', copied)
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[3])
return redis.call('HMGET', KEYS[2], 'position', 'copied')
`;
