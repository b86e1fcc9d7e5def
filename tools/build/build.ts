import { join, relative } from 'node:path';
import { sourceDigest, writeBuildStamp } from './freshness';
import { allConfigs } from './rspack-app-config';

const root = join(__dirname, '..', '..');

/**
 * Builds every app and the telemetry preload into `dist` in one go and stamps the result.
 * Throws an Error with the compiler's messages when the sources do not compile; `dist` then keeps its old stamp.
 */
export async function buildAll(): Promise<{ bundles: number; ms: number }> {
  const started = performance.now();
  // Taken first: what is edited while the compiler runs makes the result stale, as it should.
  const digest = sourceDigest(root);
  const { rspack } = await import('@rspack/core');
  const compiler = rspack(allConfigs());
  const outputs = await new Promise<string[]>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) return reject(error);
      if (!stats || stats.hasErrors())
        return reject(new Error(stats?.toString({ preset: 'errors-only', colors: false })));
      resolve(
        stats.stats.flatMap(({ compilation }) =>
          Object.keys(compilation.assets).map((asset) =>
            relative(join(root, 'dist'), join(compilation.outputOptions.path ?? '', asset)),
          ),
        ),
      );
    });
  });
  await new Promise<void>((resolve) => compiler.close(() => resolve()));
  writeBuildStamp(root, digest, outputs);
  return {
    bundles: outputs.filter((path) => path.endsWith('.js')).length,
    ms: Math.round(performance.now() - started),
  };
}

if (require.main === module) {
  buildAll().then(
    ({ bundles, ms }) => console.log(`Built ${bundles} bundles in ${(ms / 1000).toFixed(1)} s.`),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
