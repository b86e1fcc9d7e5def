import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { planChroma } from './chroma';
import { serverFromEnvironment } from './environment';
import { Keeper } from './keeper-client';
import { launchServer, type LaunchedServer } from './launch-server';
import { useNamedServer } from './named-server';
import { planPostgres } from './postgres';
import { planRedis } from './redis';
import { obtainRedisBinary, type RedisBinary } from './redis-binary';
import { clearEarlierRun, readRunRecord, writeRunRecord } from './run-record';
import {
  SERVER_TITLES,
  type RunningServer,
  type RunningServers,
  type ServerName,
  type ServerPlan,
  type StartServersOptions,
} from './servers';

const NAMES: readonly ServerName[] = ['postgres', 'redis-bus', 'redis-cache', 'chroma'];

/**
 * Finds or starts PostgreSQL, the two Redis servers and Chroma, all at once, and resolves when each answers its own protocol.
 * `DATABASE_URL`, `REDIS_BUS_URL` and `REDIS_CACHE_URL` (or `REDIS_URL` for both) and `CHROMA_URL` name servers that are used as they
 * are and never stopped; the others are started on free ports of 127.0.0.1.
 * Throws when a server cannot be found or started, with every reason; then none of ours is left running.
 * Servers do not outlive this process, however it ends.
 */
export async function startServers(options: StartServersOptions): Promise<RunningServers> {
  const { env } = options;
  const embedded = NAMES.filter((name) => !serverFromEnvironment(name, env));
  if (embedded.length === 0)
    return asRunningServers(await all(NAMES.map((name) => useNamedServer(name, env))), undefined);
  if (process.platform === 'win32') throw new Error(unsupportedSystem());

  const own = await EmbeddedServers.open(options);
  try {
    const servers = await all(NAMES.map(async (name) => (await useNamedServer(name, env)) ?? (await own.start(name))));
    await own.keepRecord();
    return asRunningServers(servers, own);
  } catch (error) {
    await own.stop();
    throw error;
  }
}

/** Servers of one run and what they share: the data folder, the keeper and the Redis program. */
class EmbeddedServers {
  private readonly launched: LaunchedServer[] = [];
  private readonly foldersOutside: string[] = [];
  private redisBinary?: Promise<RedisBinary>;
  private isStopping = false;

  private constructor(
    private readonly dataDir: string,
    private readonly options: StartServersOptions,
    private readonly keeper: Keeper,
    private readonly usualPorts: Map<ServerName, number>,
  ) {}

  static async open(options: StartServersOptions): Promise<EmbeddedServers> {
    await mkdir(join(options.dataDir, 'logs'), { recursive: true });
    const dataDir = await realpath(options.dataDir);
    const record = await readRunRecord(dataDir);
    await clearEarlierRun(dataDir, record, options.onProgress ?? (() => undefined));
    const usualPorts = new Map(record?.servers.map(({ name, port }) => [name, port]));
    const servers = new EmbeddedServers(
      dataDir,
      options,
      Keeper.start(dataDir, join(dataDir, 'logs', 'keeper.log')),
      usualPorts,
    );
    servers.declareFolders();
    return servers;
  }

  async start(name: ServerName): Promise<LaunchedServer> {
    const began = performance.now();
    const launched = await launchServer(await this.plan(name), this.keeper, this.usualPorts.get(name));
    this.launched.push(launched);
    this.progress(`${SERVER_TITLES[name]}: ready after ${Math.round(performance.now() - began)} ms`);
    void launched.ended.then((code) => {
      if (!this.isStopping) this.options.onExit?.(name, code);
    });
    return launched;
  }

  /** Written when all are up, as then nothing else has to be waited for. */
  async keepRecord(): Promise<void> {
    await writeRunRecord(this.dataDir, this.keeper, this.launched);
    this.keeper.unref();
  }

  stopAfter(pids: number[]): void {
    this.keeper.stopAfter(pids);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.keeper.stop();
  }

  private async plan(name: ServerName): Promise<ServerPlan> {
    const { dataDir } = this;
    const { env, ephemeral = false } = this.options;
    const onProgress = (text: string): void => this.progress(text);
    if (name === 'postgres')
      return planPostgres({ dataDir, env, ephemeral, onProgress, onHome: (folder) => this.declareFolders(folder) });
    if (name === 'chroma') return planChroma({ dataDir, env, onProgress });
    this.redisBinary ??= obtainRedisBinary(env, onProgress);
    return planRedis({ name, binary: await this.redisBinary, dataDir, env, ephemeral });
  }

  private progress(text: string): void {
    this.options.onProgress?.(text);
  }

  // The keeper removes them, so that a killed test run leaves nothing either.
  private declareFolders(postgresHome?: string): void {
    if (!this.options.ephemeral) return;
    if (postgresHome && dirname(postgresHome) !== this.dataDir) this.foldersOutside.push(postgresHome);
    this.keeper.removeAtEnd([this.dataDir, ...this.foldersOutside]);
  }
}

function asRunningServers(servers: (RunningServer | undefined)[], own: EmbeddedServers | undefined): RunningServers {
  const byName = new Map(servers.flatMap((server) => (server ? [[server.name, server] as const] : [])));
  const get = (name: ServerName): RunningServer => {
    const server = byName.get(name);
    if (!server) throw new Error(`${SERVER_TITLES[name]} was not started.`);
    const { origin, url, detail, pid } = server;
    return { name, origin, url, detail, pid };
  };
  return {
    postgres: get('postgres'),
    redisBus: get('redis-bus'),
    redisCache: get('redis-cache'),
    chroma: get('chroma'),
    stopAfter: (pids) => own?.stopAfter(pids),
    stop: async () => own?.stop(),
  };
}

/** Like Promise.all, but waits for every one and tells every reason: nobody wants to learn of problems one start at a time. */
async function all<T>(promises: Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  const reasons = new Set(
    settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : [])),
  );
  if (reasons.size > 0) {
    const texts = new Set([...reasons].map((reason) => (reason as Partial<Error>).message ?? String(reason)));
    throw new Error([...texts].join('\n\n'), { cause: [...reasons][0] });
  }
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

const unsupportedSystem = (): string =>
  'Embedded servers run on Linux and macOS. On Windows work inside WSL 2, or set DATABASE_URL, REDIS_URL and CHROMA_URL (docker compose brings all three).';
