import { roleOf, schemaOf } from '@raptor/contracts';
import type { DataSource } from 'typeorm';
import { MIGRATIONS_TABLE, ownerDataSource } from '../data-sources';
import type { ServiceDatabase } from '../service-database';
import { inTurn } from './in-turn';
import { migrationFailed } from './migration-failed';

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
    throw migrationFailed(database, 'run', error);
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
