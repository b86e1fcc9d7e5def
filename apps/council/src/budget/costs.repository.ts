import { Injectable } from '@nestjs/common';
import type { CostGrouping } from '@raptor/contracts';
import { EXACT_INTEGER, workspaceOf, type Transaction } from '@raptor/persistence';

/** What costs can be added up by, as SQL over the ledger; a day is one of the timezone $4. */
const GROUPINGS = {
  agent: 'agent_code',
  model: 'coalesce(model, provider)',
  campaign: 'campaign_id::text',
  user: 'user_id::text',
  day: `((created_at AT TIME ZONE $4::text)::date)::text`,
} as const satisfies Record<CostGrouping, string>;

/** Lines of a list of costs. */
export const MOST_SUMS = 1_000;

export interface CostSpan {
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timezone: string;
}

export interface CostSum {
  /** Null: what belongs to no campaign, or to no person. */
  readonly key: string | null;
  /** Spent, with what was billed beyond reservations. */
  readonly costMicroUsd: number;
  /** For calls under way. */
  readonly reservedMicroUsd: number;
  readonly tokens: number;
  readonly entries: number;
}

/** Sums over the ledger. */
@Injectable()
export class CostsRepository {
  /** The dearest first, days in their order; {@link MOST_SUMS} at most, and one more where there are more. */
  async by(tx: Transaction, grouping: CostGrouping, { from, to, timezone }: CostSpan): Promise<CostSum[]> {
    const rows = await tx.query<SumRow[]>(
      `SELECT ${GROUPINGS[grouping]} AS "key", ${SUMS}
       FROM council.cost_ledger
       WHERE workspace_id = $1 AND created_at >= $2 AND created_at < $3
       GROUP BY 1 ORDER BY ${grouping === 'day' ? '1' : '"costMicroUsd" DESC, 1'} LIMIT ${MOST_SUMS + 1}`,
      [workspaceOf(tx), from, to, ...(grouping === 'day' ? [timezone] : [])],
    );
    return rows.map(toSum);
  }

  /** All of it. */
  async total(tx: Transaction, { from, to }: Omit<CostSpan, 'timezone'>): Promise<CostSum> {
    const [row] = await tx.query<[SumRow]>(
      `SELECT ${SUMS} FROM council.cost_ledger WHERE workspace_id = $1 AND created_at >= $2 AND created_at < $3`,
      [workspaceOf(tx), from, to],
    );
    return toSum(row);
  }

  /** All that a campaign has cost so far. */
  async ofCampaign(tx: Transaction, campaignId: string): Promise<CostSum> {
    const [row] = await tx.query<[SumRow]>(
      `SELECT ${SUMS} FROM council.cost_ledger WHERE workspace_id = $1 AND campaign_id = $2`,
      [workspaceOf(tx), campaignId],
    );
    return { ...toSum(row), key: campaignId };
  }
}

const SUMS = `
  coalesce(sum(settled_micro_usd + overrun_micro_usd), 0)::bigint AS "costMicroUsd",
  coalesce(sum(reserved_micro_usd) FILTER (WHERE state = 'open'), 0)::bigint AS "reservedMicroUsd",
  coalesce(sum(input_tokens + output_tokens), 0)::bigint AS "tokens", count(*) AS "entries"`;

type SumRow = Record<Exclude<keyof CostSum, 'key'>, string> & { key?: string | null };

const exact = (text: string): number => EXACT_INTEGER.from(text) as number;

const toSum = ({ key, costMicroUsd, reservedMicroUsd, tokens, entries }: SumRow): CostSum => ({
  key: key ?? null,
  costMicroUsd: exact(costMicroUsd),
  reservedMicroUsd: exact(reservedMicroUsd),
  tokens: exact(tokens),
  entries: exact(entries),
});
