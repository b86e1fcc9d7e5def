import { LANES, type Lane } from '../messages/message';
import { tableIn } from '../postgres/identifiers';
import type { SqlDatabase, SqlTransaction } from '../postgres/sql';
import type { RaptorBus } from '../raptor-bus';
import { LotFinder, type Limits } from './lots';
import { shareOut, type Share } from './share-out';

/** Timers made new in one pass. */
const TIMERS_A_PASS = 1_000;

export interface Passed {
  readonly published: number;
  /** Rows wait because as many of their lot as are admitted are in Redis. */
  readonly heldBack: boolean;
  /** Milliseconds until the next timer is due; null when there is none. */
  readonly dueInMs: number | null;
}

interface TakenRow {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly lane: number;
  readonly envelope: string;
}

/**
 * Hands a batch of committed rows to the bus, in one transaction that holds them meanwhile: a relay that passes at the
 * same time takes others. Rows are found by their state, never by "newer than the last": transactions do not commit in
 * the order of their ids. When the commit fails after Redis took them, they are published again.
 */
export class PublishingPass {
  private readonly lots: LotFinder;
  private readonly take: string;
  private readonly mark: string;
  private readonly release: string;
  private turn = 0;

  constructor(
    private readonly bus: RaptorBus,
    private readonly database: SqlDatabase,
    private readonly limits: Limits,
  ) {
    const table = tableIn(database.schema, 'outbox_events');
    this.lots = new LotFinder(database.schema, limits);
    this.take = `
      SELECT o.id, o.name, o.channel, o.lane, o.envelope
      FROM unnest($1::smallint[], $2::text[], $3::uuid[], $4::int[])
        WITH ORDINALITY AS share (lane, channel, workspace_id, rows, nth)
      CROSS JOIN LATERAL (
        SELECT id, name, channel, lane, envelope, deliver_after FROM ${table}
        WHERE state = 'new' AND lane = share.lane AND channel = share.channel AND workspace_id = share.workspace_id
        ORDER BY deliver_after, id LIMIT share.rows FOR UPDATE SKIP LOCKED
      ) AS o
      ORDER BY share.nth, o.deliver_after, o.id`;
    this.mark = `
      WITH sent AS (
        UPDATE ${table} AS o
        SET state = 'published', published_at = clock_timestamp(), stream_id = entry.stream_id, epoch = $3
        FROM unnest($1::uuid[], $2::text[]) AS entry (id, stream_id)
        WHERE o.id = entry.id
        RETURNING 1
      ) SELECT count(*)::int AS sent FROM sent`;
    this.release = `
      WITH due AS (
        SELECT id FROM ${table} WHERE state = 'timed' AND deliver_after <= clock_timestamp()
        ORDER BY deliver_after LIMIT ${TIMERS_A_PASS} FOR UPDATE SKIP LOCKED
      ), released AS (
        UPDATE ${table} AS o SET state = 'new' FROM due WHERE o.id = due.id RETURNING 1
      ) SELECT count(*)::int AS released FROM released`;
  }

  /** @throws BusUnavailableError, or what the database says; the rows are still there then. */
  async run(epoch: string): Promise<Passed> {
    const { rows, ...passed } = await this.database.transaction((tx) => this.passIn(tx, epoch));
    for (const { name, channel } of rows) this.bus.options.observer?.published?.(name, channel);
    return { published: rows.length, ...passed };
  }

  private async passIn(
    tx: SqlTransaction,
    epoch: string,
  ): Promise<Omit<Passed, 'published'> & { rows: readonly TakenRow[] }> {
    const { isWaiting, dueInMs } = await this.lots.glance(tx);
    const isDue = dueInMs !== null && dueInMs <= 0;
    if (isDue) await tx.query(this.release);
    if (!isDue && !isWaiting) return { rows: [], heldBack: false, dueInMs };
    const lots = await this.lots.look(tx);
    const shares = shareOut(lots, this.limits.batch, this.turn);
    this.turn += shares.length;
    const rows = shares.length > 0 ? await this.takeRows(tx, shares) : [];
    if (rows.length > 0) await this.publish(tx, rows, epoch);
    return { rows, heldBack: lots.some(({ available }) => available === 0), dueInMs };
  }

  private takeRows(tx: SqlTransaction, shares: readonly Share[]): Promise<TakenRow[]> {
    return tx.query<TakenRow[]>(this.take, [
      shares.map(({ lane }) => lane),
      shares.map(({ channel }) => channel),
      shares.map(({ workspaceId }) => workspaceId),
      shares.map(({ rows }) => rows),
    ]);
  }

  private async publish(tx: SqlTransaction, rows: readonly TakenRow[], epoch: string): Promise<void> {
    const batch = rows.map(({ channel, lane, envelope }) => ({ channel, lane: laneAt(lane), text: envelope }));
    const entryIds = await this.bus.publish(batch);
    await tx.query(this.mark, [rows.map(({ id }) => id), entryIds, epoch]);
  }
}

const laneAt = (index: number): Lane => LANES[index] ?? 'normal';
