import { tableIn } from '../postgres/identifiers';
import type { SqlTransaction } from '../postgres/sql';
import type { Confirmation } from './confirmation';

/**
 * Notes who is done with which rows. A row is confirmed when all its readers are; saying it twice, or in another order,
 * makes no difference. A row that a relay is just publishing is waited for: a confirmation may overtake the relay's
 * commit, and holds even when that commit fails. Rows are locked in the order of their ids, so that two of these
 * cannot wait for each other.
 */
const confirm = (table: string): string => `
  WITH said AS (
    SELECT id, array_agg(DISTINCT reader) AS readers
    FROM unnest($1::uuid[], $2::text[]) AS one (id, reader) GROUP BY id
  ), locked AS (
    SELECT o.id FROM ${table} AS o
    WHERE o.id = ANY($1::uuid[]) AND o.state IN ('new', 'published')
    ORDER BY o.id FOR UPDATE
  ), noted AS (
    UPDATE ${table} AS o
    SET confirmed_by = o.confirmed_by
        || ARRAY(SELECT reader FROM unnest(said.readers) AS reader
                 WHERE reader = ANY(o.readers) AND reader <> ALL(o.confirmed_by)),
      state = CASE WHEN o.readers <@ (o.confirmed_by || said.readers) THEN 'confirmed' ELSE o.state END,
      confirmed_at = CASE WHEN o.readers <@ (o.confirmed_by || said.readers) THEN clock_timestamp() END
    FROM said JOIN locked USING (id)
    WHERE o.id = said.id AND NOT said.readers <@ o.confirmed_by
    RETURNING o.state
  ) SELECT count(*)::int AS confirmed FROM noted WHERE state = 'confirmed'`;

/** @returns how many rows are confirmed now that were not. */
export async function confirmRows(
  tx: SqlTransaction,
  schema: string,
  confirmations: readonly Confirmation[],
): Promise<number> {
  const pairs = confirmations.flatMap(({ group, ids }) => ids.map((id) => ({ id, group })));
  if (pairs.length === 0) return 0;
  const values = [pairs.map(({ id }) => id), pairs.map(({ group }) => group)];
  const rows = await tx.query<{ confirmed: number }[]>(confirm(tableIn(schema, 'outbox_events')), values);
  return rows[0]?.confirmed ?? 0;
}
