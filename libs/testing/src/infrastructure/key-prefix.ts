import { randomBytes } from 'node:crypto';
import { testServers, workerNumber } from './test-servers';

/** Every Redis key of a run begins with this. */
export const runKeyPrefix = (runId: string): string => `test:${runId}:`;

/**
 * A prefix for Redis keys, stream and channel names that no other test file uses. A database number would not do: Pub/Sub ignores it.
 * Keys below it are removed at the end of the run.
 */
export function aKeyPrefix(): string {
  return `${runKeyPrefix(testServers().runId)}${workerNumber()}-${randomBytes(4).toString('hex')}:`;
}

/** Removes a run's keys from a Redis that outlives it. */
export async function removeKeysOf(redisUrl: string, runId: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 2 });
  redis.on('error', () => undefined);
  try {
    for await (const keys of redis.scanStream({ match: `${runKeyPrefix(runId)}*`, count: 1_000 })) {
      const found = keys as string[];
      if (found.length > 0) await redis.unlink(...found);
    }
  } finally {
    redis.disconnect();
  }
}
