import { SERVICE_KEYS, schemaOf } from '@raptor/contracts';
import { Client } from 'pg';
import { aKeyPrefix, cloneDatabase, testServers, type ClonedDatabase } from '@raptor/testing';

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a cloned database', () => {
  let first: ClonedDatabase;
  let second: ClonedDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([cloneDatabase(), cloneDatabase()]);
  });

  afterAll(async () => {
    await Promise.all([first.drop(), second.drop()]);
  });

  it('has the six schemas, migrated', async () => {
    const rows = await query<{ nspname: string }>(
      first.ownerUrl,
      "SELECT DISTINCT nspname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' AND relname = 'migrations'",
    );
    expect(rows.map(({ nspname }) => nspname).sort()).toEqual(SERVICE_KEYS.map(schemaOf).sort());
  });

  it('is not seen by another one', async () => {
    await query(first.ownerUrl, 'CREATE TABLE muse.only_here (id int)');
    await expect(query(second.ownerUrl, 'SELECT * FROM muse.only_here')).rejects.toThrow('does not exist');
  });

  it.each(SERVICE_KEYS)('lets %s in with its own role, and nobody make temporary tables', async (key) => {
    await expect(query(first.roleUrls[key], 'SELECT 1')).resolves.toHaveLength(1);
    await expect(query(first.roleUrls[key], 'CREATE TEMP TABLE mine (id int)')).rejects.toThrow('permission denied');
  });

  it('is gone after drop, with whoever is connected', async () => {
    const third = await cloneDatabase();
    const client = new Client({ connectionString: third.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    await third.drop();
    const rows = await query(testServers().adminUrl, `SELECT FROM pg_database WHERE datname = '${third.name}'`);
    expect(rows).toEqual([]);
  });
});

describe('a key prefix', () => {
  it('is another one each time and belongs to the run', () => {
    expect(aKeyPrefix()).not.toBe(aKeyPrefix());
    expect(aKeyPrefix()).toContain(testServers().runId);
  });
});
