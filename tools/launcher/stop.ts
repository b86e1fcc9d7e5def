import { EnvironmentError, readSettings } from './environment';
import { REPOSITORY, stateFolder } from './state-folder';
import { stopFleet } from './stop-fleet';

async function main(): Promise<number> {
  const report = await stopFleet(stateFolder(readSettings(process.env, REPOSITORY).raptorDir));
  console.log(report.text);
  return report.stopped ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof EnvironmentError ? 78 : 1;
  },
);
