import { LANES } from '../messages/message';
import { tableIn } from '../postgres/identifiers';
import type { SqlDatabase } from '../postgres/sql';
import { NO_WORKSPACE } from '../postgres/tables';
import type { RaptorBus } from '../raptor-bus';
import { reach } from '../redis/connection';
import { Script } from '../redis/script';
import { backToNew } from './back-to-new';
import { PROBE_ENTRIES } from './probe-entries.lua';
import { Unvouched } from './unvouched';

const probeEntries = new Script(PROBE_ENTRIES);

/** Rows that one look asks about: Redis does nothing else meanwhile. */
export const ROWS_A_PROBE = 200;

interface UnconfirmedRow {
  readonly id: string;
  readonly lane: number;
  readonly channel: string;
  readonly workspace: string;
  readonly publishedAt: string;
  readonly streamId: string;
  readonly readers: readonly string[];
  readonly confirmedBy: readonly string[];
}

type Place = Pick<UnconfirmedRow, 'id' | 'lane' | 'channel' | 'workspace' | 'publishedAt'>;

const START: Place = { lane: -1, channel: '', workspace: NO_WORKSPACE, publishedAt: '-infinity', id: NO_WORKSPACE };

/**
 * Asks Redis about rows that have been published for long without being confirmed, because a confirmation may be lost.
 * What waits or is being worked on is left alone, however old: publishing by age alone would double a backlog. What is not
 * there is published again, and so is what all have acknowledged and nobody has confirmed: a confirmation is sealed, an
 * acknowledgement anybody can write who reaches Redis. The inbox of its readers absorbs what they have had.
 */
export class Probe {
  private readonly find: string;
  /** Goes round all of them: what is left alone must not stand in the way of what follows. */
  private from = START;
  private readonly unvouched: Unvouched;

  constructor(
    private readonly bus: RaptorBus,
    private readonly database: SqlDatabase,
    private readonly afterMs: number,
  ) {
    this.unvouched = new Unvouched(bus);
    this.find = `
      SELECT id, lane, channel, workspace_id AS workspace, published_at::text AS "publishedAt",
        stream_id AS "streamId", readers, confirmed_by AS "confirmedBy"
      FROM ${tableIn(database.schema, 'outbox_events')}
      WHERE state = 'published' AND published_at < clock_timestamp() - $1::bigint * interval '1 millisecond'
        AND (lane, channel, workspace_id, published_at, id) > ($2::smallint, $3, $4::uuid, $5::timestamptz, $6::uuid)
      ORDER BY lane, channel, workspace_id, published_at, id LIMIT ${ROWS_A_PROBE}`;
  }

  /** Looks at the next rows in turn. @returns whether more follow in this round. */
  async look(): Promise<boolean> {
    const { lane, channel, workspace, publishedAt, id } = this.from;
    const values = [this.afterMs, lane, channel, workspace, publishedAt, id];
    const rows = await this.database.transaction((tx) => tx.query<UnconfirmedRow[]>(this.find, values));
    for (const [stream, ofStream] of this.byStream(rows)) await this.settle(ofStream, await this.ask(stream, ofStream));
    const isMore = rows.length === ROWS_A_PROBE;
    this.from = (isMore ? rows.at(-1) : undefined) ?? START;
    if (!isMore) this.unvouched.forgetOthers();
    return isMore;
  }

  private byStream(rows: readonly UnconfirmedRow[]): Map<string, UnconfirmedRow[]> {
    const streams = new Map<string, UnconfirmedRow[]>();
    for (const row of rows) {
      const stream = this.bus.keys.stream(row.channel, LANES[row.lane] ?? 'normal');
      streams.set(stream, [...(streams.get(stream) ?? []), row]);
    }
    return streams;
  }

  /** For each row the readers that have acknowledged it; undefined when Redis does not have it. */
  private async ask(stream: string, rows: readonly UnconfirmedRow[]): Promise<(readonly string[] | undefined)[]> {
    const groups = [...new Set(rows.flatMap(({ readers }) => readers))];
    const args = [groups.length, ...groups, ...rows.map(({ streamId }) => streamId)];
    const answers = (await reach(() => probeEntries.run(this.bus.commands, [stream], args))) as string[];
    return answers.map((answer) =>
      answer === '' ? undefined : groups.filter((_group, index) => answer[index] === '1'),
    );
  }

  private async settle(
    rows: readonly UnconfirmedRow[],
    doneBy: readonly (readonly string[] | undefined)[],
  ): Promise<void> {
    const absent = rows.filter((_row, index) => doneBy[index] === undefined);
    const acknowledged = rows.filter(({ readers, confirmedBy }, index) =>
      readers.every((reader) => confirmedBy.includes(reader) || doneBy[index]?.includes(reader)),
    );
    const again = [...absent, ...(await this.unvouched.among(acknowledged))];
    if (again.length === 0) return;
    await this.database.transaction((tx) => backToNew(tx, this.database.schema, again));
  }
}
