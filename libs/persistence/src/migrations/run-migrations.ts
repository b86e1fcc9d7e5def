import { roleOf, schemaOf } from '@raptor/contracts';
import type { DataSource } from 'typeorm';
import { MIGRATIONS_TABLE, ownerDataSource } from '../data-sources';
import type { ServiceDatabase } from '../service-database';
import { transientKindOf, sqlStateOf } from '../transactions/sqlstate';

/** A migration did not run; the message says which, why and what to do. The ones before it stand. */
export class MigrationFailedError extends Error {
  override readonly name = 'MigrationFailedError';
}

/**
 * Runs what a service's schema lacks, each migration in its own transaction, as the schema's owner. Safe to call from
 * several places at once: they take turns.
 * @returns names of the migrations that ran.
 * @throws MigrationFailedError
 */
export async function runMigrations(database: ServiceDatabase, ownerUrl: string): Promise<string[]> {
  const dataSource = ownerDataSource(database, ownerUrl);
  try {
    await dataSource.initialize();
    return await inTurn(dataSource, database, () => runPending(dataSource, database));
  } catch (error) {
    throw error instanceof MigrationFailedError ? error : failed(database, error);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

async function runPending(dataSource: DataSource, database: ServiceDatabase): Promise<string[]> {
  const ran = await dataSource.runMigrations();
  const table = `${schemaOf(database.service)}.${MIGRATIONS_TABLE}`;
  if (ran.length > 0)
    await dataSource.query(`REVOKE INSERT, UPDATE, DELETE ON ${table} FROM ${roleOf(database.service)}`);
  return ran.map(({ name }) => name);
}

/** One runner at a time per schema: a session lock on a connection of its own. */
async function inTurn<T>(dataSource: DataSource, { service }: ServiceDatabase, run: () => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SET lock_timeout = 0`);
    await runner.query(`SELECT pg_advisory_lock(hashtextextended($1, 0))`, [`migrations of ${service}`]);
    return await run();
  } finally {
    await runner.query(`SELECT pg_advisory_unlock_all()`).catch(() => undefined);
    await runner.query(`RESET lock_timeout`).catch(() => undefined);
    await runner.release();
  }
}

function failed({ service, migrations }: ServiceDatabase, error: unknown): MigrationFailedError {
  const reason = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const culprit = migrations.find(({ name }) => stack.includes(name))?.name;
  const which = culprit ? `migration ${culprit} of ${service}` : `the migrations of ${service}`;
  return new MigrationFailedError(`Cannot run ${which}: ${reason}. ${advice(error)}`, { cause: error });
}

function advice(error: unknown): string {
  if (transientKindOf(error) === 'connection')
    return 'Check that DATABASE_OWNER_URL is right and PostgreSQL is up, then run it again.';
  if (sqlStateOf(error) === '55P03') return 'Another transaction holds the table: run it again when traffic is low.';
  if (sqlStateOf(error) === '42501') return 'The role of DATABASE_OWNER_URL must own the schema (raptor_owner does).';
  return 'It was rolled back and nothing of it remains: correct the migration and run it again. The services that run now keep working.';
}
