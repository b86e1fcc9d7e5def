import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceKey } from '@raptor/contracts';
import type { ClonedDatabase } from './infrastructure/clone-database';
import { testServers } from './infrastructure/test-servers';

/** What tests seal messages with. */
const TEST_BUS_KEYS = `test:${Buffer.alloc(32, 5).toString('base64')}`;

/** The environment of one service of a test's own fleet: `keyPrefix` is what keeps it apart from other tests on the same Redis. */
export function serviceEnvironment(
  service: ServiceKey,
  database: ClonedDatabase,
  keyPrefix: string,
): NodeJS.ProcessEnv {
  const { redisBusUrl, redisCacheUrl, chromaUrl, runId } = testServers();
  return {
    NODE_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.roleUrls[service],
    REDIS_BUS_URL: redisBusUrl,
    REDIS_CACHE_URL: redisCacheUrl,
    REDIS_KEY_PREFIX: keyPrefix,
    CHROMA_URL: chromaUrl,
    BUS_KEYS: TEST_BUS_KEYS,
    HEARTBEAT_INTERVAL_MS: '1000',
    OBJECT_STORE_FOLDER: join(tmpdir(), `raptor-test-${runId}`, 'objects'),
  };
}
