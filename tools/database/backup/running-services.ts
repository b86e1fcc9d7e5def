import { roleOf, SERVICE_KEYS } from '../../../libs/contracts/src/services';
import type { Session } from '../session';
import { BackupError } from './backup-format';

const CONNECTIONS = `
  SELECT coalesce(nullif(application_name, ''), usename) AS who, count(*)::int AS connections FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND (application_name LIKE 'raptor-%' OR usename = ANY($1))
  GROUP BY 1 ORDER BY 1`;

/** Services would write into what is being restored, and act on what they knew before. @throws BackupError */
export async function refuseWhileServicesRun(admin: Session): Promise<void> {
  const { rows } = await admin.query<{ who: string; connections: number }>(CONNECTIONS, [SERVICE_KEYS.map(roleOf)]);
  if (rows.length === 0) return;
  throw new BackupError(
    `Services are connected to this database: ${rows.map(({ who, connections }) => `${who} (${connections})`).join(', ')}. ` +
      'Stop them first (npm stop, npm run compose:down, or delete the Cloud Run services) and run this again.',
  );
}
