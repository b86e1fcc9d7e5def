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
  private readonly insertAll: string;
  private readonly keep: string;
  private readonly find: string;

  /** @param schema where the bus's tables are (see {@link createBusTables}). */
  constructor(schema: string) {
    const table = tableIn(schema, 'inbox_events');
    this.insert = `INSERT INTO ${table} (event_id, consumer_group, dedup_id, request_hash) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING RETURNING 1 AS first`;
    this.insertAll = `INSERT INTO ${table} (event_id, consumer_group, dedup_id, request_hash)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
      ON CONFLICT DO NOTHING RETURNING event_id::text AS id, consumer_group AS "group"`;
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
    const note = noteOf(envelope, group);
    const first = await tx.query<unknown[]>(this.insert, [...note]);
    if (first.length === 0) return (await this.earlierResult(tx, { envelope, group }, note[3])) as T;
    const result = await effect();
    if (result !== undefined) await runBeforeCommit(tx, this.keep, [envelope.id, group, JSON.stringify(result)]);
    return result;
  }

  /**
   * Notes messages whose effects are committed together and have no results, in one round trip.
   * @returns those that their group has not had before, in the order of their ids: that in which they were sent, and one in which deliveries of
   *   the same messages at the same time wait for each other and never in a circle.
   * @throws DedupConflictError when the dedup id of one was used for another request.
   */
  async firsts<R extends Received>(tx: SqlTransaction, messages: readonly R[]): Promise<R[]> {
    const inOrder = messages.toSorted((one, other) => (one.envelope.id < other.envelope.id ? -1 : 1));
    const notes = inOrder.map(({ envelope, group }) => noteOf(envelope, group));
    const columns = [0, 1, 2, 3].map((column) => notes.map((note) => note[column]));
    const rows = await tx.query<{ id: string; group: string }[]>(this.insertAll, columns);
    const fresh = new Set(rows.map(({ id, group }) => `${group} ${id}`));
    const firsts: R[] = [];
    for (const message of inOrder) {
      const { envelope, group } = message;
      if (fresh.delete(`${group} ${envelope.id}`)) firsts.push(message);
      else if (envelope.dedupId !== undefined) await this.earlierResult(tx, message, requestHashOf(envelope));
    }
    return firsts;
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

type Note = readonly [id: string, group: string, dedupId: string | null, hash: string | null];

function noteOf(envelope: Envelope, group: string): Note {
  const { id, dedupId } = envelope;
  return dedupId === undefined ? [id, group, null, null] : [id, group, dedupId, requestHashOf(envelope)];
}
