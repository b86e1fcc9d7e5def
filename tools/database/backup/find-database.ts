import { existsSync } from 'node:fs';
import { readSettings } from '../../launcher/environment';
import { lockHolder } from '../../launcher/launcher-lock';
import { REPOSITORY, stateFolder } from '../../launcher/state-folder';
import { BackupError } from './backup-format';
import type { FleetDatabase } from './fleet-database';
import { namedDatabase } from './named-database';
import { adminUrlOfRunningFleet } from './running-fleet';
import { startServersAlone } from './stopped-fleet';

export interface Search {
  readonly environment: NodeJS.ProcessEnv;
  /** A backup is made of what is there; a restore may begin from nothing, and wants the services stopped. */
  readonly purpose: 'backup' | 'restore';
  say(line: string): void;
}

/** DATABASE_ADMIN_URL, else the fleet of the state folder, running or not. @throws BackupError, EnvironmentError */
export async function findDatabase({ environment, purpose, say }: Search): Promise<FleetDatabase> {
  const adminUrl = environment['DATABASE_ADMIN_URL']?.trim();
  if (adminUrl) {
    if (!URL.canParse(adminUrl))
      throw new BackupError(
        'DATABASE_ADMIN_URL must be a URL such as postgres://postgres:password@host:5432/raptorflow',
      );
    return namedDatabase(adminUrl, environment['DATABASE_OWNER_URL']?.trim());
  }
  const state = stateFolder(readSettings(environment, REPOSITORY).raptorDir);
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
