import { buildServicesIfStale } from './build-services';
import { EnvironmentError, readSettings, type LauncherSettings } from './environment';
import { Fleet, type FleetOptions } from './fleet';
import { LauncherLock } from './launcher-lock';
import { Progress } from './progress';
import { createStateFolder, REPOSITORY, stateFolder, type StateFolder } from './state-folder';
import { startSummary } from './summary';
import { untilToldToStop } from './stop-signals';

const EXIT_OK = 0;
const EXIT_FAILED = 1;
/** EX_CONFIG of sysexits.h. */
const EXIT_BAD_ENVIRONMENT = 78;
const EXIT_HARD_STOP = 130;

/** What `npm start` and `npm run dev` do differently. */
export interface FleetMode {
  build: FleetOptions['build'];
  /** Called once the fleet is up, before it waits for its end. */
  afterStart?(fleet: Fleet, progress: Progress): void;
  /** Called when the fleet is to end. */
  beforeStop?(): Promise<void>;
}

/** `npm start`: build when needed, serve the bundles as they are. */
export const serveMode = (): FleetMode => ({
  build: async (sources) => {
    await buildServicesIfStale(REPOSITORY, sources);
  },
});

/**
 * Starts a fleet, keeps it alive until a signal comes, ends it. Resolves with the exit code for this process: 0 after a stop that
 * was asked for, 1 when the start failed or was refused, 78 when the environment is not usable, 130 after a hard stop.
 */
export async function runFleet(
  environment: NodeJS.ProcessEnv,
  mode: FleetMode,
  progress = new Progress(),
): Promise<number> {
  let settings: LauncherSettings;
  try {
    settings = readSettings(environment, REPOSITORY);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    return EXIT_BAD_ENVIRONMENT;
  }
  const state = stateFolder(settings.raptorDir);
  createStateFolder(state);
  const taken = LauncherLock.take(state.lock);
  if (taken.outcome === 'refused') {
    const { pid, gatewayUrl, startedAt } = taken.holder;
    console.error(
      `RaptorFlow Codex is already running in ${state.folder}: launcher ${pid}, ${gatewayUrl ?? 'still starting'}, since ${startedAt}.\n` +
        'End it with `npm stop`, or set RAPTOR_DIR and GATEWAY_PORT to run a second one beside it.',
    );
    return EXIT_FAILED;
  }
  const fleet = new Fleet({
    repository: REPOSITORY,
    settings,
    environment,
    state,
    lock: taken.lock,
    progress,
    build: mode.build,
  });
  return lead(fleet, state, mode, progress);
}

async function lead(fleet: Fleet, state: StateFolder, mode: FleetMode, progress: Progress): Promise<number> {
  const signals = untilToldToStop();
  const failed = new Promise<{ error: unknown }>((resolve) => {
    fleet
      .start()
      .then((run) => {
        // Counted from the start of this process: what a person waits for includes loading the launcher.
        progress.line(startSummary(run, state, process.uptime()));
        mode.afterStart?.(fleet, progress);
      })
      .catch((error: unknown) => resolve({ error }));
  });
  const failure = await Promise.race([failed, signals.graceful.then(() => undefined)]);
  if (failure) console.error(`\n${explain(failure.error)}\n`);
  else progress.line('Stopping: services first, databases after. Once more to stop at once.');
  const ended = (mode.beforeStop?.() ?? Promise.resolve()).then(() => fleet.stop());
  const hard = await Promise.race([ended.then(() => false), signals.hard.then(() => true)]);
  if (hard) {
    fleet.kill();
    return EXIT_HARD_STOP;
  }
  progress.line(`Stopped. The data is kept in ${state.folder}.`);
  return failure ? EXIT_FAILED : EXIT_OK;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return `The start failed: ${String(error)}`;
  const reason = error.cause instanceof Error ? error.cause.message : '';
  const cause = reason && !error.message.includes(reason) ? `\n  because: ${reason}` : '';
  return `The start failed. ${error.message}${cause}`;
}
