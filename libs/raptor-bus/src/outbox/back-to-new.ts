import { tableIn } from '../postgres/identifiers';
import type { SqlDatabase, SqlTransaction } from '../postgres/sql';

const NEW = `state = 'new', published_at = NULL, stream_id = NULL, epoch = NULL`;

/** Rows that go back in one statement. */
const ROWS_A_STATEMENT = 1_000;

/** Has rows published again whose entries Redis has lost; not those that have been published anew or confirmed meanwhile. */
export async function backToNew(
  tx: SqlTransaction,
  schema: string,
  lost: readonly { readonly id: string; readonly streamId: string }[],
): Promise<void> {
  if (lost.length === 0) return;
  await tx.query(
    `WITH lost AS (
       SELECT o.id FROM ${tableIn(schema, 'outbox_events')} AS o
       JOIN unnest($1::uuid[], $2::text[]) AS entry (id, stream_id) USING (id)
       WHERE o.state = 'published' AND o.stream_id = entry.stream_id
       ORDER BY o.id FOR UPDATE OF o SKIP LOCKED
     ), back AS (
       UPDATE ${tableIn(schema, 'outbox_events')} AS o SET ${NEW} FROM lost WHERE o.id = lost.id RETURNING 1
     ) SELECT count(*) FROM back`,
    [lost.map(({ id }) => id), lost.map(({ streamId }) => streamId)],
  );
}

/** Has everything unconfirmed published again that was published in another life of Redis. @returns how many rows. */
export async function allOfOtherEpochsBackToNew(database: SqlDatabase, epoch: string): Promise<number> {
  const table = tableIn(database.schema, 'outbox_events');
  const statement = `
    WITH other AS (
      SELECT id FROM ${table} WHERE state = 'published' AND epoch <> $1
      ORDER BY lane, channel, workspace_id, published_at, id LIMIT ${ROWS_A_STATEMENT} FOR UPDATE SKIP LOCKED
    ), back AS (
      UPDATE ${table} AS o SET ${NEW} FROM other WHERE o.id = other.id RETURNING 1
    ) SELECT count(*)::int AS back FROM back`;
  for (let total = 0; ;) {
    const [row] = await database.transaction((tx) => tx.query<{ back: number }[]>(statement, [epoch]));
    const back = row?.back ?? 0;
    total += back;
    if (back < ROWS_A_STATEMENT) return total;
  }
}
