import type { BudgetResponse, CostItem, CostTotal } from '@raptor/contracts';
import { spentOf } from './budget-figures';
import type { CostSum } from './costs.repository';
import { ALERTS_AT_PERCENT, percentSpent } from './decide-alerts';
import { paidTiersOf } from './decide-reservation';
import type { WorkspaceBudgetEntity } from './workspace-budget.entity';

export const budgetResponse = (row: WorkspaceBudgetEntity): BudgetResponse => ({
  period: row.period,
  timezone: row.timezone,
  limit_micro_usd: row.limitMicroUsd,
  limit_tokens: row.limitTokens,
  spent_micro_usd: spentOf(row),
  reserved_micro_usd: row.reservedMicroUsd,
  overrun_micro_usd: row.overrunMicroUsd,
  remaining_micro_usd: Math.max(0, row.limitMicroUsd - spentOf(row) - row.reservedMicroUsd),
  tokens_spent: row.tokensSpent,
  tokens_reserved: row.tokensReserved,
  remaining_tokens: Math.max(0, row.limitTokens - row.tokensSpent - row.tokensReserved),
  percent_spent: percentSpent(row),
  alerts_at_percent: [...ALERTS_AT_PERCENT],
  alerted_at_percent: row.alertedAtPercent,
  paid_tiers: paidTiersOf(row),
  version: row.version,
});

export const costTotal = ({ costMicroUsd, reservedMicroUsd, tokens, entries }: CostSum): CostTotal => ({
  cost_micro_usd: costMicroUsd,
  reserved_micro_usd: reservedMicroUsd,
  tokens,
  entries,
});

export const costItem = (sum: CostSum): CostItem => ({ key: sum.key, ...costTotal(sum) });
