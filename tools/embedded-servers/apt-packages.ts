import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';

const WITHIN_MS = 180_000;
const PATIENCE = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20', '-o', 'Acquire::Retries=2'];

/** Whether this is a Debian or a relative of it, whose packages can be fetched without being root. */
export async function canUseApt(env: NodeJS.ProcessEnv): Promise<boolean> {
  const folders = (env.PATH ?? '').split(delimiter);
  const isOnPath = (program: string): boolean =>
    folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
  return process.platform === 'linux' && isOnPath('apt-get') && isOnPath('dpkg-deb');
}

export type UnpackPackages = (names: string[]) => Promise<void>;

/**
 * Lets `work` fetch packages of the distribution, checked against its signatures as always, and unpack them into `root` without
 * installing anything. The system's package lists are used when they are there and fresh; otherwise private ones are fetched once.
 */
export async function withDebianPackages(
  root: string,
  env: NodeJS.ProcessEnv,
  work: (unpack: UnpackPackages) => Promise<void>,
): Promise<void> {
  const workplace = await mkdtemp(join(tmpdir(), 'raptorflow-apt-'));
  const asRoot = process.getuid?.() === 0 ? ['-o', 'APT::Sandbox::User=root'] : [];
  let options = [...PATIENCE, ...asRoot];
  let hasPrivateLists = false;
  try {
    await mkdir(root, { recursive: true });
    await work(async (names) => {
      const debs = await mkdtemp(join(workplace, 'debs-'));
      const download = (): Promise<void> => run('apt-get', [...options, 'download', ...names], debs, env);
      await download().catch(async (error: unknown) => {
        if (hasPrivateLists) throw error;
        hasPrivateLists = true;
        options = [...options, ...(await privateFolders(workplace))];
        await updateThen(download, options, workplace, env);
      });
      for (const deb of await readdir(debs)) await run('dpkg-deb', ['-x', join(debs, deb), root], workplace, env);
    });
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
}

async function privateFolders(workplace: string): Promise<string[]> {
  const state = join(workplace, 'state');
  const cache = join(workplace, 'cache');
  await mkdir(join(state, 'lists', 'partial'), { recursive: true });
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
  return ['-o', `Dir::State=${state}`, '-o', `Dir::Cache=${cache}`, '-o', 'Acquire::Languages=none'];
}

// One repository of several may be out of reach; whether that matters shows in the download.
async function updateThen(
  download: () => Promise<void>,
  options: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const failed = await run('apt-get', [...options, 'update'], cwd, env).then(
    () => undefined,
    (error: unknown) => error,
  );
  await download().catch((error: unknown) => {
    throw failed ?? error;
  });
}

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      env: { ...env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
      timeout: WITHIN_MS,
      maxBuffer: 16 * 1024 * 1024,
    };
    execFile(command, args, options, (error, _stdout, stderr) => {
      if (error)
        reject(
          new Error(`${command} failed: ${stderr.trim().split('\n').slice(-4).join(' ') || error.message}`, {
            cause: error,
          }),
        );
      else resolve();
    });
  });
}
