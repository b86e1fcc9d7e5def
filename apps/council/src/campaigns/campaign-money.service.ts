import { Injectable } from '@nestjs/common';
import type { CampaignCostsResponse, CampaignQuoteResponse, QuoteCampaign, QuotedAgent } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { spentOf } from '../budget/budget-figures';
import { BudgetsRepository } from '../budget/budgets.repository';
import { RunCostsRepository } from '../budget/run-costs.repository';
import { needsOf } from '../craft/routing/needs';
import { AgentsRepository } from '../registry/agents.repository';
import { CampaignCostsRepository } from './campaign-costs.repository';
import { partsByAgent, quotedAgent, summedUp } from './campaign-quote';
import { CampaignsRepository } from './campaigns.repository';

/** What campaigns cost, and what one of a certain shape may cost before there is any. */
@Injectable()
export class CampaignMoneyService {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly costs: CampaignCostsRepository,
    private readonly runCosts: RunCostsRepository,
    private readonly budgets: BudgetsRepository,
    private readonly agents: AgentsRepository,
  ) {}

  async costsOf(tx: Transaction, id: string): Promise<CampaignCostsResponse> {
    const { runBudgetMicroUsd } = await this.campaigns.get(tx, id);
    return { campaign_id: id, run_budget_micro_usd: runBudgetMicroUsd, ...(await this.costs.of(tx, id)) };
  }

  /** Of the agents that LORD-001 would have work on it, if all of them were live. */
  async quote(tx: Transaction, asked: QuoteCampaign): Promise<CampaignQuoteResponse> {
    const sums = summedUp(await this.quotedAgents(tx, asked));
    const remaining = await this.remaining(tx);
    const isKnown = sums.is_complete && remaining !== null;
    return {
      ...sums,
      fits: isKnown ? sums.p95_micro_usd <= remaining.microUsd : null,
      remaining_micro_usd: remaining?.microUsd ?? null,
      remaining_tokens: remaining?.tokens ?? null,
    };
  }

  private async quotedAgents(tx: Transaction, asked: QuoteCampaign): Promise<QuotedAgent[]> {
    const needs = needsOf({
      kind: 'campaign',
      objective: asked.objective_type,
      channels: asked.channels,
      hasCompetitors: asked.has_competitors ?? false,
      isRegulated: asked.is_regulated ?? false,
    });
    const settings = new Map((await this.agents.all(tx)).map(({ code, isActive }) => [code, isActive]));
    const quoted: QuotedAgent[] = [];
    for (const [code, parts] of partsByAgent(needs)) {
      const cost = await this.runCosts.ofAgent(tx, code, asked.estimate_micro_usd ?? undefined);
      quoted.push(
        quotedAgent(code, parts, settings.get(code) ?? true, {
          basis: cost.basis,
          past_runs: cost.runs,
          p50_micro_usd: cost.p50MicroUsd,
          p95_micro_usd: cost.p95MicroUsd,
        }),
      );
    }
    return quoted;
  }

  /** Null for a workspace that has no budget. */
  private async remaining(tx: Transaction): Promise<{ microUsd: number; tokens: number } | null> {
    const situation = await this.budgets.situation(tx);
    const budget = situation && (situation.budget ?? (await this.budgets.rollOver(tx, situation.period)));
    if (!budget) return null;
    return {
      microUsd: Math.max(0, budget.limitMicroUsd - spentOf(budget) - budget.reservedMicroUsd),
      tokens: Math.max(0, budget.limitTokens - budget.tokensSpent - budget.tokensReserved),
    };
  }
}
