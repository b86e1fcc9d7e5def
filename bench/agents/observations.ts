import { CHANNELS } from './business';
import { Dice } from './dice';
import { DAY_MS } from './week';

/** Days with figures: two weeks before the span begins, and all of a month. */
const [FIRST, LAST] = [-15, 28];
const BEGINS = Date.parse('2026-03-02T12:00:00.000Z');

interface Workspace {
  readonly workspaceId: string;
  query(statement: string, ...values: unknown[]): Promise<unknown>;
}

/** Figures of each channel and day, as they would have been measured. */
export async function plantObservations({ workspaceId, query }: Workspace): Promise<void> {
  const dice = new Dice(11);
  const rows = CHANNELS.flatMap((channel) =>
    Array.from({ length: LAST - FIRST }, (_, at) => {
      const observedAt = new Date(BEGINS + (FIRST + at) * DAY_MS).toISOString();
      const impressions = 4_000 + dice.below(6_000);
      const clicks = Math.round(impressions * (0.01 + dice.next() * 0.03));
      const conversions = Math.round(clicks * (0.02 + dice.next() * 0.05));
      const figures = {
        impressions,
        clicks,
        conversions,
        cost_micro_usd: clicks * 400_000,
        revenue_micro_usd: conversions * 30_000_000,
      };
      return Object.entries(figures).map(([metric, value]) => ({ channel, metric, value, observedAt }));
    }).flat(),
  );
  await query(
    `INSERT INTO matrix.metric_observations (id, workspace_id, observed_at, subject_type, subject_id, metric, value)
     SELECT gen_random_uuid(), $1, (r->>'observedAt')::timestamptz, 'channel', r->>'channel', r->>'metric', (r->>'value')::float8
     FROM jsonb_array_elements($2::jsonb) AS r`,
    workspaceId,
    JSON.stringify(rows),
  );
}
