/** A text, or false. What somebody else has put there in another form is removed: it would be in the way for ever. */
const TEXT_AT = `
local function text_at(key)
  local kind = redis.call('TYPE', key).ok
  if kind == 'string' then return redis.call('GET', key) end
  if kind ~= 'none' then redis.call('DEL', key) end
  return false
end`;

/**
 * KEYS generation, answer, lock. ARGV a new generation, its life in ms, token, life of the lock in ms, most bytes of an answer.
 * Answers with the generation, then either the answer, or 1 when the lock is the asker's now, or 0 when somebody else holds it.
 */
export const ASK = `${TEXT_AT}
local generation = text_at(KEYS[1])
if not generation or #generation ~= #ARGV[1] then
  generation = ARGV[1]
  redis.call('SET', KEYS[1], generation)
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
if redis.call('TYPE', KEYS[2]).ok == 'string' and redis.call('STRLEN', KEYS[2]) > tonumber(ARGV[5]) then redis.call('DEL', KEYS[2]) end
local answer = text_at(KEYS[2])
if answer and string.sub(answer, 1, #generation) == generation then return {generation, answer} end
local holder = text_at(KEYS[3])
if holder and redis.call('PTTL', KEYS[3]) < 0 then holder = false end
if holder then return {generation, 0} end
redis.call('SET', KEYS[3], ARGV[3], 'PX', ARGV[4])
return {generation, 1}`;

/**
 * KEYS generation, answer, names. ARGV generation, answer, its life in ms, now in ms. Keeps an answer unless the workspace was forgotten since its
 * maker asked; forgets the names of those that have expired.
 */
export const KEEP = `${TEXT_AT}
if text_at(KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
if redis.call('TYPE', KEYS[3]).ok ~= 'zset' then redis.call('DEL', KEYS[3]) end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[4])
redis.call('ZADD', KEYS[3], ARGV[4] + ARGV[3], KEYS[2])
if redis.call('PTTL', KEYS[3]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[3], ARGV[3]) end
return 1`;

/** KEYS lock. ARGV token, life in ms. Holds on to it, if it is still one's own. */
export const RENEW = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`;

/** KEYS lock. ARGV token. Gives it back, if it is still one's own. */
export const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;
