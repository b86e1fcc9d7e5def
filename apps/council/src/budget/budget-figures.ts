import { EXACT_INTEGER } from '@raptor/persistence';

/** How a budget stands, as the statements of this folder answer it. Money in micro-USD. */
export interface BudgetFigures {
  readonly id: string;
  readonly period: string;
  readonly ownerId: string | null;
  readonly limitMicroUsd: number;
  readonly limitTokens: number;
  readonly spentMicroUsd: number;
  readonly reservedMicroUsd: number;
  readonly overrunMicroUsd: number;
  readonly tokensSpent: number;
  readonly tokensReserved: number;
  readonly alertedAtPercent: number;
}

/** A budget's row as JSON. */
export interface BudgetJson {
  readonly id: string;
  readonly period: string;
  readonly owner_id: string | null;
  readonly limit_micro_usd: number;
  readonly limit_tokens: number;
  readonly spent_micro_usd: number;
  readonly reserved_micro_usd: number;
  readonly overrun_micro_usd: number;
  readonly tokens_spent: number;
  readonly tokens_reserved: number;
  readonly alerted_at_percent: number;
}

export const figuresOf = (json: BudgetJson): BudgetFigures => ({
  id: json.id,
  period: json.period,
  ownerId: json.owner_id,
  limitMicroUsd: exact(json.limit_micro_usd),
  limitTokens: exact(json.limit_tokens),
  spentMicroUsd: exact(json.spent_micro_usd),
  reservedMicroUsd: exact(json.reserved_micro_usd),
  overrunMicroUsd: exact(json.overrun_micro_usd),
  tokensSpent: exact(json.tokens_spent),
  tokensReserved: exact(json.tokens_reserved),
  alertedAtPercent: json.alerted_at_percent,
});

const exact = (value: number): number => EXACT_INTEGER.from(String(value)) as number;

/** Whether so much of the money or of the tokens is spent; what is only reserved may come back. */
export function hasSpent(budget: BudgetFigures, percent: number): boolean {
  const { limitMicroUsd, limitTokens, tokensSpent } = budget;
  return spentOf(budget) * 100 >= limitMicroUsd * percent || tokensSpent * 100 >= limitTokens * percent;
}

/** What providers billed beyond their reservations is spent, too. */
export const spentOf = ({ spentMicroUsd, overrunMicroUsd }: BudgetFigures): number => spentMicroUsd + overrunMicroUsd;
