import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Fleet } from './fleet';
import { Progress } from './progress';
import { runFleet } from './run-fleet';
import { REPOSITORY } from './state-folder';
import { watchBuild, type AppChange, type WatchedBuild } from './watch-build';

const run = promisify(execFile);
const progress = new Progress();
let watched: WatchedBuild | undefined;

/** New migrations first, then new processes; one change after the other, in the order in which they were made. */
async function bringUpToDate(fleet: Fleet, changes: readonly AppChange[]): Promise<void> {
  for (const { app, migrations } of changes) {
    const started = performance.now();
    if (migrations) {
      const environment = { ...process.env, DATABASE_OWNER_URL: fleet.runFile?.postgres.ownerUrl };
      await run(process.execPath, [join(REPOSITORY, 'dist', 'apps', app, 'migrate.js')], { env: environment });
    }
    await fleet.restartApp(app);
    progress.line(
      `  ${app} ${migrations ? 'migrated and ' : ''}restarted (${Math.round(performance.now() - started)} ms)`,
    );
  }
}

let queue: Promise<void> = Promise.resolve();

void runFleet(
  process.env,
  {
    // Not before the lock is ours: two compilers would write over each other.
    build: () => {
      watched = watchBuild(REPOSITORY, (text) => progress.line(text));
      return watched.firstBuild;
    },
    afterStart: (fleet) => {
      progress.line('Watching the sources: a service restarts when its bundle changes.\n');
      watched?.onChange((changes) => {
        queue = queue
          .then(() => bringUpToDate(fleet, changes))
          .catch((error: Error) => progress.line(`  Not up to date: ${error.message}`));
      });
    },
    beforeStop: async () => watched?.close(),
  },
  progress,
).then((code) => process.exit(code));
