import { BackupError } from './backup-format';
import type { FleetDatabase, Search } from './fleet-database';
import { namedDatabase } from './named-database';

/** DATABASE_ADMIN_URL, else the fleet of this folder. @throws BackupError */
export async function findDatabase(search: Search): Promise<FleetDatabase> {
  const adminUrl = search.environment['DATABASE_ADMIN_URL']?.trim();
  if (!adminUrl) {
    // Not where a URL is given: an operator's image comes without the launcher.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require('./find-fleet') as typeof import('./find-fleet')).findFleet(search);
  }
  if (!URL.canParse(adminUrl))
    throw new BackupError(
      'DATABASE_ADMIN_URL must be a URL, such as postgres://postgres:password@host:5432/raptorflow',
    );
  return namedDatabase(adminUrl, search.environment['DATABASE_OWNER_URL']?.trim());
}
