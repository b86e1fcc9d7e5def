import type { SqlDatabase, SqlTransaction } from '../postgres/sql';
import type { LetterEvent, LetterFilter, LetterState } from './letter';
import { chosenBy, LetterCondition } from './letter-condition';
import { eventText, historyWith } from './letter-rows';

/** Letters changed in one transaction: others wait no longer than that. */
export const AT_ONCE = 1_000;

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface LetterChange {
  /** An id, several, or a filter. */
  readonly which: string | readonly string[] | LetterFilter;
  /** Others stay as they are. */
  readonly from: readonly LetterState[];
  /** The columns to set, as SQL. */
  readonly set: string;
  readonly event: Omit<LetterEvent, 'at'>;
}

/**
 * Changes letters that no replica is handling and notes it in their histories: batch by batch and each once, also when
 * one is open again before the last is changed.
 * @returns how many.
 * @throws Error for a filter that says nothing.
 */
export async function changeLetters(database: SqlDatabase, table: string, change: LetterChange): Promise<number> {
  let after = FIRST_ID;
  for (let total = 0; ;) {
    const changed = await database.transaction((tx) => changeBatch(tx, table, change, after));
    total += changed.length;
    const last = changed.at(-1);
    if (last === undefined || changed.length < AT_ONCE) return total;
    after = last;
  }
}

/**
 * One batch of {@link changeLetters}, in the caller's transaction.
 * @param after the id of the last of the batch before.
 * @returns ids of those that were changed, {@link AT_ONCE} at most.
 */
export async function changeBatch(
  tx: SqlTransaction,
  table: string,
  { which, from, set, event }: LetterChange,
  after = FIRST_ID,
): Promise<string[]> {
  const choose = chosenBy(which);
  const condition = new LetterCondition(after, eventText(event)).inStates(from);
  choose(condition);
  const statement = `WITH chosen AS (
      SELECT id FROM ${table} WHERE id > $1 AND ${condition.text}
        AND (state <> 'queued' OR lease_until IS NULL OR lease_until <= clock_timestamp())
      ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE
    ), changed AS (
      UPDATE ${table} AS letter SET ${set}, epoch = letter.epoch + 1, history = ${historyWith('$2', 'letter')}
      FROM chosen WHERE letter.id = chosen.id RETURNING letter.id
    ) SELECT id FROM changed ORDER BY id`;
  const rows = await tx.query<{ id: string }[]>(statement, condition.values);
  return rows.map(({ id }) => id);
}
