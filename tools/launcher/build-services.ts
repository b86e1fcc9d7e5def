import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { isBuildFresh } from '../build/freshness';

/**
 * Builds all bundles when the sources have changed since the last build, otherwise does nothing; true when it built.
 * The compiler runs in a process of its own, so that its memory does not stay with the launcher.
 * Throws an Error with the compiler's messages.
 */
export async function buildServicesIfStale(repository: string, sources: string): Promise<boolean> {
  if (isBuildFresh(repository, sources)) return false;
  const script = join(repository, 'tools', 'build', 'build.ts');
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, ['-r', '@swc-node/register', script], { cwd: repository }, (error, stdout, stderr) => {
      if (error) reject(new Error(`The services do not compile:\n${(stderr || stdout).trim()}`));
      else resolve();
    });
  });
  return true;
}
