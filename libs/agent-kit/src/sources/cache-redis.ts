import type { PlatformConfig } from '@raptor/platform';
import { Redis } from 'ioredis';

/** A connection, yet to be made, to the Redis that may lose what it holds. Who asks it in vain is told so at once. */
export function cacheRedis({ service, redis: { cacheUrl } }: PlatformConfig, purpose: string): Redis {
  const redis = new Redis(cacheUrl, {
    protocol: 2,
    connectionName: `${service}:${purpose}`,
    lazyConnect: true,
    enableOfflineQueue: false,
    connectTimeout: 1_000,
    commandTimeout: 300,
    maxRetriesPerRequest: 0,
  });
  return redis.on('error', () => undefined);
}
