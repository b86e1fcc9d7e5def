import { existsSync } from 'node:fs';
import { EnvironmentError, readSettings } from '../../launcher/environment';
import { lockHolder } from '../../launcher/launcher-lock';
import { REPOSITORY, stateFolder, type StateFolder } from '../../launcher/state-folder';
import { BackupError } from './backup-format';
import type { FleetDatabase, Search } from './fleet-database';
import { adminUrlOfRunningFleet } from './running-fleet';
import { startServersAlone } from './stopped-fleet';

/** The database of the fleet of this folder, running or not. @throws BackupError */
export async function findFleet({ environment, purpose, say }: Search): Promise<FleetDatabase> {
  const state = stateFolderOf(environment);
  const launcher = lockHolder(state.lock);
  if (!launcher) {
    if (purpose === 'backup' && !existsSync(state.secrets))
      throw new BackupError(
        'There is no fleet to back up here: start one with `npm start`, or set DATABASE_ADMIN_URL.',
      );
    return startServersAlone(state, environment, say);
  }
  if (purpose === 'restore')
    throw new BackupError(
      `The fleet in ${state.folder} is running (process ${launcher.pid}). End it with \`npm stop\` and run this again: it starts the servers it needs.`,
    );
  return {
    adminUrl: await adminUrlOfRunningFleet(state, environment),
    afterRestore: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

function stateFolderOf(environment: NodeJS.ProcessEnv): StateFolder {
  try {
    return stateFolder(readSettings(environment, REPOSITORY).raptorDir);
  } catch (error) {
    throw error instanceof EnvironmentError ? new BackupError(error.message, { cause: error }) : error;
  }
}
