import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whatever can change a bundle: our sources, the packages beside them, and how they are put together. */
const SOURCE_FOLDERS = ['apps', 'libs'];
const SOURCE_FILES = ['package-lock.json', 'tsconfig.json', 'rspack.config.js', 'tools/build/rspack-app-config.js'];
const BUNDLED = /\.(ts|js|json|sql|lua)$/;
const TESTS = /\.(spec|int-spec|e2e-spec|eval)\.ts$/;

interface BuildStamp {
  digest: string;
  /** Bundle path relative to `dist` -> size and time of writing, so that a bundle written by someone else counts as stale. */
  outputs: Record<string, { size: number; mtimeMs: number }>;
}

const stampPath = (root: string): string => join(root, 'dist', 'build-stamp.json');

/**
 * One hash over the names and contents of everything that goes into the bundles. Contents rather than times: a clone,
 * a branch switch there and back or a copy do not cost a build.
 */
export function sourceDigest(root: string): string {
  const files = SOURCE_FILES.filter((file) => existsSync(join(root, file)));
  return digestOf(root, [...SOURCE_FOLDERS.flatMap((folder) => sourcesBelow(root, folder)), ...files]);
}

/** One hash over the sources below a single folder, relative to the root; constant while the folder does not exist. */
export function folderDigest(root: string, folder: string): string {
  return digestOf(root, sourcesBelow(root, folder));
}

function digestOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function sourcesBelow(root: string, folder: string): string[] {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return [];
  const entries = readdirSync(absolute, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name === 'test' ? [] : sourcesBelow(root, path);
    return BUNDLED.test(entry.name) && !TESTS.test(entry.name) ? [path] : [];
  });
}

/** True when `dist` holds what a build of the present sources would write. `digest` is that of {@link sourceDigest}. */
export function isBuildFresh(root: string, digest: string): boolean {
  const stamp = readStamp(root);
  if (stamp?.digest !== digest) return false;
  return Object.entries(stamp.outputs).every(([path, written]) => {
    const now = statSync(join(root, 'dist', path), { throwIfNoEntry: false });
    return now?.size === written.size && now.mtimeMs === written.mtimeMs;
  });
}

/** Notes which sources `outputs` (paths relative to `dist`) were made of. */
export function writeBuildStamp(root: string, digest: string, outputs: readonly string[]): void {
  const stamp: BuildStamp = { digest, outputs: {} };
  for (const path of outputs) {
    const { size, mtimeMs } = statSync(join(root, 'dist', path));
    stamp.outputs[path] = { size, mtimeMs };
  }
  writeFileSync(stampPath(root), `${JSON.stringify(stamp, null, 2)}\n`);
}

function readStamp(root: string): BuildStamp | undefined {
  try {
    return JSON.parse(readFileSync(stampPath(root), 'utf8')) as BuildStamp;
  } catch {
    return undefined;
  }
}
