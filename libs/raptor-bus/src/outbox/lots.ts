import { tableIn } from '../postgres/identifiers';
import type { SqlTransaction } from '../postgres/sql';
import { LANES } from '../messages/message';
import { NO_WORKSPACE } from '../postgres/tables';

/** What waits for one workspace on one lane of one channel: fairness is between lots. */
export interface Lot {
  /** Index in {@link LANES}: 0 is the most urgent. */
  readonly lane: number;
  readonly channel: string;
  readonly workspaceId: string;
}

export interface OpenLot extends Lot {
  /** How many rows may be taken from it now; 0 when as many as are admitted are in Redis. */
  readonly available: number;
}

export interface Glance {
  /** Whether anything is ready to be published, admitted or not. */
  readonly isWaiting: boolean;
  /** Milliseconds until the next timer is due, 0 or less when one is; null when there is none. */
  readonly dueInMs: number | null;
}

export interface Limits {
  /** Rows that one pass takes at most, roughly. */
  readonly batch: number;
  /** Rows of one lot that may be in Redis without being confirmed. */
  readonly admitted: number;
}

/** Lots of one lane that a pass looks at; with more than these waiting, the next pass goes on where it ended. */
export const LOTS_A_LOOK = 500;

/** A relay that froze in its transaction gives its rows back after this long. */
const LET_GO_AFTER = '15s';

/** A place in each lane's round of lots. */
const START: readonly Lot[] = LANES.map((_lane, lane) => ({ lane, channel: '', workspaceId: NO_WORKSPACE }));

/**
 * Finds what waits, without looking at each row that does: one probe of an index per lot, however long it is. Every lot
 * gets an equal part of the batch, so one with a single row is never behind one with a hundred thousand.
 */
export class LotFinder {
  private readonly glanceAt: string;
  private readonly find: string;
  private from = START;

  constructor(
    schema: string,
    private readonly limits: Limits,
  ) {
    const table = tableIn(schema, 'outbox_events');
    const inLot = 'lane = lot.lane AND channel = lot.channel AND workspace_id = lot.workspace_id';
    this.glanceAt = `
      SELECT EXISTS (SELECT FROM ${table} WHERE state = 'new') AS "isWaiting",
        (SELECT (extract(epoch FROM min(deliver_after) - clock_timestamp()) * 1000)::float8
         FROM ${table} WHERE state = 'timed') AS "dueInMs",
        set_config('idle_in_transaction_session_timeout', '${LET_GO_AFTER}', true)`;
    this.find = `
      WITH RECURSIVE walk AS (
        SELECT place.lane, place.channel COLLATE "C" AS channel, place.workspace_id, 0 AS nth
        FROM unnest($1::smallint[], $2::text[], $3::uuid[]) AS place (lane, channel, workspace_id)
        UNION ALL
        SELECT walk.lane, next.channel, next.workspace_id, walk.nth + 1
        FROM walk CROSS JOIN LATERAL (
          SELECT channel, workspace_id FROM ${table}
          WHERE state = 'new' AND lane = walk.lane AND (channel, workspace_id) > (walk.channel, walk.workspace_id)
          ORDER BY channel, workspace_id LIMIT 1
        ) AS next
        WHERE walk.nth < ${LOTS_A_LOOK}
      ), lot AS (
        SELECT lane, channel, workspace_id, nth, ceil($4::numeric / count(*) OVER (PARTITION BY lane))::int AS part
        FROM walk WHERE nth > 0
      )
      SELECT lot.lane, lot.channel, lot.workspace_id AS "workspaceId", waiting.rows::int AS available
      FROM lot
      CROSS JOIN LATERAL (
        SELECT count(*) AS rows FROM (
          SELECT FROM ${table} WHERE state = 'published' AND ${inLot} LIMIT $5
        ) AS in_redis
      ) AS there
      CROSS JOIN LATERAL (
        SELECT count(*) AS rows FROM (
          SELECT FROM ${table} WHERE state = 'new' AND ${inLot} LIMIT least(lot.part, $5 - there.rows)
        ) AS in_line
      ) AS waiting
      ORDER BY lot.lane, lot.nth`;
  }

  /** Whether to look at all: most of the time an outbox is empty. */
  async glance(tx: SqlTransaction): Promise<Glance> {
    const [seen] = await tx.query<Glance[]>(this.glanceAt);
    return { isWaiting: seen?.isWaiting ?? false, dueInMs: seen?.dueInMs ?? null };
  }

  async look(tx: SqlTransaction): Promise<OpenLot[]> {
    const { batch, admitted } = this.limits;
    const places = [
      this.from.map(({ lane }) => lane),
      this.from.map(({ channel }) => channel),
      this.from.map(({ workspaceId }) => workspaceId),
    ];
    const lots = await tx.query<OpenLot[]>(this.find, [...places, batch, admitted]);
    this.from = START.map((start, lane) => {
      const ofLane = lots.filter((lot) => lot.lane === lane);
      return (ofLane.length === LOTS_A_LOOK ? ofLane.at(-1) : undefined) ?? start;
    });
    return lots;
  }
}
