import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverFromEnvironment } from '../../embedded-servers/environment';
import { readRunRecord } from '../../embedded-servers/run-record';
import { readRunFile } from '../../launcher/run-file';
import type { StateFolder } from '../../launcher/state-folder';
import { connectionUrl, databaseOf } from '../connection-url';
import { BackupError } from './backup-format';

/** A superuser's way into the database of the fleet that `npm start` is running. @throws BackupError */
export async function adminUrlOfRunningFleet(state: StateFolder, environment: NodeJS.ProcessEnv): Promise<string> {
  const ownerUrl = readRunFile(state.run)?.postgres.ownerUrl;
  if (!ownerUrl) throw new BackupError('The fleet is still starting: run this again when it is ready.');
  const embedded = (await readRunRecord(state.folder))?.servers.find(({ name }) => name === 'postgres');
  if (embedded && new URL(ownerUrl).port === String(embedded.port)) {
    const password = readFileSync(join(state.folder, 'postgres.password'), 'utf8').trim();
    return connectionUrl(ownerUrl, { user: 'postgres', password });
  }
  const named = serverFromEnvironment('postgres', environment);
  if (named) return connectionUrl(named.url, { database: databaseOf(ownerUrl) });
  throw new BackupError(
    'This fleet runs on a PostgreSQL that was named by DATABASE_URL: set DATABASE_ADMIN_URL to a superuser of it, or a role with BYPASSRLS.',
  );
}
