import { join } from 'node:path';
import { rspack } from '@rspack/core';
import { fleetConfig } from '../../../../../tools/build/rspack-app-config';
import type { Role } from '../cast';

const ROLES: readonly Role[] = ['producer', 'relay', 'consumer'];

/** Bundles a file for each role into `folder`. */
async function build(folder: string): Promise<void> {
  const base = fleetConfig();
  const entry = Object.fromEntries(ROLES.map((role) => [role, join(__dirname, `${role}.ts`)]));
  const compiler = rspack({ ...base, name: 'chaos', entry, output: { ...base.output, path: folder } });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (!error && stats && !stats.hasErrors()) resolve();
      else reject(error ?? new Error(stats?.toString({ preset: 'errors-only', colors: false })));
    });
  });
  await new Promise<void>((resolve) => compiler.close(() => resolve()));
}

build(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
