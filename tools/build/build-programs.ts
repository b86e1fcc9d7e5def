import { rspack } from '@rspack/core';
import { fleetConfig } from './rspack-app-config';

/**
 * `build-programs.ts <folder> <name>=<source> ...` bundles each source into `<folder>/<name>.js`, as services are bundled.
 * For tests: what starts often must start fast.
 */
async function buildPrograms(folder: string, programs: readonly string[]): Promise<void> {
  const base = fleetConfig();
  const entry = Object.fromEntries(programs.map((program) => program.split('=') as [string, string]));
  const compiler = rspack({ ...base, name: 'programs', entry, output: { ...base.output, path: folder } });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (!error && stats && !stats.hasErrors()) resolve();
      else reject(error ?? new Error(stats?.toString({ preset: 'errors-only', colors: false })));
    });
  });
  await new Promise<void>((resolve) => compiler.close(() => resolve()));
}

const [folder = '', ...programs] = process.argv.slice(2);
buildPrograms(folder, programs).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
