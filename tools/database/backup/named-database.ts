import { connectionUrl, databaseOf } from '../connection-url';
import { connect, sqlStateOf } from '../session';
import { notLetIn } from './admin-session';
import { BackupError } from './backup-format';
import type { FleetDatabase } from './fleet-database';

const MAINTENANCE_DATABASE = 'postgres';
const OUR_DATABASE = 'raptorflow';
const DATABASE_DOES_NOT_EXIST = '3D000';

/** The database of DATABASE_ADMIN_URL, by the rule of `npm run db:provision`. */
export async function namedDatabase(adminUrl: string, ownerUrl: string | undefined): Promise<FleetDatabase> {
  return {
    adminUrl: await ourDatabase(adminUrl),
    ...(ownerUrl && { ownerUrl }),
    afterRestore: () =>
      Promise.resolve([
        'Before the services start: empty the Redis of the bus and that of the cache (redis-cli -u $REDIS_BUS_URL FLUSHDB, likewise for',
        'REDIS_CACHE_URL), unless they came back empty anyway. What is in them was sent after the backup and would take effect on older rows.',
      ]),
    close: () => Promise.resolve(),
  };
}

/** A superuser's URL names the maintenance database where the server is ours; elsewhere, as at Supabase, our schemas are in it. */
async function ourDatabase(adminUrl: string): Promise<string> {
  if (databaseOf(adminUrl) !== MAINTENANCE_DATABASE) return adminUrl;
  const ours = connectionUrl(adminUrl, { database: OUR_DATABASE });
  if (await exists(ours)) return ours;
  const session = await connect(adminUrl);
  try {
    const { rows } = await session.query('SELECT FROM pg_roles WHERE rolname = current_user AND rolsuper');
    if (rows.length === 0) return adminUrl;
  } finally {
    await session.end();
  }
  throw new BackupError(`There is no database ${OUR_DATABASE} on this server: npm run db:provision makes it.`);
}

const exists = (url: string): Promise<boolean> =>
  connect(url).then(
    async (session) => {
      await session.end();
      return true;
    },
    (error: unknown) => {
      if (sqlStateOf(error) !== DATABASE_DOES_NOT_EXIST) notLetIn(url, error);
      return false;
    },
  );
