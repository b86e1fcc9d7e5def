import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunningServer } from '..';

const REPOSITORY = join(__dirname, '..', '..', '..');

export interface LauncherProcess {
  pid: number;
  servers: RunningServer[];
  serverPids: number[];
  keeperPid: number;
}

/** What the tests start on: no server of the developer's is named, so that all are embedded. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _database,
    REDIS_URL: _redis,
    REDIS_BUS_URL: _bus,
    REDIS_CACHE_URL: _cache,
    CHROMA_URL: _chroma,
    ...rest
  } = process.env;
  return rest;
}

/** Starts hold-servers.ts and resolves when its servers are ready; rejects with its reason when they are not. */
export async function startLauncher(
  dataDir: string,
  options: { mode?: 'lasting' | 'ephemeral'; waitFor?: number } = {},
): Promise<LauncherProcess> {
  const args = [
    '-r',
    '@swc-node/register',
    join(__dirname, 'hold-servers.ts'),
    dataDir,
    options.mode ?? 'lasting',
    ...(options.waitFor ? [String(options.waitFor)] : []),
  ];
  const child = spawn(process.execPath, args, {
    cwd: REPOSITORY,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = JSON.parse(await firstLineOf(child)) as RunningServer[] | { failure: string };
  if (!Array.isArray(said)) throw new Error(said.failure);
  const { keeperPid } = JSON.parse(await readFile(join(dataDir, 'servers.json'), 'utf8')) as { keeperPid: number };
  return { pid: child.pid ?? 0, servers: said, serverPids: said.map(({ pid }) => pid ?? 0), keeperPid };
}

function firstLineOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout) createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`hold-servers.ts ended with code ${code}`)));
  });
}
