import type { Redis } from 'ioredis';

/** Redis cannot serve as a bus as it is configured; the message says what to change. */
export class BusMisconfiguredError extends Error {
  override readonly name = 'BusMisconfiguredError';
}

const LEAST_VERSION = [6, 2] as const;

/**
 * Looks whether this Redis can be trusted with messages.
 * @returns a warning when that cannot be found out, because CONFIG is refused (hosted Redis).
 * @throws BusMisconfiguredError when it is too old or would throw messages away to make room.
 */
export async function checkRedis(redis: Redis): Promise<string | undefined> {
  const version = /^redis_version:(\d+)\.(\d+)/m.exec(await redis.info('server'));
  const [major = 0, minor = 0] = [Number(version?.[1]), Number(version?.[2])];
  if (version && (major < LEAST_VERSION[0] || (major === LEAST_VERSION[0] && minor < LEAST_VERSION[1]))) {
    throw new BusMisconfiguredError(`Redis (bus) is version ${major}.${minor}; RaptorBus needs 6.2 or newer`);
  }
  const policy = await evictionPolicy(redis);
  if (policy === undefined) {
    return 'Redis (bus) does not tell its maxmemory-policy (CONFIG is refused): make sure that it is noeviction';
  }
  if (policy !== 'noeviction') {
    throw new BusMisconfiguredError(
      `Redis (bus) has maxmemory-policy ${policy} and would throw messages away when it is full: ` +
        'set it to noeviction, or point the bus at another Redis than the caches',
    );
  }
  return undefined;
}

async function evictionPolicy(redis: Redis): Promise<string | undefined> {
  try {
    const [, policy] = (await redis.config('GET', 'maxmemory-policy')) as string[];
    return policy;
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError') return undefined;
    throw error;
  }
}
