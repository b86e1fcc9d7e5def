import { Injectable } from '@nestjs/common';
import {
  isAgentCode,
  type AgentQuote,
  type CostsResponse,
  type EstimateRuns,
  type QuoteResponse,
  type SumCosts,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { refuseProblems } from '../operations/fields';
import { spanOf } from '../operations/span';
import { BudgetLimits } from './budget-limits.service';
import { costItem, costTotal } from './budget-view.mapper';
import { BudgetsRepository } from './budgets.repository';
import { CostsRepository, MOST_SUMS } from './costs.repository';
import { RunCostsRepository } from './run-costs.repository';

/** What was spent, and what runs may cost. */
@Injectable()
export class CostsService {
  constructor(
    private readonly budgets: BudgetsRepository,
    private readonly costs: CostsRepository,
    private readonly runCosts: RunCostsRepository,
    private readonly limits: BudgetLimits,
  ) {}

  async sum(tx: Transaction, { group_by: grouping, ...asked }: SumCosts): Promise<CostsResponse> {
    const span = spanOf(asked);
    const timezone = await this.budgets.timezone(tx);
    const sums = await this.costs.by(tx, grouping, { ...span, timezone });
    return {
      group_by: grouping,
      from: span.from.toISOString(),
      to: span.to.toISOString(),
      timezone,
      items: sums.slice(0, MOST_SUMS).map(costItem),
      is_truncated: sums.length > MOST_SUMS,
      total: costTotal(await this.costs.total(tx, span)),
    };
  }

  async estimate(tx: Transaction, { agent_codes: codes }: EstimateRuns): Promise<QuoteResponse> {
    refuseProblems(
      codes.flatMap((code, at) =>
        isAgentCode(code) ? [] : [{ field: `agent_codes.${at}`, message: `${code} is not on the roster` }],
      ),
    );
    const items = await this.runCosts.ofAgents(tx, codes);
    const budget = await this.limits.read(tx);
    return {
      items,
      p50_micro_usd: sumOf(items, ({ p50_micro_usd: p50 }) => p50),
      p95_micro_usd: sumOf(items, ({ p95_micro_usd: p95 }) => p95),
      remaining_micro_usd: budget.remaining_micro_usd,
      remaining_tokens: budget.remaining_tokens,
      paid_tiers: budget.paid_tiers,
    };
  }
}

const sumOf = (items: readonly AgentQuote[], of: (item: AgentQuote) => number | null): number | null =>
  items.reduce<number | null>((sum, item) => {
    const one = of(item);
    return sum === null || one === null ? null : sum + one;
  }, 0);
