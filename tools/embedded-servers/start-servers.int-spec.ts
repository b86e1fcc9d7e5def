import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChromaClient } from 'chromadb';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { eventually, testServers } from '@raptor/testing';
import { diagnoseServers, startServers, type RunningServers } from '.';
import { isAlive } from './processes';
import { pidInLock } from './postgres';
import { cleanEnvironment, startLauncher, type LauncherProcess } from './test/launcher-process';

const ENDS_WITHIN = { withinMs: 15_000 };

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  redis.on('error', () => undefined);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

function chromaAt(url: string): ChromaClient {
  const { hostname, port } = new URL(url);
  return new ChromaClient({ host: hostname, port: Number(port), ssl: false });
}

describe('embedded servers', () => {
  let dataDir: string;
  const cleanUp: (() => unknown)[] = [];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'raptorflow-servers-'));
    await chmod(dataDir, 0o755);
  });

  afterEach(async () => {
    for (const undo of cleanUp.splice(0).reverse()) await undo();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(options: Partial<Parameters<typeof startServers>[0]> = {}): Promise<RunningServers> {
    const servers = await startServers({ dataDir, env: cleanEnvironment(), ...options });
    cleanUp.push(() => servers.stop());
    return servers;
  }

  async function launch(options?: Parameters<typeof startLauncher>[1]): Promise<LauncherProcess> {
    const launcher = await startLauncher(dataDir, options);
    cleanUp.push(async () => {
      for (const pid of [launcher.pid, launcher.keeperPid, ...launcher.serverPids].filter(isAlive))
        process.kill(pid, 'SIGKILL');
      await allGone(launcher);
    });
    return launcher;
  }

  const allGone = ({ keeperPid, serverPids }: LauncherProcess): Promise<void> =>
    eventually(() => expect([keeperPid, ...serverPids].filter(isAlive)).toEqual([]), ENDS_WITHIN);

  it('keep their data from one run to the next', async () => {
    const first = await start();
    await query(first.postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await withRedis(first.redisBus.url, (redis) => redis.xadd('stream', '*', 'fact', 'kept'));
    const collection = await chromaAt(first.chroma.url).createCollection({ name: 'kept', embeddingFunction: null });
    await collection.upsert({ ids: ['one'], embeddings: [[0.1, 0.2, 0.3]] });
    await first.stop();

    const second = await start();
    expect(await query(second.postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await withRedis(second.redisBus.url, (redis) => redis.xlen('stream'))).toBe(1);
    const kept = await chromaAt(second.chroma.url).getCollection({ name: 'kept' });
    expect(await kept.count()).toBe(1);
    expect(second.postgres.url).toBe(first.postgres.url);
  });

  it('leave nothing behind when they are ephemeral', async () => {
    const servers = await start({ ephemeral: true });
    expect(await query(servers.postgres.url, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    await servers.stop();
    expect(existsSync(dataDir)).toBe(false);
  });

  it('stop after the kill -9 of the launcher, folder of an ephemeral run included', async () => {
    const launcher = await launch({ mode: 'ephemeral' });
    process.kill(launcher.pid, 'SIGKILL');
    await allGone(launcher);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('wait for the services before they stop', async () => {
    const service = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    cleanUp.push(() => service.kill('SIGKILL'));
    const launcher = await launch({ waitFor: service.pid });
    process.kill(launcher.pid, 'SIGKILL');
    await eventually(() => expect(isAlive(launcher.pid)).toBe(false));
    expect(await query(launcher.servers[0]?.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    service.kill('SIGKILL');
    await allGone(launcher);
  });

  it('refuse a second run in the same folder', async () => {
    const launcher = await launch();
    await expect(start()).rejects.toThrow(`already running, started by process ${launcher.pid}`);
    expect(launcher.serverPids.every(isAlive)).toBe(true);
  });

  it('start again after everything was killed, and after the pid in the lock has gone to somebody else', async () => {
    const launcher = await launch();
    await query(launcher.servers[0]?.url ?? '', 'CREATE TABLE survivor AS SELECT 1 AS one');
    for (const pid of [launcher.keeperPid, launcher.pid, ...launcher.serverPids]) process.kill(pid, 'SIGKILL');
    await allGone(launcher);
    const lock = (await readdir(join(dataDir, 'postgres', 'data'))).find((name) => name === 'postmaster.pid');
    expect(lock).toBe('postmaster.pid');
    const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid)));

    const servers = await start();
    expect(await query(servers.postgres.url, 'SELECT one FROM survivor')).toEqual([{ one: 1 }]);
    expect(await pidInLock(join(dataDir, 'postgres', 'data'))).toBe(servers.postgres.pid);
  });

  it('are found and stopped by the next run when their keeper was killed and the system did not take them along', async () => {
    const launcher = await launch();
    const record = join(dataDir, 'servers.json');
    // The keeper of a run long gone, whose servers still live: as on a system without setpriv.
    await writeFile(record, (await readFile(record, 'utf8')).replace(/"keeperPid": \d+/, '"keeperPid": 4194303'));
    const texts: string[] = [];
    await start({ onProgress: (text) => texts.push(text) });
    expect(launcher.serverPids.filter(isAlive)).toEqual([]);
    expect(texts.filter((text) => text.includes('an earlier run left behind'))).toHaveLength(4);
  });

  it('say why one did not start, with the end of its log, and stop the others', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(dataDir, 'redis-bus', 'appendonlydir', 'appendonly.aof.manifest'), 'not a manifest\n');
    await expect(start()).rejects.toThrow(
      /Redis \(bus\) ended while it was starting[^]*Invalid AOF manifest file format/,
    );
    expect(await pidInLock(join(dataDir, 'postgres', 'data'))).toBeUndefined();
  });
});

describe('embedded servers of one run', () => {
  const ended: string[] = [];
  let folder: string;
  let servers: RunningServers;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raptorflow-servers-'));
    await chmod(folder, 0o755);
    servers = await startServers({ dataDir: folder, env: cleanEnvironment(), onExit: (name) => ended.push(name) });
  });

  afterAll(async () => {
    await servers.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('are configured for their part: a bus that forgets nothing, a cache that stays small, a UTF-8 database', async () => {
    const settings = (url: string): Promise<unknown> =>
      withRedis(url, async (redis) => [
        await redis.config('GET', 'maxmemory-policy'),
        await redis.config('GET', 'appendonly'),
      ]);
    expect(await settings(servers.redisBus.url)).toEqual([
      ['maxmemory-policy', 'noeviction'],
      ['appendonly', 'yes'],
    ]);
    expect(await settings(servers.redisCache.url)).toEqual([
      ['maxmemory-policy', 'allkeys-lru'],
      ['appendonly', 'no'],
    ]);
    expect(await query(servers.postgres.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    expect(await query(servers.postgres.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(servers.postgres.url, 'SHOW unix_socket_directories')).toEqual([
      { unix_socket_directories: '' },
    ]);
  });

  it('let nobody in without the password, which only we can read', async () => {
    const withoutPassword = (url: string): string => Object.assign(new URL(url), { password: 'guess' }).href;
    await expect(query(withoutPassword(servers.postgres.url), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    await expect(
      withRedis(servers.redisBus.url.replace(/:[^:@]*@/, ':guess@'), (redis) => redis.ping()),
    ).rejects.toThrow(/WRONGPASS|NOAUTH/);
    const files = (await readdir(folder)).filter((name) => name.endsWith('.password'));
    expect(files).toHaveLength(3);
    for (const file of files) expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
  });

  it('are told of when one ends that nobody stopped', async () => {
    process.kill(servers.redisCache.pid ?? 0, 'SIGKILL');
    await eventually(() => expect(ended).toEqual(['redis-cache']));
    await servers.stop();
    expect(ended).toEqual(['redis-cache']);
  });
});

describe('servers that the environment names', () => {
  const named = (): NodeJS.ProcessEnv => {
    const { adminUrl, redisBusUrl, redisCacheUrl, chromaUrl } = testServers();
    return {
      PATH: process.env.PATH,
      DATABASE_URL: adminUrl,
      REDIS_BUS_URL: redisBusUrl,
      REDIS_CACHE_URL: redisCacheUrl,
      CHROMA_URL: chromaUrl,
    };
  };

  it('are used as they are, never stopped, and nothing is written', async () => {
    const dataDir = join(tmpdir(), 'raptorflow-never-made');
    const servers = await startServers({ dataDir, env: named() });
    expect(
      [servers.postgres, servers.redisBus, servers.redisCache, servers.chroma].map(({ origin }) => origin),
    ).toEqual(Array(4).fill('environment'));
    expect(servers.postgres.url).toBe(testServers().adminUrl);
    await servers.stop();
    expect(await query(testServers().adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('are all reported when they do not answer, without their passwords', async () => {
    const env = {
      ...named(),
      DATABASE_URL: 'postgresql://me:secret@127.0.0.1:9/app',
      REDIS_CACHE_URL: 'redis://127.0.0.1:9',
      CHROMA_URL: 'http://127.0.0.1:9',
    };
    const failure = await startServers({ dataDir: tmpdir(), env }).catch((error: unknown) => String(error));
    expect(failure).toContain(
      'DATABASE_URL names postgresql://127.0.0.1:9/app, but no PostgreSQL answers there (connect ECONNREFUSED',
    );
    expect(failure).toContain('REDIS_CACHE_URL names redis://127.0.0.1:9');
    expect(failure).toContain('CHROMA_URL names http://127.0.0.1:9');
    expect(failure).not.toContain('secret');
  });

  it('are diagnosed without starting anything', async () => {
    const found = await diagnoseServers({ dataDir: tmpdir(), env: { ...named(), CHROMA_URL: 'http://127.0.0.1:9' } });
    expect(found.map(({ name, origin, found: isFound }) => [name, origin, isFound])).toEqual([
      ['postgres', 'environment', true],
      ['redis-bus', 'environment', true],
      ['redis-cache', 'environment', true],
      ['chroma', 'environment', false],
    ]);
    expect(found[3]?.missing).toContain('Start that server or correct CHROMA_URL');
    const embedded = await diagnoseServers({ dataDir: tmpdir(), env: cleanEnvironment() });
    expect(embedded.map(({ origin, found: isFound }) => [origin, isFound])).toEqual(Array(4).fill(['embedded', true]));
  });
});
