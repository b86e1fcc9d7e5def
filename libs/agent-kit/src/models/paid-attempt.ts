import { assertNever } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import type { Budget, BudgetRefusal, SpendReport } from '../budget/budget';
import type { Candidate } from './candidates';
import { boundOf, countOf, isPlausible, priceOf, type Cost } from './cost';
import type { Model, ModelAnswer, ModelCall, ModelLane, PaidAttempt, PaidQuestion, Unusable } from './model';
import type { ModelBreakers } from './model-breakers';
import { ModelFailure } from './model-failure';
import type { ModelObserver } from './model-observer';

/** A reservation outlives its call by that much: settling may have to wait for a database. */
const SETTLING_MS = 120_000;

export type AttemptResult =
  | { readonly outcome: 'answered'; readonly text: string; readonly attempt: PaidAttempt }
  | { readonly outcome: 'unusable'; readonly code: Unusable; readonly detail: string }
  | { readonly outcome: 'unpaid'; readonly code: BudgetRefusal; readonly detail: string }
  | { readonly outcome: 'failed'; readonly failure: ModelFailure }
  /** Nobody waits any more. */
  | { readonly outcome: 'cancelled'; readonly reason: unknown };

/** What is asked of whom. */
export interface Attempt {
  readonly question: PaidQuestion;
  readonly prompt: string;
  readonly candidate: Candidate;
  readonly lane: ModelLane;
}

export interface AttemptParts {
  readonly budget: Budget;
  readonly breakers: ModelBreakers;
  readonly observer: ModelObserver;
  /** What was bought is written down beside the work; whoever buys waits for it before the answer goes on. None rejects. */
  readonly settling: Set<Promise<void>>;
}

/** How a call went, before it is settled. */
interface Went {
  readonly result: Exclude<AttemptResult, { outcome: 'unpaid' | 'answered' }> | ModelAnswer;
  readonly answer?: ModelAnswer;
  /** The vendor turned the call away, or it was never sent. */
  readonly isFree: boolean;
  /** What was thrown and has no name: it rises once the attempt is settled. */
  readonly bug?: unknown;
}

/**
 * One try at one model: reserves the most it can cost, calls, and settles, whatever came of it. There is no record where
 * nothing was reserved.
 */
export async function attempt(
  parts: AttemptParts,
  model: Model,
  asked: Attempt,
): Promise<{ readonly result: AttemptResult; readonly record?: PaidAttempt }> {
  const { question, candidate, lane } = asked;
  const { row } = candidate;
  const call: ModelCall = {
    model: row.id,
    system: question.system,
    prompt: asked.prompt,
    schema: question.schema,
    maxOutputTokens: Math.min(question.maxOutputTokens, row.maxOutputTokens),
    attemptId: uuidv7(),
    signal: question.signal,
    deadlineAt: question.deadlineAt,
  };
  const bound = boundOf(call, row, lane);
  if (bound.microUsd > 0) {
    const decision = await parts.budget.reserve({
      payer: question.payer,
      attemptId: call.attemptId,
      kind: 'model',
      provider: row.provider,
      model: row.id,
      tier: candidate.tier,
      reservedMicroUsd: bound.microUsd,
      reservedTokens: bound.tokens,
      expiresInMs: Math.max(0, question.deadlineAt.getTime() - Date.now()) + SETTLING_MS,
    });
    if (decision.outcome === 'refused')
      return { result: { outcome: 'unpaid', code: decision.code, detail: decision.detail } };
  }
  const startedAt = performance.now();
  const went = await send(parts.breakers, model, call, lane);
  const { report, record } = accountOf(call, asked, bound, went);
  parts.observer.attempted(record, performance.now() - startedAt);
  const { reportedMicroUsd = 0 } = report;
  if (reportedMicroUsd > bound.microUsd) {
    parts.observer.overran(row.id, call.attemptId, reportedMicroUsd, bound.microUsd);
    parts.breakers.distrust(row.id);
  }
  if (bound.microUsd > 0) parts.settling.add(settle(parts, report));
  if (went.bug !== undefined) throw went.bug;
  const { result } = went;
  return { result: result.outcome === 'answered' ? { ...result, attempt: record } : result, record };
}

/** Never rejects. */
async function send(breakers: ModelBreakers, model: Model, call: ModelCall, lane: ModelLane): Promise<Went> {
  const cancelled = (): Went['result'] => ({ outcome: 'cancelled', reason: call.signal.reason });
  // Stopped while the budget was asked: nothing has been sent.
  if (call.signal.aborted) return { result: cancelled(), isFree: true };
  try {
    const inBatch = lane === 'batch' ? model.askInBatch?.bind(model) : undefined;
    const answer = await breakers.run(call.model, () => (inBatch ? inBatch(call) : model.ask(call)));
    return { result: answer, answer, isFree: false };
  } catch (error) {
    if (error instanceof ModelFailure)
      return { result: { outcome: 'failed', failure: error }, isFree: error.billed === 'nothing' };
    return { result: cancelled(), isFree: false, ...(!call.signal.aborted && { bug: error }) };
  }
}

/** Of what the vendor turned away: said, because tokens that nobody reports count as all that were reserved. */
const NO_TOKENS = { input: 0, cached: 0, output: 0 };

/**
 * What an attempt is settled at. Usage that is not said, or cannot be true, counts as all that was reserved: the ledger is
 * never behind the vendor. Beyond the reservation it is an overrun, which the budget books apart.
 */
function accountOf(
  call: ModelCall,
  { question, candidate, lane }: Attempt,
  bound: Cost,
  { result, answer, isFree }: Went,
): { readonly report: SpendReport; readonly record: PaidAttempt } {
  const { row } = candidate;
  const usage = answer?.usage && isPlausible(answer.usage, call, answer.text) ? answer.usage : undefined;
  const reported = isFree ? 0 : usage && priceOf(usage, row, lane);
  const counted = isFree ? 0 : usage ? countOf(call, answer?.text ?? '', row, lane) : bound.microUsd;
  return {
    report: {
      payer: question.payer,
      attemptId: call.attemptId,
      kind: 'model',
      provider: row.provider,
      model: row.id,
      ...(reported !== undefined && { reportedMicroUsd: reported }),
      countedMicroUsd: counted,
      ...(isFree && { tokens: NO_TOKENS }),
      ...(usage && {
        tokens: { input: usage.inputTokens, cached: usage.cachedTokens, output: usage.outputTokens },
      }),
    },
    record: {
      attemptId: call.attemptId,
      provider: row.provider,
      model: row.id,
      outcome: outcomeOf(result),
      costMicroUsd: Math.min(Math.max(reported ?? 0, counted), bound.microUsd),
      ...(usage && { usage }),
    },
  };
}

function outcomeOf(result: Went['result']): string {
  switch (result.outcome) {
    case 'answered':
    case 'cancelled':
      return result.outcome;
    case 'unusable':
      return result.code;
    case 'failed':
      return result.failure.code;
    default:
      return assertNever(result);
  }
}

/** A settlement that cannot be handed over costs nothing but exactness: the reservation expires as spent. */
async function settle({ budget, observer }: AttemptParts, report: SpendReport): Promise<void> {
  try {
    await budget.settle(report);
  } catch (error) {
    observer.notSettled(report.attemptId, error);
  }
}
