import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { cloneDatabase, testServers } from '@raptor/testing';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { provisionDatabase } from '../../../tools/database/provision';
import { startServers } from '../../../tools/embedded-servers';
import { aKeyPrefix } from '../src/infrastructure/key-prefix';
import { beginTestRun, endTestRun } from '../src/infrastructure/test-run';

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A second run, inside this one and on the same servers, as two clones would have that share TEST_DATABASE_URL. */
describe('a test run on servers that others use too', () => {
  const outer = testServers();
  const sharedServers = (adminUrl = outer.adminUrl): NodeJS.ProcessEnv => ({
    ...process.env,
    TEST_DATABASE_URL: adminUrl,
    TEST_REDIS_URL: outer.redisBusUrl,
    TEST_CHROMA_URL: outer.chromaUrl,
  });
  const databasesOf = (runId: string): Promise<object[]> =>
    query(outer.adminUrl, `SELECT FROM pg_database WHERE starts_with(datname::text, 'raptor_test_${runId}')`);

  it('leaves nothing behind, and disturbs no run beside it', async () => {
    const beside = await cloneDatabase();
    const redis = new Redis(outer.redisBusUrl);
    try {
      await Promise.all([beginTestRun(sharedServers()), beginTestRun(sharedServers())]);
      const inner = testServers();
      expect(inner.runId).not.toBe(outer.runId);
      await cloneDatabase();
      const key = `${aKeyPrefix()}key`;
      await redis.set(key, 'value');
      expect(await databasesOf(inner.runId)).toHaveLength(2);
      expect(await query(beside.roleUrls.muse, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);

      await endTestRun();
      expect(await databasesOf(inner.runId)).toEqual([]);
      expect(await redis.exists(key)).toBe(0);
      expect(await query(beside.roleUrls.muse, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(() => testServers()).toThrow('No servers were found');
    } finally {
      await endTestRun();
      redis.disconnect();
      await beside.drop();
    }
  });

  it('refuses a server whose roles have the passwords of a fleet', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'raptorflow-fleet-'));
    await chmod(dataDir, 0o755);
    const env = {
      ...process.env,
      DATABASE_URL: '',
      REDIS_URL: outer.redisBusUrl,
      REDIS_BUS_URL: '',
      REDIS_CACHE_URL: '',
      CHROMA_URL: outer.chromaUrl,
    };
    const fleet = await startServers({ dataDir, env, ephemeral: true });
    try {
      const roles = Object.fromEntries(SERVICE_KEYS.map((key) => [key, `fleet-${key}`])) as Record<ServiceKey, string>;
      const { roleUrls } = await provisionDatabase(fleet.postgres.url, { owner: 'fleet-owner', roles });
      await expect(beginTestRun(sharedServers(fleet.postgres.url))).rejects.toThrow('seems to serve a fleet');
      expect(await query(roleUrls.gateway, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      await endTestRun();
      await fleet.stop();
    }
  });
});
