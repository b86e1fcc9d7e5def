import { SERVICE_KEYS, schemaOf } from '../../../libs/contracts/src/services';
import { isDeepStrictEqual } from 'node:util';
import { version as product } from '../../../package.json';
import { refuseAfterInterruption } from '../former-schemas';
import type { Session } from '../session';
import { inTransaction, withAdmin } from './admin-session';
import { BackupError, qualifiedName, type SchemaState, type TableSum } from './backup-format';
import { BackupWriter } from './backup-writer';
import { quoted, tablesIn, type CatalogueTable } from './catalogue';
import { inLoadOrder } from './load-order';
import { isUpToDate, migrationsOf, SCHEMAS, type ServiceDatabases } from './migration-history';
import { keepRestoresOut } from './one-at-a-time';
import { checkBackup } from './read-backup';
import { readTable } from './read-table';

export interface BackupOptions {
  /** Of a superuser or a role with BYPASSRLS; names the database. */
  readonly adminUrl: string;
  readonly services: ServiceDatabases;
  /** Must not be there yet. */
  readonly file: string;
  say(line: string): void;
}

/**
 * Writes every row of the six schemas, as they are at one moment, into a file. Services go on meanwhile; migrations wait.
 * The file is read back before it gets its name. @throws BackupError
 */
export async function makeBackup(options: BackupOptions): Promise<TableSum[]> {
  return withAdmin(options.adminUrl, async (admin) => {
    await keepRestoresOut(admin);
    await refuseAfterInterruption(admin);
    const writer = new BackupWriter(options.file);
    try {
      const sums = await inSnapshot(admin, () => writeEverything(admin, writer, options));
      await checkBackup(
        await writer.footer({ tables: sums.length, rows: sums.reduce((all, { rows }) => all + rows, 0) }),
      );
      writer.publish();
      return sums;
    } catch (error) {
      await writer.discard();
      throw error;
    }
  });
}

/**
 * The tables are locked against being changed themselves before the moment is chosen, because a moment does not preserve
 * them as it does their rows.
 */
async function inSnapshot<T>(admin: Session, work: () => Promise<T>): Promise<T> {
  const before = await describe(admin);
  if (before.tables.length === 0)
    throw new BackupError('There are no tables in this database, so there is nothing to back up.');
  return inTransaction(admin, 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY', async () => {
    await admin.query(`LOCK TABLE ${before.tables.map(quoted).join(', ')} IN ACCESS SHARE MODE`);
    if (!isDeepStrictEqual(await describe(admin), before))
      throw new BackupError('A migration has run at this very moment. Run the backup again.');
    return work();
  });
}

const describe = async (admin: Session): Promise<{ tables: CatalogueTable[]; states: SchemaState[] }> => ({
  tables: await tablesIn(admin, SCHEMAS),
  states: await migrationsOf(admin),
});

async function writeEverything(
  admin: Session,
  writer: BackupWriter,
  { services, say }: BackupOptions,
): Promise<TableSum[]> {
  const { tables: found, states } = await describe(admin);
  const tables = inLoadOrder(wantedOf(found, states, services, say));
  const { rows } = await admin.query<{ database: string; postgres: string }>(
    `SELECT current_database() AS database, current_setting('server_version') AS postgres`,
  );
  await writer.header({
    madeAt: new Date().toISOString(),
    database: rows[0]?.database ?? '',
    postgres: rows[0]?.postgres ?? '',
    product,
    schemas: states,
    tables: tables.map(({ schema, name, columns }) => ({ schema, name, columns })),
  });
  const sums: TableSum[] = [];
  for (const table of tables) {
    const sum = await readTable(admin, table, (bytes) => writer.rows(bytes));
    await writer.endOfTable(sum);
    sums.push(sum);
  }
  return sums;
}

/**
 * Where a schema is where this release brings it, the manifest says what belongs to it: what is missing is an error, what is
 * on no manifest could not be restored. Before or after that, during an upgrade, everything that is there is taken.
 */
function wantedOf(
  found: readonly CatalogueTable[],
  states: readonly SchemaState[],
  services: ServiceDatabases,
  say: BackupOptions['say'],
): CatalogueTable[] {
  return SERVICE_KEYS.flatMap((key) => {
    const here = found.filter(({ schema }) => schema === schemaOf(key));
    const state = states.find(({ schema }) => schema === schemaOf(key));
    if (!state || !isUpToDate(state, services[key])) return here;
    const wanted = Object.keys(services[key].tables);
    const missing = wanted.filter((name) => here.every((table) => table.name !== name));
    if (missing.length > 0)
      throw new BackupError(`${missing.join(', ')} of ${key} should be there and is not: this database is not whole.`);
    for (const table of here.filter(({ name }) => !wanted.includes(name)))
      say(`LEFT OUT: ${qualifiedName(table)}, which no migration has made`);
    return here.filter(({ name }) => wanted.includes(name));
  });
}
