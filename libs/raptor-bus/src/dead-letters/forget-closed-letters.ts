import type { SqlDatabase } from '../postgres/sql';

/** Rows deleted by one statement: others wait no longer than that. */
const ROWS_A_STATEMENT = 1_000;

/**
 * Deletes letters that were closed longer ago than `keptMs`, batch by batch, until none is left or `isOver` says so.
 * @returns how many.
 */
export async function forgetClosedLetters(
  database: SqlDatabase,
  table: string,
  keptMs: number,
  isOver = (): boolean => false,
): Promise<number> {
  const statement = `WITH old AS (
      SELECT id FROM ${table} WHERE state IN ('redriven', 'discarded')
        AND closed_at < clock_timestamp() - $1::bigint * interval '1 millisecond'
      ORDER BY id LIMIT ${ROWS_A_STATEMENT} FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM ${table} AS letter USING old WHERE letter.id = old.id RETURNING 1
    ) SELECT count(*)::int AS gone FROM gone`;
  for (let total = 0; ;) {
    const [row] = await database.transaction((tx) => tx.query<{ gone: number }[]>(statement, [keptMs]));
    const gone = row?.gone ?? 0;
    total += gone;
    if (gone < ROWS_A_STATEMENT || isOver()) return total;
  }
}
