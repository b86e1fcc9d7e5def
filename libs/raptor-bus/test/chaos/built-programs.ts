import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Role } from './cast';

const REPOSITORY = join(__dirname, '..', '..', '..', '..');
const BUILT_WITHIN_MS = 120_000;
const ROLES: readonly Role[] = ['producer', 'relay', 'consumer'];

/** Where bundles find the packages that stay outside of them. */
export const NODE_PATH = join(REPOSITORY, 'node_modules');

/**
 * Bundles the programs of the test, one file each, as services are: a test that starts a hundred processes would
 * otherwise spend its time on loading them. In a process of its own, because a compiler has no place in a test runner.
 */
export async function buildPrograms(folder: string): Promise<void> {
  const script = join(REPOSITORY, 'tools', 'build', 'build-programs.ts');
  const programs = ROLES.map((role) => `${role}=${join(__dirname, 'programs', `${role}.ts`)}`);
  const args = ['-r', '@swc-node/register', script, folder, ...programs];
  await promisify(execFile)(process.execPath, args, { cwd: REPOSITORY, timeout: BUILT_WITHIN_MS });
}

export const builtProgram = (folder: string, role: Role): string => join(folder, `${role}.js`);
