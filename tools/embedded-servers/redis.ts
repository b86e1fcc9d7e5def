import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { childEnvironment } from './child-environment';
import { probeRedis } from './probes';
import type { RedisBinary } from './redis-binary';
import { keepSecret } from './secret-file';
import type { ServerPlan } from './servers';

export interface RedisOptions {
  name: 'redis-bus' | 'redis-cache';
  binary: RedisBinary;
  dataDir: string;
  env: NodeJS.ProcessEnv;
  ephemeral: boolean;
}

/** What makes the bus a bus and the cache a cache: the bus must never forget, the cache must never grow. */
function settingsFor({ name, ephemeral }: RedisOptions): string[] {
  if (name === 'redis-cache') return ['appendonly no', 'maxmemory 128mb', 'maxmemory-policy allkeys-lru'];
  return ['appendonly yes', `appendfsync ${ephemeral ? 'no' : 'everysec'}`, 'maxmemory-policy noeviction'];
}

/** Says how to run one of the two Redis servers. Its password is in its configuration file, not in the process list. */
export async function planRedis(options: RedisOptions): Promise<ServerPlan> {
  const { name, binary, dataDir, env } = options;
  const home = join(dataDir, name);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const password = await keepSecret(join(dataDir, `${name}.password`));
  const settings = [
    'bind 127.0.0.1',
    'daemonize no',
    'logfile ""',
    'save ""',
    'dir .',
    `requirepass ${password}`,
    ...settingsFor(options),
  ];
  const file = join(home, 'redis.conf');
  await writeFile(file, `${settings.join('\n')}\n`, { mode: 0o600 });
  return {
    name,
    detail: `${binary.product} ${binary.version}, ${binary.how}; ${name === 'redis-bus' ? `kept on disk in ${home}, evicts nothing` : 'in memory only, at most 128 MB, evicts what was least used'}.`,
    url: (port) => `redis://:${password}@127.0.0.1:${port}`,
    spawnSpec: (port) => ({
      name,
      command: binary.path,
      args: [file, '--port', String(port)],
      env: childEnvironment(env, binary.libraryPath ? { LD_LIBRARY_PATH: binary.libraryPath } : {}),
      home,
      logFile: join(dataDir, 'logs', `${name}.log`),
      stopSignal: 'SIGTERM',
      stopTimeoutMs: 5_000,
    }),
    probe: probeRedis,
  };
}
