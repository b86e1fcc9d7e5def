import { Injectable } from '@nestjs/common';
import type { AgentCost, CampaignCostsResponse, CostFigures, ModelCost } from '@raptor/contracts';
import { EXACT_INTEGER, workspaceOf, type Transaction } from '@raptor/persistence';

export type CampaignCosts = Omit<CampaignCostsResponse, 'campaign_id' | 'run_budget_micro_usd'>;

const MOST_MODELS = 100;

/** What a campaign has cost so far, by the ledger: altogether, and who and what it was paid for. */
@Injectable()
export class CampaignCostsRepository {
  async of(tx: Transaction, campaignId: string): Promise<CampaignCosts> {
    const rows = await tx.query<SumRow[]>(SUMS, [workspaceOf(tx), campaignId]);
    const total = rows.find(({ level }) => level === 'all') as SumRow;
    return {
      ...figuresOf(total),
      by_agent: rows.flatMap((row) => (row.level === 'agent' ? [agentCost(row)] : [])),
      by_model: rows.flatMap((row) => (row.level === 'model' ? [modelCost(row)] : [])).slice(0, MOST_MODELS),
    };
  }
}

const SUMS = `
  SELECT agent_code, paid, CASE grouping(agent_code, paid) WHEN 1 THEN 'agent' WHEN 2 THEN 'model' ELSE 'all' END AS level,
    coalesce(sum(settled_micro_usd + overrun_micro_usd), 0)::bigint AS cost,
    coalesce(sum(reserved_micro_usd) FILTER (WHERE state = 'open'), 0)::bigint AS reserved,
    coalesce(sum(input_tokens + output_tokens), 0)::bigint AS tokens, count(id) AS entries
  FROM (SELECT *, coalesce(model, provider) AS paid FROM council.cost_ledger WHERE workspace_id = $1 AND campaign_id = $2) AS entry
  GROUP BY GROUPING SETS ((agent_code), (paid), ())
  ORDER BY cost DESC, agent_code, paid`;

interface SumRow {
  readonly level: 'agent' | 'model' | 'all';
  readonly agent_code: string | null;
  readonly paid: string | null;
  readonly cost: string;
  readonly reserved: string;
  readonly tokens: string;
  readonly entries: string;
}

const exact = (text: string): number => EXACT_INTEGER.from(text) as number;

const figuresOf = ({ cost, reserved, tokens, entries }: SumRow): CostFigures => ({
  cost_micro_usd: exact(cost),
  reserved_micro_usd: exact(reserved),
  tokens: exact(tokens),
  entries: exact(entries),
});

const agentCost = (row: SumRow): AgentCost => ({ agent_code: String(row.agent_code), ...figuresOf(row) });
const modelCost = (row: SumRow): ModelCost => ({ model: String(row.paid), ...figuresOf(row) });
