import { cpus, loadavg, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import { packageFolder } from '../tools/embedded-servers/npm-package';
import { join } from 'node:path';

/** The machine in a few words, and how busy it was in the last minute: figures of a busy one say little. To be asked before measuring. */
export const machine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, load ${(loadavg()[0] ?? 0).toFixed(1)} before`;

/** Versions of npm packages as they are installed, and of Node.js. */
export function versionsOf(packages: readonly string[]): Record<string, string> {
  const versions = packages.map((name): [string, string] => {
    const file = join(packageFolder(name) ?? '', 'package.json');
    return [name, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version];
  });
  return { node: process.versions.node, ...Object.fromEntries(versions) };
}
