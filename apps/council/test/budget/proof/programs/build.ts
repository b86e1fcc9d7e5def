import { join } from 'node:path';
import { rspack } from '@rspack/core';
import { fleetConfig } from '../../../../../../tools/build/rspack-app-config';

/** Bundles the council as it is deployed and the guild that spends into `folder`: what starts often must start fast. */
async function build(folder: string): Promise<void> {
  const base = fleetConfig();
  const entry = { council: join(__dirname, 'council.ts'), spender: join(__dirname, 'spender.ts') };
  const compiler = rspack({ ...base, name: 'money', entry, output: { ...base.output, path: folder } });
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
