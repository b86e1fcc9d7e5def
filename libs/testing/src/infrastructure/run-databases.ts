import { quoteIdentifier } from '../../../../tools/database/identifiers';
import { connect, type Session } from '../../../../tools/database/session';

const PREFIX = 'raptor_test_';
/** Nobody waits longer for a test run; what is older was left by one that was killed. */
const LEFTOVER_AFTER_MS = 6 * 60 * 60 * 1000;

/** A run's id begins with its start in base 36, which has eight digits until 2059. */
export function newRunId(random: string, now = Date.now()): string {
  return `${now.toString(36)}${random}`;
}

/** Every database of a run begins with this. */
export const databasePrefix = (runId: string): string => `${PREFIX}${runId}`;

/** Drops all databases of a run, used or not. */
export async function dropDatabasesOf(adminUrl: string, runId: string): Promise<void> {
  await dropWhere(adminUrl, (name) => name.startsWith(databasePrefix(runId)));
}

/** Drops what runs that were killed have left on a server that outlives them. */
export async function dropLeftovers(adminUrl: string): Promise<void> {
  await dropWhere(adminUrl, (name) => isLeftover(name, Date.now()));
}

export function isLeftover(database: string, now: number): boolean {
  const startedAt = parseInt(database.slice(PREFIX.length, PREFIX.length + 8), 36);
  return database.startsWith(PREFIX) && now - startedAt > LEFTOVER_AFTER_MS;
}

async function dropWhere(adminUrl: string, isUnwanted: (name: string) => boolean): Promise<void> {
  await withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname::text, $1)',
      [PREFIX],
    );
    for (const { datname } of rows.filter((row) => isUnwanted(row.datname))) {
      await admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(datname)} WITH (FORCE)`);
    }
  });
}

/** A connection for as long as `work` takes. */
export async function withAdmin<T>(adminUrl: string, work: (admin: Session) => Promise<T>): Promise<T> {
  const admin = await connect(adminUrl);
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
