import { BUDGET_REFUSALS } from '@raptor/agent-kit';
import type { Decision, Deed, Sequel } from './decision';
import {
  afterBrief,
  afterDirection,
  afterResearch,
  afterRouting,
  afterStrategy,
  afterSynthesis,
} from './planning-steps';
import { afterCritique, afterDrafting } from './creation-steps';
import { afterApproval, afterGate, afterReview } from './review-steps';
import { afterCompleting, afterLearning, afterMeasuring } from './ending-steps';
import type { SagaState, Step } from './saga-state';
import { isOpen, type Result, type View } from './view';

/** One row a step: what follows when nothing of it is open any more. */
const AFTER: Readonly<Record<Step, (view: View) => Sequel>> = {
  routing: afterRouting,
  research: afterResearch,
  synthesis: afterSynthesis,
  brief: afterBrief,
  strategy: afterStrategy,
  direction: afterDirection,
  drafting: afterDrafting,
  critique: afterCritique,
  review: afterReview,
  gate: afterGate,
  approval: afterApproval,
  ready: () => ({ waits: null }),
  running: () => ({ waits: null }),
  completing: afterCompleting,
  measuring: afterMeasuring,
  learning: afterLearning,
  learnt: () => ({ waits: null }),
};

/** After so many the floor stands. */
const MOST_ATTEMPTS = 5;

/** Codes of a refusal that more money would mend. */
const UNPAID: ReadonlySet<string> = new Set(BUDGET_REFUSALS);

/**
 * What is to be done next for a campaign. It looks at what has become of assignments and approvals, and not at which message told of it: the same
 * facts lead to the same state, in whatever order and however often they were heard of.
 */
export function decide(view: View): Decision {
  const { campaign, state } = view;
  if (campaign.status === 'paused') return { next: 'wait', reason: null };
  if (state.unpaid.length > 0) return view.hasMoney ? paidAgain(state) : { next: 'wait', reason: WAITS_FOR_MONEY };
  const results = state.refs.map((ref) => view.results.get(ref));
  if (results.some((result) => result === undefined || isOpen(result))) return { next: 'wait', reason: null };
  const unpaid = unpaidOf(view);
  if (unpaid.length > 0) return { next: 'wait', state: { ...state, unpaid }, reason: WAITS_FOR_MONEY };
  const sequel = AFTER[state.step](view);
  if ('waits' in sequel) return { next: 'wait', reason: sequel.waits };
  const reviewed: Deed[] = state.refs.length > 0 ? [{ do: 'review', refs: state.refs }] : [];
  if ('fails' in sequel) return { next: 'fail', reason: sequel.fails, deeds: [...reviewed, ...(sequel.deeds ?? [])] };
  const refs = sequel.assign.map(({ ref }) => ref);
  return {
    next: 'go',
    state: { ...state, ...sequel.state, step: sequel.to, refs, known: [...new Set([...state.known, ...refs])] },
    assign: sequel.assign,
    deeds: [...reviewed, ...(sequel.deeds ?? [])],
  };
}

export const WAITS_FOR_MONEY =
  'The budget is used up: it goes on when there is money again. Raise the budget, or let it go on without models (on_budget: floor).';

/** What stands on its floor for want of money, where the campaign would rather wait. */
function unpaidOf({ campaign, state, results }: View): string[] {
  if (campaign.onBudget !== 'wait') return [];
  return state.refs.filter((ref) => isUnpaid(results.get(ref)) && (state.attempts[ref] ?? 1) < MOST_ATTEMPTS);
}

const isUnpaid = (result: Result | undefined): boolean =>
  UNPAID.has(result?.degradedBy ?? '') || UNPAID.has(result?.failure?.code ?? '');

/** Asks again for what could not be paid, word for word. */
function paidAgain(state: SagaState): Decision {
  const attempts = { ...state.attempts };
  for (const ref of state.unpaid) attempts[ref] = (attempts[ref] ?? 1) + 1;
  return { next: 'again', state: { ...state, attempts, unpaid: [] }, refs: state.unpaid };
}
