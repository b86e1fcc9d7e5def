import { DedupConflictError } from '../bus-errors';
import type { Envelope } from '../messages/envelope';
import { tableIn } from './identifiers';
import { requestHashOf } from './request-hash';
import { runBeforeCommit, type SqlTransaction } from './sql';

/** What a handler knows of its message: a RaptorBusContext, or anything with these two. */
export interface Received {
  readonly envelope: Envelope;
  /** The consumer group for which it is handled. */
  readonly group: string;
}

interface Earlier {
  readonly request_hash: string | null;
  readonly result: string | null;
}

/**
 * Lets the effect of a message happen once: the note that it happened is committed with it. Costs one round trip, and one
 * more when the effect has a result to keep. Notes are kept for 35 days (see {@link OutboxRelay}).
 */
export class Inbox {
  private readonly insert: string;
  private readonly keep: string;
  private readonly find: string;

  /** @param schema where the bus's tables are (see {@link createBusTables}). */
  constructor(schema: string) {
    const table = tableIn(schema, 'inbox_events');
    this.insert = `INSERT INTO ${table} (event_id, consumer_group, dedup_id, request_hash) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING RETURNING 1 AS first`;
    this.keep = `UPDATE ${table} SET result = $3 WHERE event_id = $1 AND consumer_group = $2`;
    this.find = `SELECT request_hash, result::text AS result FROM ${table} WHERE event_id = $1 AND consumer_group = $2
      UNION ALL
      SELECT request_hash, result::text FROM ${table} WHERE consumer_group = $2 AND dedup_id = $3`;
  }

  /**
   * Runs `effect` unless this group has had the message, or another with its `dedupId`, before. `effect` must write
   * through `tx`. A second delivery gets the stored result of the first, as JSON gives it back; a delivery at the same time
   * waits for the first to commit.
   * @throws DedupConflictError when the dedup id was used for another request.
   */
  async once<T>(tx: SqlTransaction, { envelope, group }: Received, effect: () => Promise<T>): Promise<T> {
    const { id, dedupId = null } = envelope;
    const hash = dedupId === null ? null : requestHashOf(envelope);
    const first = await tx.query<unknown[]>(this.insert, [id, group, dedupId, hash]);
    if (first.length === 0) return (await this.earlierResult(tx, { envelope, group }, hash)) as T;
    const result = await effect();
    if (result !== undefined) await runBeforeCommit(tx, this.keep, [id, group, JSON.stringify(result)]);
    return result;
  }

  private async earlierResult(
    tx: SqlTransaction,
    { envelope, group }: Received,
    hash: string | null,
  ): Promise<unknown> {
    const { id, dedupId = null, name } = envelope;
    const [earlier] = await tx.query<Earlier[]>(this.find, [id, group, dedupId]);
    if (!earlier) throw new Error(`The inbox knows ${name} ${id} and has lost it: its notes were deleted by hand`);
    if (hash !== null && earlier.request_hash !== hash) {
      throw new DedupConflictError(`${name} ${id} has the dedup id of another request`);
    }
    return earlier.result === null ? undefined : JSON.parse(earlier.result);
  }
}
