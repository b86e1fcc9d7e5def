import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import type { Session } from '../session';
import { BackupError, qualifiedName, type BackedUpTable, type TableSum } from './backup-format';
import { copyInto, quoted, tablesIn, type CatalogueTable } from './catalogue';
import { CopyIn } from './copy-in';
import { SCHEMAS } from './migration-history';
import { readBackup, type CheckedBackup } from './read-backup';
import { readTable } from './read-table';

/**
 * Fills freshly migrated tables with the rows of a backup, in the transaction that is open, and reads them back: they have
 * to be the same to the byte. What migrations have put there gives way. @throws BackupError
 */
export async function loadBackup(admin: Session, file: string, { header, sums }: CheckedBackup): Promise<void> {
  const tables = matched(header.tables, await tablesIn(admin, SCHEMAS));
  if (tables.length > 0) await admin.query(`TRUNCATE ${tables.map(quoted).join(', ')}`);
  await admin.query('SET CONSTRAINTS ALL DEFERRED');
  await copyAll(admin, file, header.tables);
  await setSequences(admin, tables);
  for (const [index, table] of tables.entries()) assertSame(await readTable(admin, table), sums[index]);
}

/** The tables of the backup as they are here, in its order. */
function matched(wanted: readonly BackedUpTable[], here: readonly CatalogueTable[]): CatalogueTable[] {
  return wanted.map((table) => {
    const found = here.find((one) => qualifiedName(one) === qualifiedName(table));
    if (!found)
      throw new BackupError(`No migration of the backup makes ${qualifiedName(table)}, which it has rows of.`);
    if (!isDeepStrictEqual([...found.columns].sort(), [...table.columns].sort()))
      throw new BackupError(
        `${qualifiedName(table)} has the columns ${found.columns.join(', ')} after its migrations, and had ${table.columns.join(', ')}.`,
      );
    return { ...found, columns: table.columns };
  });
}

async function copyAll(admin: Session, file: string, tables: readonly BackedUpTable[]): Promise<void> {
  const waiting = [...tables];
  let current: CopyIn | undefined;
  const begin = (): CopyIn => admin.query(failingQuietly(new CopyIn(copyInto(waiting[0] as BackedUpTable))));
  try {
    for await (const part of readBackup(file)) {
      if (part.kind === 'rows') {
        current ??= begin();
        await write(current, part.bytes);
      }
      if (part.kind === 'table') {
        await finish(current, part.sum);
        current = undefined;
        waiting.shift();
      }
    }
  } catch (error) {
    current?.destroy();
    throw error;
  }
}

/** Its failure is told by what is asked of it next. */
function failingQuietly(copy: CopyIn): CopyIn {
  return copy.on('error', () => undefined);
}

async function write(copy: CopyIn, bytes: Buffer): Promise<void> {
  if (copy.errored) throw copy.errored;
  if (!copy.write(bytes)) await once(copy, 'drain');
}

async function finish(copy: CopyIn | undefined, sum: TableSum): Promise<void> {
  if (copy) {
    copy.end();
    if (copy.errored) throw copy.errored;
    await once(copy, 'finish');
  }
  const rows = copy?.rows ?? 0;
  if (rows !== sum.rows)
    throw new BackupError(`${qualifiedName(sum)} has ${rows} rows instead of ${sum.rows}. Nothing was changed.`);
}

/** The next number of a counting column follows the highest one that is taken. */
async function setSequences(admin: Session, tables: readonly CatalogueTable[]): Promise<void> {
  for (const table of tables) {
    for (const column of table.columns) {
      const counted = [quoted(table), column];
      const { rows } = await admin.query<{ sequence: string | null }>(
        'SELECT pg_get_serial_sequence($1, $2) AS sequence',
        counted,
      );
      const sequence = rows[0]?.sequence;
      if (!sequence) continue;
      await admin.query(
        `SELECT setval($1::regclass, coalesce(max("${column}"), 1), max("${column}") IS NOT NULL) FROM ${quoted(table)}`,
        [sequence],
      );
    }
  }
}

function assertSame(here: TableSum, backedUp: TableSum | undefined): void {
  if (!isDeepStrictEqual(here, backedUp))
    throw new BackupError(
      `The rows of ${qualifiedName(here)} are not what the backup has: ${here.rows} rows, ${here.sha256}, instead of ${backedUp?.rows}, ${backedUp?.sha256}.`,
    );
}
