import { schemaOf } from '@raptor/contracts';
import { MIGRATIONS_TABLE, ownerDataSource } from '../data-sources';
import type { ServiceDatabase } from '../service-database';
import { inTurn } from './in-turn';
import { MigrationFailedError, migrationFailed } from './migration-failed';

/**
 * Takes the last migration back that a service's schema has had, in a transaction, as the schema's owner. What the migration's
 * `down` drops is gone with its rows. Takes turns with whoever else migrates.
 * @returns its name; undefined when there is none left.
 * @throws MigrationFailedError, also when this version of the code does not have the migration.
 */
export async function revertMigration(database: ServiceDatabase, ownerUrl: string): Promise<string | undefined> {
  const dataSource = ownerDataSource(database, ownerUrl);
  const table = `${schemaOf(database.service)}.${MIGRATIONS_TABLE}`;
  const ran = async (): Promise<string[]> =>
    (await dataSource.query<{ name: string }[]>(`SELECT name FROM ${table} ORDER BY id`)).map(({ name }) => name);
  try {
    await dataSource.initialize();
    return await inTurn(dataSource, database, async () => {
      const [{ exists } = { exists: false }] = await dataSource.query<{ exists: boolean }[]>(
        `SELECT to_regclass($1) IS NOT NULL AS exists`,
        [table],
      );
      const last = exists ? (await ran()).at(-1) : undefined;
      if (last === undefined) return undefined;
      if (!database.migrations.some(({ name }) => name === last)) throw unknown(database, last);
      await dataSource.undoLastMigration();
      return last;
    });
  } catch (error) {
    throw migrationFailed(database, 'take back', error);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

const unknown = ({ service }: ServiceDatabase, name: string): MigrationFailedError =>
  new MigrationFailedError(
    `Cannot take back ${name} of ${service}: this version of the code does not have it. Use a checkout that has.`,
  );
