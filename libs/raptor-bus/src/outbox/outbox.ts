import type { Envelope } from '../messages/envelope';
import { LANES } from '../messages/message';
import { tableIn } from '../postgres/identifiers';
import { runBeforeCommit, type SqlTransaction } from '../postgres/sql';
import { NO_WORKSPACE } from '../postgres/tables';
import type { PreparedMessage, RaptorBus, SendOptions } from '../raptor-bus';
import { WakeAfterCommit } from './wake-after-commit';

export interface OutboxOptions extends SendOptions {
  /** A timer: not handed to the bus before this time, by the database's clock. */
  readonly deliverAfter?: Date;
}

export interface OutgoingMessage {
  readonly message: object;
  readonly options?: OutboxOptions;
}

/** Between the readers of one row: a parameter that is an array of arrays would have to be rectangular. */
const BETWEEN = '\n';

/**
 * Sends messages with a transaction: they are on their way when it commits and have never been when it does not. A
 * relay, in this process or another replica, hands them to the bus (see {@link OutboxRelay}).
 */
export class Outbox {
  private readonly insert: string;
  private readonly commits = new WakeAfterCommit();

  /** @param schema where the bus's tables are (see {@link createBusTables}). */
  constructor(
    private readonly bus: RaptorBus,
    schema: string,
  ) {
    this.insert = `INSERT INTO ${tableIn(schema, 'outbox_events')}
        (id, workspace_id, name, channel, lane, readers, envelope, deliver_after, state)
      SELECT id, workspace_id, name, channel, lane, string_to_array(readers, '${BETWEEN}'), envelope, coalesce(due, now()),
        CASE WHEN due > now() THEN 'timed' ELSE 'new' END
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[], $8::timestamptz[])
        AS message (id, workspace_id, name, channel, lane, readers, envelope, due)
      RETURNING 1 AS written`;
  }

  /**
   * @throws MessageInvalidError when the message does not fit its class; Error when it is a query, or nobody reads it on
   *   its channel (a broadcast has no readers that could confirm it: emit it).
   */
  async send(tx: SqlTransaction, message: object, options?: OutboxOptions): Promise<Envelope> {
    const [envelope] = await this.sendAll(tx, [{ message, options }]);
    return envelope as Envelope;
  }

  /** As {@link send}, in one statement: all of them or none. */
  async sendAll(tx: SqlTransaction, messages: readonly OutgoingMessage[]): Promise<Envelope[]> {
    if (messages.length === 0) return [];
    const rows = messages.map(({ message, options }) => this.rowOf(message, options));
    const columns = rows[0]?.columns.map((_column, index) => rows.map((row) => row.columns[index]));
    await runBeforeCommit(tx, this.insert, columns ?? []);
    this.commits.written();
    return rows.map(({ envelope }) => envelope);
  }

  /** Tells the relay of this process that a transaction has been committed. Not needed: it finds out by itself, a little later. */
  wake(): void {
    this.commits.wake();
  }

  /** For the relay. @returns how to stop listening. */
  onWake(listener: () => void): () => void {
    return this.commits.onWake(listener);
  }

  private rowOf(message: object, options: OutboxOptions = {}): { envelope: Envelope; columns: unknown[] } {
    const { deliverAfter, ...extras } = options;
    const { entry, channel, envelope, text } = this.bus.prepare(message, { ...extras, confirm: true });
    const readers = this.readersOf(entry, channel);
    const { id, workspaceId, name, lane } = envelope;
    const due = deliverAfter?.toISOString() ?? null;
    const columns = [
      id,
      workspaceId ?? NO_WORKSPACE,
      name,
      channel,
      LANES.indexOf(lane),
      readers.join(BETWEEN),
      text,
      due,
    ];
    return { envelope, columns };
  }

  private readersOf(entry: PreparedMessage['entry'], channel: string): readonly string[] {
    const readers = this.bus.catalogue.readersOf(entry, channel);
    if (readers.length > 0) return readers;
    throw new Error(`Nobody reads ${entry.name} on ${channel}: nothing could confirm that it arrived`);
  }
}
