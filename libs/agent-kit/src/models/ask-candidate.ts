import { setTimeout as delay } from 'node:timers/promises';
import type { BudgetRefusal } from '../budget/budget';
import { type Attempt, type AttemptParts, attempt } from './paid-attempt';
import type { Model, PaidAttempt, Unusable } from './model';
import { breakerOpen } from './model-breakers';
import { ModelFailure } from './model-failure';
import type { RatePauses } from './rate-pauses';
import { type RetryTiming, waitBefore } from './retry-timing';

/** Work with less time left is refused: it would be paid for and not used. */
export const LEAST_MS = 1_000;

export interface CandidateParts extends AttemptParts {
  readonly pauses: RatePauses;
  readonly timing: RetryTiming;
}

/** After so many tries that may have been billed and brought nothing, each charged at all that was reserved for it, no model is asked twice. */
const MOST_LOST = 3;

const isLost = ({ outcome, costMicroUsd, usage }: PaidAttempt): boolean =>
  outcome !== 'answered' && costMicroUsd > 0 && usage === undefined;

/** What became of one model, after all its tries. */
export type CandidateResult =
  | { readonly outcome: 'answered'; readonly text: string; readonly attempt: PaidAttempt }
  | { readonly outcome: 'unusable'; readonly code: Unusable; readonly detail: string }
  | { readonly outcome: 'unpaid'; readonly code: BudgetRefusal; readonly detail: string }
  | { readonly outcome: 'failed'; readonly failure: ModelFailure }
  | { readonly outcome: 'too late'; readonly detail: string }
  | { readonly outcome: 'cancelled'; readonly reason: unknown };

/**
 * Asks one model, up to three times where that can help, each try with a reservation of its own. Waits as long as the
 * vendor asks for, unless that is past the deadline, or long and somebody stands in: `canStandIn`. A vendor that takes questions and gives no answers
 * is charged for: after three such tries each further model is asked once.
 */
export async function askCandidate(
  parts: CandidateParts,
  model: Model,
  asked: Attempt,
  canStandIn: boolean,
  records: PaidAttempt[],
): Promise<CandidateResult> {
  const { question, candidate } = asked;
  const { timing, pauses, breakers } = parts;
  const leftMs = (): number => question.deadlineAt.getTime() - Date.now();
  const isTooLong = (ms: number): boolean => leftMs() - ms < LEAST_MS || (canStandIn && ms > timing.longestMs);

  let failure: ModelFailure | undefined;
  for (let next = 1; next <= timing.tries; next += 1) {
    if (question.signal.aborted) return { outcome: 'cancelled', reason: question.signal.reason };
    if (failure && records.filter(isLost).length >= MOST_LOST) return { outcome: 'failed', failure };
    if (leftMs() < LEAST_MS && failure) return { outcome: 'failed', failure };
    if (leftMs() < LEAST_MS) return { outcome: 'too late', detail: 'Less than a second is left before the deadline' };
    if (breakers.isOpen(candidate.row.id))
      return { outcome: 'failed', failure: failure ?? breakerOpen(candidate.row.id) };

    const askedMs = await pauses.leftMs(candidate.row);
    const waitMs = askedMs > 0 || next > 1 ? waitBefore(next, timing, askedMs) : 0;
    if (isTooLong(waitMs)) return { outcome: 'failed', failure: failure ?? paused(candidate.row.id, askedMs) };
    if (waitMs > 0) await delay(waitMs, undefined, { signal: question.signal }).catch(() => undefined);
    if (question.signal.aborted) return { outcome: 'cancelled', reason: question.signal.reason };

    const { result, record } = await attempt(parts, model, asked);
    if (record) records.push(record);
    if (result.outcome !== 'failed') return result;
    failure = result.failure;
    parts.observer.failed(candidate.row.id, failure);
    if (failure.retryAfterMs !== undefined) await pauses.pause(candidate.row, failure.retryAfterMs);
    // A batch that failed is not tried again: there is no telling how long that takes.
    if (!failure.passes || asked.lane === 'batch') break;
  }
  return { outcome: 'failed', failure: failure ?? breakerOpen(candidate.row.id) };
}

const paused = (id: string, ms: number): ModelFailure =>
  new ModelFailure('MODEL_RATE_LIMITED', `The vendor asked to leave ${id} alone for ${Math.ceil(ms / 1_000)} s more`, {
    billed: 'nothing',
    retryAfterMs: ms,
  });
