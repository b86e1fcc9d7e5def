import { hasSpent, type BudgetFigures } from './budget-figures';
import { DEAR_BELOW_PERCENT } from './statements';

/** At so much spent, in percent, somebody is told, once a period. */
export const ALERT_PERCENT = 80;
export const EXHAUSTED_PERCENT = 100;
export const ALERTS_AT_PERCENT = [ALERT_PERCENT, EXHAUSTED_PERCENT] as const;

/** Thresholds that are reached and were not alerted at, from the lowest on. */
export const alertsDue = (budget: BudgetFigures): number[] =>
  ALERTS_AT_PERCENT.filter((percent) => budget.alertedAtPercent < percent && hasSpent(budget, percent));

/** Whether an attempt that was refused for want of money means that there is none: one that asks for much proves nothing. */
export const isExhausted = (budget: BudgetFigures): boolean =>
  budget.alertedAtPercent < EXHAUSTED_PERCENT && hasSpent(budget, DEAR_BELOW_PERCENT);

/** Percent of the limit that is used more: money or tokens. */
export const percentSpent = ({
  spentMicroUsd,
  overrunMicroUsd,
  limitMicroUsd,
  tokensSpent,
  limitTokens,
}: BudgetFigures): number =>
  Math.floor(Math.max(share(spentMicroUsd + overrunMicroUsd, limitMicroUsd), share(tokensSpent, limitTokens)) * 100);

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : part > 0 ? 1 : 0);
