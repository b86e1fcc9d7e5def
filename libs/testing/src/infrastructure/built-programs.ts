import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const REPOSITORY = join(__dirname, '..', '..', '..', '..');
const BUILT_WITHIN_MS = 120_000;

export interface BuiltPrograms {
  /** The bundle of a program, by the name it was given. */
  readonly file: (name: string) => string;
  /** For the environment of the process: where a bundle finds the packages that stay outside of it. */
  readonly NODE_PATH: string;
  remove(): Promise<void>;
}

/**
 * Bundles programs of a test (name -> source), one file each, as services are: loading their sources takes a process two
 * seconds of a processor. Worth it for whoever starts more than three; `remove()` in `afterAll`.
 * In a process of its own, because a compiler has no place in a test runner. Rejects with the compiler's messages.
 */
export async function buildPrograms(sources: Readonly<Record<string, string>>): Promise<BuiltPrograms> {
  const folder = await mkdtemp(join(tmpdir(), 'raptor-programs-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const programs = Object.entries(sources).map(([name, source]) => `${name}=${source}`);
  const script = join(REPOSITORY, 'tools', 'build', 'build-programs.ts');
  const args = ['-r', '@swc-node/register', script, folder, ...programs];
  try {
    await promisify(execFile)(process.execPath, args, { cwd: REPOSITORY, timeout: BUILT_WITHIN_MS });
  } catch (error) {
    await remove();
    throw error;
  }
  return { file: (name) => join(folder, `${name}.js`), NODE_PATH: join(REPOSITORY, 'node_modules'), remove };
}
