import { schemaOf, SERVICE_KEYS, type ServiceKey } from '../../../libs/contracts/src/services';
import type { ServiceDatabase } from '@raptor/persistence';
import { quoteIdentifier } from '../identifiers';
import type { Session } from '../session';
import { BackupError, type SchemaState } from './backup-format';

/** Where TypeORM notes in each schema what has run. */
export const MIGRATIONS_TABLE_NAME = 'migrations';

/** What each service keeps: in the product that of `service-databases.ts`. */
export type ServiceDatabases = Readonly<Record<ServiceKey, ServiceDatabase>>;

export const SCHEMAS: readonly string[] = SERVICE_KEYS.map(schemaOf);

/** Which migrations each schema has had, oldest first. */
export async function migrationsOf(session: Session): Promise<SchemaState[]> {
  const states: SchemaState[] = [];
  for (const schema of SCHEMAS) {
    const table = `${quoteIdentifier(schema)}.${quoteIdentifier(MIGRATIONS_TABLE_NAME)}`;
    const { rows: found } = await session.query('SELECT WHERE to_regclass($1) IS NOT NULL', [table]);
    const { rows } =
      found.length === 0
        ? { rows: [] }
        : await session.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY id`);
    states.push({ schema, migrations: rows.map(({ name }) => name) });
  }
  return states;
}

/** Whether a schema is where this release would bring it. */
export function isUpToDate({ migrations }: SchemaState, known: ServiceDatabase): boolean {
  return migrations.length === known.migrations.length && unknownIn(migrations, known).length === 0;
}

/** The steps that make exactly what the backup was made of. @throws BackupError when this release does not know them all. */
export function asItWas(services: ServiceDatabases, states: readonly SchemaState[]): ServiceDatabase[] {
  const strange = states.filter(({ schema }) => !SCHEMAS.includes(schema)).map(({ schema }) => `the schema ${schema}`);
  const wanted = SERVICE_KEYS.map((key) => {
    const database = services[key];
    const names = states.find(({ schema }) => schema === schemaOf(key))?.migrations ?? [];
    strange.push(...unknownIn(names, database).map((name) => `${name} of ${key}`));
    return { ...database, migrations: database.migrations.filter((migration) => names.includes(migration.name)) };
  });
  if (strange.length > 0)
    throw new BackupError(
      `The backup is of a newer release: this one does not know ${strange.join(', ')}. Restore it with the release that made it, or a later one.`,
    );
  return wanted;
}

const unknownIn = (names: readonly string[], { migrations }: ServiceDatabase): string[] =>
  names.filter((name) => migrations.every((migration) => migration.name !== name));
