import {
  coversAgent,
  type ActiveStop,
  type AgentCode,
  type PaidTier,
  type ReservationAnswer,
  type RunQuote,
} from '@raptor/contracts';
import { hasSpent, spentOf, type BudgetFigures } from './budget-figures';
import type { EntryState } from './cost-ledger-entry.entity';
import { DEAR_BELOW_PERCENT } from './statements';

export interface AskedFor {
  readonly agentCode: AgentCode;
  readonly tier?: PaidTier;
  readonly reservedMicroUsd: number;
  readonly reservedTokens: number;
}

export interface Standing {
  readonly budget: BudgetFigures;
  readonly stops: readonly ActiveStop[];
  /** What is known of the attempt. */
  readonly attempt: EntryState | null;
}

type Refusal = Extract<ReservationAnswer, { outcome: 'refused' }>;

/**
 * What may be paid for. A stop beats everything; what costs nothing passes; from 95 % spent only the cheapest tier is paid for; nothing is
 * paid for that does not fit below both limits. `try`: it may be reserved, if it still fits then.
 */
export function decideReservation(asked: AskedFor, { budget, stops, attempt }: Standing): ReservationAnswer | 'try' {
  const stop = stops.find((each) => coversAgent(each, asked.agentCode));
  if (stop) return refused('WORK_STOPPED', `A stop of ${nameOf(stop)} is on (${stop.reason})`);
  if (asked.reservedMicroUsd === 0 || attempt === 'open') return { outcome: 'reserved' };
  if (attempt) return refused('BUDGET_UNAVAILABLE', `The attempt is ${attempt}: another try is another attempt`);
  if (hasSpent(budget, 100)) return exhausted(asked, budget);
  if (asked.tier !== 'flash' && hasSpent(budget, DEAR_BELOW_PERCENT)) return tooDear(budget);
  return fits(asked, budget) ? 'try' : exhausted(asked, budget);
}

/** What is answered when it was not reserved: if nothing speaks against it now, others were quicker. */
export function answerAfterwards(asked: AskedFor, standing: Standing): ReservationAnswer {
  const decided = decideReservation(asked, standing);
  return decided === 'try' ? exhausted(asked, standing.budget) : decided;
}

export const paidTiersOf = (budget: BudgetFigures): RunQuote['paidTiers'] => {
  if (hasSpent(budget, 100)) return 'none';
  return hasSpent(budget, DEAR_BELOW_PERCENT) ? 'flash' : 'all';
};

const refused = (code: Refusal['code'], detail: string): Refusal => ({ outcome: 'refused', code, detail });

const nameOf = ({ scope, target }: ActiveStop): string =>
  scope === 'workspace' ? 'the whole workspace' : `${scope} ${target}`;

const fits = ({ reservedMicroUsd, reservedTokens }: AskedFor, budget: BudgetFigures): boolean =>
  reservedMicroUsd <= budget.limitMicroUsd - spentOf(budget) - budget.reservedMicroUsd &&
  reservedTokens <= budget.limitTokens - budget.tokensSpent - budget.tokensReserved;

const tooDear = ({ period }: BudgetFigures): Refusal =>
  refused('BUDGET_TIER_TOO_DEAR', `${DEAR_BELOW_PERCENT} % of the budget of ${period} is spent`);

function exhausted({ reservedMicroUsd, reservedTokens }: AskedFor, budget: BudgetFigures): Refusal {
  const { period, limitMicroUsd, limitTokens, tokensSpent, tokensReserved } = budget;
  const money = `${spentOf(budget)} spent and ${budget.reservedMicroUsd} reserved of ${limitMicroUsd} micro-USD`;
  const tokens = `${tokensSpent} and ${tokensReserved} of ${limitTokens} tokens`;
  return refused(
    'BUDGET_EXHAUSTED',
    `${reservedMicroUsd} micro-USD and ${reservedTokens} tokens do not fit into ${period}: ${money}; ${tokens}`,
  );
}
