import { tableIn } from '../postgres/identifiers';
import type { SqlDatabase } from '../postgres/sql';
import { LANES } from '../messages/message';
import { NO_WORKSPACE } from '../postgres/tables';

/** Lots of one lane and state that are looked at: a fleet in which more of them lag has other signs of it. */
const LOTS = 1_000;

/**
 * How long the oldest message that is due has waited to be confirmed by all its readers, in seconds; 0 when none does.
 * Looks at the first row of each lot, not at each row.
 */
export async function oldestUnconfirmedSeconds(database: SqlDatabase): Promise<number> {
  const table = tableIn(database.schema, 'outbox_events');
  const [row] = await database.transaction((tx) =>
    tx.query<{ seconds: number }[]>(
      `WITH RECURSIVE ${walk('new', table)}, ${walk('published', table)}
       SELECT coalesce(extract(epoch FROM clock_timestamp() - min(first.deliver_after)), 0)::float8 AS seconds
       FROM (${firstOf('new', 'deliver_after', table)} UNION ALL ${firstOf('published', 'published_at', table)}) AS first`,
    ),
  );
  return Math.max(0, row?.seconds ?? 0);
}

type State = 'new' | 'published';

/** From one lot to the next through the index of a state. */
const walk = (state: State, table: string): string => `${state}_lots AS (
  SELECT lane::smallint, '' COLLATE "C" AS channel, '${NO_WORKSPACE}'::uuid AS workspace_id, 0 AS nth
  FROM generate_series(0, ${LANES.length - 1}) AS lane
  UNION ALL
  SELECT lot.lane, next.channel, next.workspace_id, lot.nth + 1
  FROM ${state}_lots AS lot CROSS JOIN LATERAL (
    SELECT channel, workspace_id FROM ${table}
    WHERE state = '${state}' AND lane = lot.lane AND (channel, workspace_id) > (lot.channel, lot.workspace_id)
    ORDER BY channel, workspace_id LIMIT 1
  ) AS next
  WHERE lot.nth < ${LOTS}
)`;

const firstOf = (state: State, order: 'deliver_after' | 'published_at', table: string): string => `
  SELECT row.deliver_after FROM ${state}_lots AS lot CROSS JOIN LATERAL (
    SELECT deliver_after FROM ${table}
    WHERE state = '${state}' AND lane = lot.lane AND channel = lot.channel AND workspace_id = lot.workspace_id
    ORDER BY ${order} LIMIT 1
  ) AS row
  WHERE lot.nth > 0`;
