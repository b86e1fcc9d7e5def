import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/**
 * The folder of the user in which fetched and patched binaries are kept, so that clones share them: `$XDG_CACHE_HOME/raptorflow` or
 * `~/.cache/raptorflow`; for a user without a home, one of their own in the temporary folder.
 */
export async function cacheFolder(env: NodeJS.ProcessEnv): Promise<string> {
  for (const folder of cacheCandidates(env)) {
    if (await canWrite(folder)) return folder;
  }
  const fallback = join(tmpdir(), `raptorflow-cache-${process.getuid?.() ?? 'user'}`);
  await claimPrivateFolder(fallback, 0o700);
  return fallback;
}

function cacheCandidates(env: NodeJS.ProcessEnv): string[] {
  const xdg = env.XDG_CACHE_HOME;
  if (xdg && isAbsolute(xdg)) return [join(xdg, 'raptorflow')];
  return [join(env.HOME || homedir(), '.cache', 'raptorflow')];
}

async function canWrite(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes a folder, or takes one that is there already, provided that it is ours and that nobody else may write to it: what lies in it
 * will be executed. Throws otherwise.
 */
export async function claimPrivateFolder(folder: string, mode: number): Promise<void> {
  await mkdir(folder, { mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const stats = await lstat(folder);
  const isOurs = stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0;
  if (!isOurs)
    throw new Error(`${folder} belongs to somebody else or is writable by others; remove it and start again.`);
}

/**
 * Fills `target` (a file or a folder) once, however many processes try at the same moment: each makes its own beside it and the
 * rename decides. Nobody ever sees a half-made one.
 */
export async function installOnce(target: string, make: (workplace: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  const workplace = `${target}.${process.pid}-${randomBytes(4).toString('hex')}.part`;
  try {
    await make(workplace);
    await rename(workplace, target).catch((error: NodeJS.ErrnoException) => {
      const anotherWasFaster = error.code === 'ENOTEMPTY' || error.code === 'EEXIST';
      if (!anotherWasFaster) throw error;
    });
  } finally {
    await rm(workplace, { recursive: true, force: true });
  }
  return target;
}
