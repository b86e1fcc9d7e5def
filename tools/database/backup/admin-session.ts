import { connect, type Session } from '../session';
import { BackupError } from './backup-format';

/** Differs from what services call themselves. */
const APPLICATION = 'raptorflow-backup';

/**
 * How values are worded, so that they read back as what they were wherever; no limits of time, as there is much to do; and
 * an error where row level security would leave out rows.
 */
const SETTINGS = `
  SET client_encoding = 'UTF8'; SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC'; SET IntervalStyle = 'postgres';
  SET bytea_output = 'hex'; SET extra_float_digits = 1; SET search_path = pg_catalog; SET row_security = off;
  SET lock_timeout = '30s';
  SELECT set_config(name, '0', false) FROM pg_settings
  WHERE name IN ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout')`;

/** A connection of somebody whom row level security does not bind. @throws BackupError when it would bind them. */
export async function withAdmin<T>(adminUrl: string, work: (admin: Session) => Promise<T>): Promise<T> {
  const admin = await connect(adminUrl, APPLICATION).catch((cause: unknown) => notLetIn(adminUrl, cause));
  try {
    await admin.query(SETTINGS);
    await assertSeesEverything(admin);
    return await work(admin);
  } finally {
    await admin.end();
  }
}

export function notLetIn(url: string, cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new BackupError(`PostgreSQL does not let us in at ${printable(url)}: ${reason}.`, { cause });
}

async function assertSeesEverything(admin: Session): Promise<void> {
  const { rows } = await admin.query<{ role: string; sees: boolean }>(
    'SELECT rolname AS role, rolsuper OR rolbypassrls AS sees FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.sees) return;
  throw new BackupError(
    `Row level security hides the rows from ${rows[0]?.role}, as from raptor_owner, so a backup would be empty. ` +
      'Set DATABASE_ADMIN_URL to a superuser, or to a role that a superuser has made: ' +
      "CREATE ROLE raptor_backup LOGIN BYPASSRLS PASSWORD '...' IN ROLE pg_read_all_data. " +
      "Where the provider allows neither, use the provider's own snapshots (docs/runbook.md, Backups).",
  );
}

/** Address and database of a URL, without user and password. */
export function printable(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** In one transaction: all of it or nothing. */
export async function inTransaction<T>(session: Session, begin: string, work: () => Promise<T>): Promise<T> {
  await session.query(begin);
  try {
    const result = await work();
    await session.query('COMMIT');
    return result;
  } catch (error) {
    await session.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
