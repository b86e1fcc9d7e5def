import { firstIdAt } from '../postgres/first-id-at';
import { tableIn } from '../postgres/identifiers';
import type { SqlDatabase } from '../postgres/sql';

export interface Keeping {
  /** How long confirmed messages stay for replay, in milliseconds. */
  readonly archiveMs: number;
  /** How long the inbox remembers, in milliseconds: a message that comes again later takes effect again. */
  readonly inboxMs: number;
}

/** Rows deleted by one statement: others wait no longer than that. */
const ROWS_A_STATEMENT = 1_000;

/**
 * Deletes what has been kept long enough, batch by batch, until nothing is left or `isOver` says so. Finds it at the left
 * edge of the primary keys, which begin with a time; the row's own time decides, because timers and redriven
 * messages are younger than their ids.
 * @returns how many rows went.
 */
export async function sweep(database: SqlDatabase, keeping: Keeping, isOver = (): boolean => false): Promise<number> {
  const outbox = deletion(tableIn(database.schema, 'outbox_events'), ['id'], `state = 'confirmed' AND confirmed_at`);
  const inbox = deletion(tableIn(database.schema, 'inbox_events'), ['event_id', 'consumer_group'], 'received_at');
  const total = await deleteAll(database, outbox, keeping.archiveMs, isOver);
  return total + (await deleteAll(database, inbox, keeping.inboxMs, isOver));
}

const deletion = (table: string, key: readonly string[], age: string): string => `
  WITH old AS (
    SELECT ${key.join(', ')} FROM ${table}
    WHERE ${key[0]} < $1 AND ${age} < clock_timestamp() - $2::bigint * interval '1 millisecond'
    ORDER BY ${key[0]} LIMIT ${ROWS_A_STATEMENT} FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM ${table} AS it USING old WHERE ${key.map((column) => `it.${column} = old.${column}`).join(' AND ')} RETURNING 1
  ) SELECT count(*)::int AS gone FROM gone`;

async function deleteAll(
  database: SqlDatabase,
  statement: string,
  keptMs: number,
  isOver: () => boolean,
): Promise<number> {
  for (let total = 0; ;) {
    const values = [firstIdAt(new Date(Date.now() - keptMs)), keptMs];
    const [row] = await database.transaction((tx) => tx.query<{ gone: number }[]>(statement, values));
    const gone = row?.gone ?? 0;
    total += gone;
    if (gone < ROWS_A_STATEMENT || isOver()) return total;
  }
}
