import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';
import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { canUseApt, withDebianPackages } from '../../../../tools/embedded-servers/apt-packages';
import { cacheFolder, installOnce } from '../../../../tools/embedded-servers/cache-folder';
import { childEnvironment } from '../../../../tools/embedded-servers/child-environment';
import { Keeper } from '../../../../tools/embedded-servers/keeper-client';
import { findFreePort } from '../../../../tools/embedded-servers/ports';

const DEBIAN_PACKAGES = ['pgbouncer', 'libc-ares2', 'libevent-2.1-7', 'libssl3', 'libpam0g', 'libsystemd0'];
const LOG = 'pgbouncer.log';

export interface Pooler {
  /** As `url`, through the pooler. */
  through(url: string): string;
  stop(): Promise<void>;
}

/**
 * PgBouncer in transaction mode with two connections to the server, however many clients there are: what managed PostgreSQL puts in front
 * of a database. From PATH, else Debian's package.
 */
export async function startPgBouncer(urls: readonly string[]): Promise<Pooler> {
  const { path, libraryPath } = await obtain();
  const home = await mkdtemp(join(tmpdir(), 'raptorflow-pgbouncer-'));
  const port = await findFreePort();
  const keeper = Keeper.start(home, join(home, LOG));
  keeper.removeAtEnd([home]);
  await writeFile(join(home, 'users.txt'), urls.map(userLine).join('\n'));
  await writeFile(join(home, 'pgbouncer.ini'), settings(new URL(urls[0] ?? ''), home, port));
  // It refuses to be root.
  await chmod(home, 0o777);
  const isRoot = process.getuid?.() === 0;
  await keeper.spawn({
    name: 'postgres',
    command: path,
    args: [...(isRoot ? ['--user', 'nobody'] : []), join(home, 'pgbouncer.ini')],
    env: childEnvironment(process.env, libraryPath ? { LD_LIBRARY_PATH: libraryPath } : {}),
    home,
    logFile: join(home, LOG),
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 2_000,
  });
  const through = (url: string): string => Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href;
  await eventually(() => answers(through(urls[0] ?? '')), { withinMs: 10_000 });
  return { through, stop: () => keeper.stop() };
}

async function answers(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

const userLine = (url: string): string => {
  const { username, password } = new URL(url);
  return `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"`;
};

const settings = ({ hostname, port }: URL, home: string, listenOn: number): string => `
[databases]
* = host=${hostname} port=${port || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenOn}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(home, 'users.txt')}
pool_mode = transaction
default_pool_size = 2
max_client_conn = 100
ignore_startup_parameters = extra_float_digits,statement_timeout,lock_timeout
`;

async function obtain(): Promise<{ path: string; libraryPath?: string }> {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'pgbouncer'))
    .find((path) => existsSync(path));
  if (onPath) return { path: onPath };
  if (!(await canUseApt(process.env)))
    throw new Error('Install PgBouncer and put it on PATH: it is fetched on Debian and Ubuntu only');
  const folder = join(await cacheFolder(process.env), 'pgbouncer');
  if (!existsSync(folder))
    await installOnce(folder, (workplace) =>
      withDebianPackages(workplace, process.env, (unpack) => unpack(DEBIAN_PACKAGES)),
    );
  const libraries = join(folder, 'usr', 'lib');
  const [architecture = ''] = (await readdir(libraries)).filter((name) => name.includes('-linux-'));
  const places = [join(libraries, architecture), join(folder, 'lib', architecture)];
  return { path: join(folder, 'usr', 'sbin', 'pgbouncer'), libraryPath: places.join(delimiter) };
}
