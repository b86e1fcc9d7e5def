import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { quoteIdentifier } from '../../../../tools/database/provisioning-script';
import { connect, type Session } from '../../../../tools/database/session';

const REPOSITORY = join(__dirname, '..', '..', '..', '..');
const WITHIN_MS = 120_000;
const PREFIX = 'raptor_test_';
/** Nobody waits longer for a test run; what is older was left by one that was killed. */
const LEFTOVER_AFTER_MS = 6 * 60 * 60 * 1000;

/** Every database of a run begins with this. */
export const databasePrefix = (runId: string): string => `${PREFIX}${runId}`;

/**
 * Makes the migrated database that each test file gets a copy of. Provisioning and migrations run in a process of their own, because
 * jest loads its global setup without the aliases of tsconfig.json, and TypeORM with all migrations need not stay in its memory.
 */
export async function makeTemplateDatabase(adminUrl: string, runId: string): Promise<string> {
  const database = databasePrefix(runId);
  await runPreparation({ ADMIN_URL: adminUrl, DATABASE: database });
  const admin = await connect(adminUrl);
  try {
    // A single connection to it, be it of a curious person, would stop all copying.
    await admin.query(`ALTER DATABASE ${quoteIdentifier(database)} ALLOW_CONNECTIONS false`);
  } finally {
    await admin.end();
  }
  return database;
}

function runPreparation(variables: Record<string, string>): Promise<void> {
  const script = join(__dirname, 'prepare-template.ts');
  const options = { cwd: REPOSITORY, env: { ...process.env, ...variables }, timeout: WITHIN_MS };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['-r', '@swc-node/register', script], options, (error, _stdout, stderr) => {
      if (error)
        reject(
          new Error(`The database for the tests could not be prepared.\n${stderr.trim() || error.message}`, {
            cause: error,
          }),
        );
      else resolve();
    });
  });
}

/** Drops all databases of a run, used or not. */
export async function dropDatabasesOf(adminUrl: string, runId: string): Promise<void> {
  await withAdmin(adminUrl, (admin) => dropWhere(admin, (name) => name.startsWith(databasePrefix(runId))));
}

/** Drops what runs that were killed have left on a server that outlives them. */
export async function dropLeftovers(adminUrl: string): Promise<void> {
  await withAdmin(adminUrl, (admin) => dropWhere(admin, (name) => Date.now() - startOfRun(name) > LEFTOVER_AFTER_MS));
}

/** A run's id begins with its start in base 36, which will have eight digits until 2059. */
export function newRunId(random: string, now = Date.now()): string {
  return `${now.toString(36)}${random}`;
}

const startOfRun = (database: string): number =>
  parseInt(database.slice(PREFIX.length, PREFIX.length + 8), 36) || Date.now();

async function withAdmin(adminUrl: string, work: (admin: Session) => Promise<void>): Promise<void> {
  const admin = await connect(adminUrl);
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

async function dropWhere(admin: Session, isUnwanted: (name: string) => boolean): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname::text, $1)',
    [PREFIX],
  );
  for (const { datname } of rows.filter((row) => isUnwanted(row.datname))) {
    await admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(datname)} WITH (FORCE)`);
  }
}
