import { statSync } from 'node:fs';
import { join } from 'node:path';
import { rspack } from '@rspack/core';
import { allConfigs, listApps } from '../build/rspack-app-config';
import { folderDigest } from '../build/freshness';

/** Edits that come this close together are one change. */
const SETTLE_MS = 100;

export interface AppChange {
  readonly app: string;
  /** Its migrations are others than before. */
  readonly migrations: boolean;
}

export interface WatchedBuild {
  /** Settles when everything compiles for the first time. */
  readonly firstBuild: Promise<void>;
  /** From then on, every later build is told to these. */
  onChange(changed: (apps: AppChange[]) => void): void;
  close(): Promise<void>;
}

/** Compiles everything and again after every edit. Sources that do not compile are reported, what is in `dist` stays. */
export function watchBuild(repository: string, tell: (text: string) => void): WatchedBuild {
  const compiler = rspack(allConfigs());
  let known = fingerprints(repository);
  let changed: ((apps: AppChange[]) => void) | undefined;
  let compiled: () => void = () => undefined;
  const firstBuild = new Promise<void>((resolve) => (compiled = resolve));
  const watching = compiler.watch(
    { aggregateTimeout: SETTLE_MS, ignored: /node_modules|[\\/]dist[\\/]|[\\/]\.raptor/ },
    (error, stats) => {
      if (error || !stats || stats.hasErrors()) {
        tell(
          `Does not compile; what runs goes on as it was.\n${error?.message ?? stats?.toString({ preset: 'errors-only', colors: false })}`,
        );
        return;
      }
      const now = fingerprints(repository);
      const apps = [...now].filter(([app, { bundle }]) => known.get(app)?.bundle !== bundle);
      changed?.(apps.map(([app, { migrations }]) => ({ app, migrations: known.get(app)?.migrations !== migrations })));
      known = now;
      compiled();
    },
  );
  return {
    firstBuild,
    onChange: (listener) => (changed = listener),
    close: () =>
      new Promise((resolve) => (watching ? watching.close(() => compiler.close(() => resolve())) : resolve())),
  };
}

/** rspack leaves a bundle alone when its content stays the same, so the time of writing tells which have changed. */
function fingerprints(repository: string): Map<string, { bundle: number | undefined; migrations: string }> {
  return new Map(
    listApps().map((app) => [
      app,
      {
        bundle: statSync(join(repository, 'dist', 'apps', app, 'main.js'), { throwIfNoEntry: false })?.mtimeMs,
        migrations: folderDigest(repository, `apps/${app}/src/migrations`),
      },
    ]),
  );
}
