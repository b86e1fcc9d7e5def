import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { canUseApt, withDebianPackages, type UnpackPackages } from './apt-packages';
import { cacheFolder, installOnce } from './cache-folder';

export interface RedisBinary {
  path: string;
  /** Folder with libraries that travelled with it. */
  libraryPath?: string;
  version: string;
  /** `Redis` or `Valkey`. */
  product: string;
  /** `found on PATH` and the like. */
  how: string;
}

const PROGRAMS = ['redis-server', 'valkey-server'];
const HOMEBREW_FOLDERS = [
  '/opt/homebrew/bin',
  '/usr/local/bin',
  '/opt/homebrew/opt/redis/bin',
  '/usr/local/opt/redis/bin',
];
const DEBIAN_PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1', 'libatomic1'];
/** XAUTOCLAIM, on which the bus relies, came with this one. */
const OLDEST_VERSION = '6.2';

/** How somebody can get a Redis; shown where none is found. */
export const WAYS_TO_GET_REDIS = [
  'install it: "apt-get install redis-server" (Debian, Ubuntu), "dnf install valkey" (Fedora), "brew install redis" (macOS)',
  'set REDIS_URL (or REDIS_BUS_URL and REDIS_CACHE_URL) to a Redis of yours',
  'run one in Docker: "docker run -d -p 127.0.0.1:6379:6379 redis:7.2 --maxmemory-policy noeviction" and REDIS_URL=redis://127.0.0.1:6379',
];

/** A Redis or Valkey server that is on this machine already: on PATH, fetched by an earlier run, or Homebrew's. */
export async function findRedisBinary(env: NodeJS.ProcessEnv): Promise<RedisBinary | undefined> {
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const fetched = await fetchedFolder(env);
  const places: { folder: string; how: string; libraryPath?: string }[] = [
    ...onPath.map((folder) => ({ folder, how: 'found on PATH' })),
    {
      folder: join(fetched, 'usr', 'bin'),
      how: `fetched from the distribution's packages into ${fetched}`,
      libraryPath: await libraryFolder(fetched),
    },
    ...(process.platform === 'darwin' ? HOMEBREW_FOLDERS.map((folder) => ({ folder, how: "Homebrew's" })) : []),
  ];
  for (const { folder, how, libraryPath } of places) {
    for (const program of PROGRAMS) {
      const path = join(folder, program);
      if (!(await isExecutable(path))) continue;
      const known = await versionOf(path, libraryPath).catch(() => undefined);
      if (known && isAtLeast(known.version, OLDEST_VERSION)) return { path, libraryPath, how, ...known };
    }
  }
  return undefined;
}

/** The same, fetching the distribution's packages into the cache folder when there is none; throws with the ways to get one. */
export async function obtainRedisBinary(
  env: NodeJS.ProcessEnv,
  onProgress: (text: string) => void,
): Promise<RedisBinary> {
  const found = await findRedisBinary(env);
  if (found) return found;
  if (!(await canUseApt(env))) throw noRedis(`None with version ${OLDEST_VERSION} or newer is on PATH.`);

  onProgress("Redis: not installed, fetching the distribution's packages (1.4 MB, once)");
  const target = await fetchedFolder(env);
  try {
    await installOnce(target, (workplace) =>
      withDebianPackages(workplace, env, async (unpack) => {
        await unpack(DEBIAN_PACKAGES);
        await completeLibraries(workplace, unpack);
      }),
    );
  } catch (error) {
    throw noRedis(
      `None is on PATH, and fetching it failed: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  }
  const fetched = await findRedisBinary(env);
  if (!fetched) throw noRedis(`The distribution's is older than ${OLDEST_VERSION}.`);
  return fetched;
}

function noRedis(reason: string, cause?: unknown): Error {
  const ways = WAYS_TO_GET_REDIS.map((way, index) => `  ${index + 1}. ${way}`);
  return new Error(['No Redis server to run.', reason, 'Any of these helps:', ...ways].join('\n'), { cause });
}

/** The release is part of the name: after an upgrade of the system its libraries no longer fit. */
async function fetchedFolder(env: NodeJS.ProcessEnv): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const field = (name: string): string => new RegExp(`^${name}="?([\\w.-]+)`, 'm').exec(release)?.[1] ?? 'unknown';
  return join(await cacheFolder(env), `redis-${field('ID')}-${field('VERSION_ID')}-${process.arch}`);
}

async function libraryFolder(root: string): Promise<string | undefined> {
  const libraries = join(root, 'usr', 'lib');
  const names = await readdir(libraries).catch(() => []);
  const triplet = names.find((name) => name.includes('-linux-'));
  return triplet && join(libraries, triplet);
}

/** A bare system lacks more than the usual few libraries: what the program still misses is fetched too. */
async function completeLibraries(root: string, unpack: UnpackPackages): Promise<void> {
  const program = join(root, 'usr', 'bin', 'redis-server');
  for (const library of await missingLibraries(program, await libraryFolder(root))) {
    let lastFailure: unknown;
    for (const name of debianPackagesFor(library)) {
      lastFailure = await unpack([name]).catch((error: unknown) => error);
      if (!lastFailure) break;
    }
    if (lastFailure)
      throw new Error(`redis-server needs the library ${library}, and no package of the distribution brings it.`, {
        cause: lastFailure,
      });
  }
  const missing = await missingLibraries(program, await libraryFolder(root));
  if (missing.length > 0)
    throw new Error(`redis-server needs libraries that this system lacks: ${missing.join(', ')}.`);
  await versionOf(program, await libraryFolder(root));
}

const PACKAGES_NAMED_OTHERWISE: Readonly<Record<string, string>> = {
  'libcrypto.so.3': 'libssl3',
  'liblua5.1-cjson.so.0': 'lua-cjson',
  'liblua5.1-bitop.so.0': 'lua-bitop',
};

/** Debian names a package after its library: `libssl.so.3` is in `libssl3`, `liblua5.1.so.0` in `liblua5.1-0`; since the move to 64-bit time some end in `t64`. */
export function debianPackagesFor(library: string): string[] {
  const parts = /^(.+)\.so\.([\w.]+)$/.exec(library);
  const regular =
    parts?.[1] && parts[2] ? `${parts[1]}${/\d$/.test(parts[1]) ? '-' : ''}${parts[2]}`.toLowerCase() : library;
  const name = PACKAGES_NAMED_OTHERWISE[library] ?? regular;
  return [name, `${name}t64`];
}

async function missingLibraries(program: string, libraryPath: string | undefined): Promise<string[]> {
  const { stdout } = await run('ldd', [program], libraryPath).catch(() => ({ stdout: '' }));
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].flatMap(([, library]) => (library ? [library] : []));
}

async function versionOf(
  program: string,
  libraryPath: string | undefined,
): Promise<{ product: string; version: string }> {
  const { stdout } = await run(program, ['--version'], libraryPath);
  const version = /v=([\d.]+)/.exec(stdout)?.[1];
  if (!version) throw new Error(`${program} does not say which version it is: ${stdout.trim()}`);
  return { product: /valkey/i.test(stdout) ? 'Valkey' : 'Redis', version };
}

function run(command: string, args: string[], libraryPath: string | undefined): Promise<{ stdout: string }> {
  const env = { ...process.env, ...(libraryPath ? { LD_LIBRARY_PATH: libraryPath } : {}) };
  return new Promise((resolve, reject) => {
    execFile(command, args, { env, timeout: 10_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')}: ${stderr.trim() || error.message}`, { cause: error }));
      else resolve({ stdout });
    });
  });
}

const isExecutable = (path: string): Promise<boolean> =>
  existsSync(path)
    ? access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    : Promise.resolve(false);

function isAtLeast(version: string, oldest: string): boolean {
  return version.localeCompare(oldest, 'en', { numeric: true }) >= 0;
}
