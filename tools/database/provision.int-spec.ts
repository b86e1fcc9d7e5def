import { mkdtemp, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICE_KEYS, roleOf, schemaOf, type ServiceKey } from '@raptor/contracts';
import { testServers } from '@raptor/testing';
import { Client } from 'pg';
import { startServers, type RunningServers } from '../embedded-servers';
import { connectionUrl } from './connection-url';
import { provisionDatabase, type DatabaseSecrets } from './provision';

const ROLES = ['raptor_owner', ...SERVICE_KEYS.map(roleOf)];

function secretsOf(generation: string): DatabaseSecrets {
  const roles = SERVICE_KEYS.map((key) => [key, `${generation}-${key}!@/:%`]);
  return { owner: `${generation}-owner`, roles: Object.fromEntries(roles) as Record<ServiceKey, string> };
}

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Roles belong to a whole server, so these tests have one of their own: others would find their passwords changed. */
describe('provisioning', () => {
  let servers: RunningServers;
  let admin: string;

  beforeAll(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'raptorflow-provision-'));
    await chmod(dataDir, 0o755);
    const { redisBusUrl, chromaUrl } = testServers();
    const env = {
      ...process.env,
      DATABASE_URL: '',
      REDIS_URL: redisBusUrl,
      REDIS_BUS_URL: '',
      REDIS_CACHE_URL: '',
      CHROMA_URL: chromaUrl,
    };
    servers = await startServers({ dataDir, env, ephemeral: true });
    admin = servers.postgres.url;
  });

  afterAll(() => servers.stop());

  afterEach(async () => {
    for (const name of ['raptorflow', 'named', 'odd "name"', 'app', 'mine', ...parallel]) {
      await query(admin, `DROP DATABASE IF EXISTS "${name.replaceAll('"', '""')}" WITH (FORCE)`);
    }
    for (const role of [...ROLES, 'cloud_admin']) await query(admin, `DROP ROLE IF EXISTS ${role}`);
  });

  const parallel = ['parallel_1', 'parallel_2', 'parallel_3', 'parallel_4'];

  it('makes a database, a role for each service and one that owns the schemas', async () => {
    const { ownerUrl, roleUrls } = await provisionDatabase(admin, secretsOf('a'));
    expect(new URL(ownerUrl).pathname).toBe('/raptorflow');
    const schemas = await query(
      ownerUrl,
      'SELECT nspname AS schema FROM pg_namespace WHERE nspowner = current_user::regrole ORDER BY 1',
    );
    expect(schemas).toEqual(
      SERVICE_KEYS.map(schemaOf)
        .sort()
        .map((schema) => ({ schema })),
    );
    for (const key of SERVICE_KEYS) {
      expect(await query(roleUrls[key], 'SELECT current_user AS role')).toEqual([{ role: roleOf(key) }]);
    }
    const powers = await query(
      admin,
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'raptor%' AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)`,
    );
    expect(powers).toEqual([]);
  });

  it('lets a service read and write what the owner makes in its schema, and nothing else', async () => {
    const { ownerUrl, roleUrls } = await provisionDatabase(admin, secretsOf('a'));
    await query(ownerUrl, 'CREATE TABLE muse.assets (id serial, name text)');

    await query(roleUrls.muse, `INSERT INTO muse.assets (name) VALUES ('one'); UPDATE muse.assets SET name = 'two'`);
    expect(await query(roleUrls.muse, 'SELECT id, name FROM muse.assets')).toEqual([{ id: 1, name: 'two' }]);
    await query(roleUrls.muse, 'DELETE FROM muse.assets');
    await expect(query(roleUrls.muse, 'TRUNCATE muse.assets')).rejects.toThrow('permission denied for table');
    await expect(query(roleUrls.muse, 'CREATE TABLE muse.mine (id int)')).rejects.toThrow(
      'permission denied for schema',
    );
    await expect(query(roleUrls.muse, 'ALTER TABLE muse.assets ADD COLUMN more int')).rejects.toThrow('must be owner');
    await expect(query(roleUrls.muse, 'CREATE TABLE public.mine (id int)')).rejects.toThrow(
      'permission denied for schema',
    );
    await expect(query(roleUrls.muse, 'CREATE TEMP TABLE mine (id int)')).rejects.toThrow('permission denied');
    await expect(query(roleUrls.muse, 'SET ROLE raptor_owner')).rejects.toThrow('permission denied');
    await expect(query(roleUrls.matrix, 'SELECT * FROM muse.assets')).rejects.toThrow('permission denied for schema');
  }, 30_000);

  it('changes only the passwords when run again', async () => {
    const first = await provisionDatabase(admin, secretsOf('a'));
    await query(first.ownerUrl, 'CREATE TABLE gateway.kept AS SELECT 1 AS one');
    const second = await provisionDatabase(admin, secretsOf('b'));
    expect(await query(second.roleUrls.gateway, 'SELECT one FROM gateway.kept')).toEqual([{ one: 1 }]);
    await expect(query(first.roleUrls.gateway, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('closes a database of ours to strangers, and leaves one that we were only given as it was', async () => {
    await query(admin, 'CREATE DATABASE app');
    await query(admin, `CREATE ROLE cloud_admin LOGIN PASSWORD 'x'`);
    const stranger = (database: string): string =>
      connectionUrl(admin, { user: 'cloud_admin', password: 'x', database });
    await provisionDatabase(admin, secretsOf('a'), { database: 'odd "name"' });
    await provisionDatabase(connectionUrl(admin, { database: 'app' }), secretsOf('a'));
    await expect(query(stranger('odd "name"'), 'SELECT 1')).rejects.toThrow('permission denied for database');
    expect(await query(stranger('app'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('works for several at the same moment', async () => {
    const results = await Promise.all(
      parallel.map((database) => provisionDatabase(admin, secretsOf('a'), { database })),
    );
    for (const { roleUrls } of results) expect(await query(roleUrls.council, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  describe.each(['INHERIT', 'NOINHERIT'])('by an admin who is no superuser (%s)', (inheritance) => {
    const cloudAdmin = (database: string): string =>
      connectionUrl(admin, { user: 'cloud_admin', password: 'x', database });

    it.each([
      ['CREATE on the database', 'NOCREATEDB', 'GRANT CREATE ON DATABASE app TO cloud_admin', undefined],
      ['a database of their own', 'NOCREATEDB', 'ALTER DATABASE app OWNER TO cloud_admin', undefined],
      ['CREATEDB', 'CREATEDB', 'SELECT 1', 'mine'],
    ])('needs CREATEROLE and %s', async (_name, createDb, grant, database) => {
      await query(admin, 'CREATE DATABASE app');
      await query(admin, `CREATE ROLE cloud_admin LOGIN CREATEROLE ${createDb} ${inheritance} PASSWORD 'x'`);
      await query(admin, grant);
      await provisionDatabase(cloudAdmin('app'), secretsOf('a'), { database });
      const { ownerUrl, roleUrls } = await provisionDatabase(cloudAdmin('app'), secretsOf('b'), { database });
      await query(ownerUrl, 'CREATE TABLE council.campaigns AS SELECT 1 AS one');
      expect(await query(roleUrls.council, 'SELECT one FROM council.campaigns')).toEqual([{ one: 1 }]);
      await expect(query(roleUrls.gateway, 'SELECT one FROM council.campaigns')).rejects.toThrow('permission denied');
    });

    it('stays in the maintenance database where they may make none', async () => {
      await query(admin, `CREATE ROLE cloud_admin LOGIN CREATEROLE ${inheritance} PASSWORD 'x'`);
      await expect(provisionDatabase(cloudAdmin('postgres'), secretsOf('a'))).rejects.toThrow(
        'permission denied for database postgres',
      );
    });
  });

  it('takes powers away from a role that has too many, and refuses where it cannot', async () => {
    await query(admin, `CREATE ROLE raptor_muse LOGIN SUPERUSER BYPASSRLS`);
    await provisionDatabase(admin, secretsOf('a'));
    expect(
      await query(admin, `SELECT rolsuper OR rolbypassrls AS powerful FROM pg_roles WHERE rolname = 'raptor_muse'`),
    ).toEqual([{ powerful: false }]);

    await query(admin, `CREATE ROLE cloud_admin LOGIN CREATEROLE CREATEDB PASSWORD 'x'`);
    for (const role of ROLES) await query(admin, `GRANT ${role} TO cloud_admin WITH ADMIN OPTION`);
    await query(admin, 'ALTER ROLE raptor_muse BYPASSRLS');
    const asCloudAdmin = connectionUrl(admin, { user: 'cloud_admin', password: 'x' });
    await expect(provisionDatabase(asCloudAdmin, secretsOf('b'), { database: 'mine' })).rejects.toThrow(
      'raptor_muse may do more',
    );
  });

  it('refuses a password that PostgreSQL would read differently', async () => {
    await expect(provisionDatabase(admin, { ...secretsOf('a'), owner: 'pässword' })).rejects.toThrow('printable ASCII');
  });
});
