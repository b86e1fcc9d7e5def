import { AppError, assertNever } from '@raptor/platform';
import { type CandidateParts, type CandidateResult, LEAST_MS, askCandidate } from './ask-candidate';
import { type Candidate, candidatesFor } from './candidates';
import type { ModelCatalogue } from './catalogue';
import { boundOf, inputBound } from './cost';
import { judgeText } from './judge-text';
import type { KeptAnswer, Model, ModelLane, ModelProvider, PaidAnswer, PaidAttempt, PaidQuestion } from './model';
import { promptHashOf } from './prompt-hash';
import { repairPrompt } from './repair-prompt';
import { isTimeout } from './vendor-errors';

export interface PurchaseParts extends Omit<CandidateParts, 'settling'> {
  /** Those with a key. */
  readonly models: ReadonlyMap<ModelProvider, Model>;
  readonly catalogue: ModelCatalogue;
  /** A question for the batch lane goes there when its deadline is farther away than that. */
  readonly batchAfterMs: number;
}

type Failed = { readonly code: string; readonly detail: string };
type Bought = { readonly value: unknown; readonly from: Pick<KeptAnswer, 'model' | 'tier' | 'promptHash'> };

/** One question, from whoever is asked first to an answer or the reason why there is none. Serves once. */
export class Purchase {
  private readonly attempts: PaidAttempt[];
  private readonly promptHash: string;
  private readonly settling = new Set<Promise<void>>();

  constructor(
    private readonly parts: PurchaseParts,
    private readonly question: PaidQuestion,
  ) {
    this.attempts = (question.kept ?? []).map(({ attempt }) => attempt);
    this.promptHash = promptHashOf(question);
  }

  async make(): Promise<PaidAnswer> {
    const went = await this.goOn().finally(() => Promise.all(this.settling));
    const attempts = [...this.attempts];
    const costMicroUsd = attempts.reduce((sum, attempt) => sum + attempt.costMicroUsd, 0);
    if ('code' in went) return { outcome: 'failed', ...went, costMicroUsd, attempts };
    return { outcome: 'answered', value: went.value, ...went.from, costMicroUsd, attempts };
  }

  /** From where the same question broke off before, if it did. */
  private goOn(): Promise<Failed | Bought> {
    const [first, ...repaired] = this.question.kept ?? [];
    if (!first) return this.askAround();
    return this.accept(repaired.at(-1) ?? first, repaired.length === 0);
  }

  private async askAround(): Promise<Failed | Bought> {
    const { question, parts } = this;
    const all = candidatesFor(question.tier, parts.catalogue, new Set(parts.models.keys()));
    if (all.length === 0) return failed('MODEL_UNAVAILABLE', 'No key is configured for any model of the tier');
    let left: readonly Candidate[] = all.filter(({ row }) => inputBound(question) <= row.contextTokens);
    let last = failed('MODEL_REJECTED_REQUEST', 'The question is too long for every model of the tier');
    for (let [candidate] = left; candidate; [candidate] = left) {
      left = left.slice(1);
      const went = await this.askOne(question.prompt, candidate, left.length > 0);
      switch (went.outcome) {
        case 'answered':
          return this.accept(await this.keep(went, candidate), true);
        case 'unusable':
          return failed(went.code, went.detail);
        case 'cancelled':
          return stopped(went.reason);
        case 'too late':
          return this.attempts.length > 0 ? last : failed('DEADLINE_EXCEEDED', went.detail);
        case 'failed':
          last = failed(went.failure.code, went.failure.message);
          break;
        case 'unpaid':
          last = failed(went.code, went.detail);
          left = affordable(went.code, candidate, left, question);
          break;
        default:
          return assertNever(went);
      }
    }
    return last;
  }

  /** Judges what was paid for. A wrong answer is mended at most once, by the model that gave it. */
  private async accept(answer: KeptAnswer, mayBeRepaired: boolean): Promise<Failed | Bought> {
    const judged = judgeText(this.question, answer.text);
    if ('value' in judged) return { value: judged.value, from: originOf(answer) };
    const row = this.parts.catalogue.models.find(({ id }) => id === answer.model);
    const isTooLate = this.question.deadlineAt.getTime() - Date.now() < LEAST_MS;
    if (!mayBeRepaired || isTooLate || !row) return malformed(judged.problems);

    const candidate: Candidate = { row, tier: answer.tier };
    const prompt = repairPrompt(this.question.prompt, answer.text, judged.problems);
    const went = await this.askOne(prompt, candidate, false);
    switch (went.outcome) {
      case 'answered':
        return this.accept(await this.keep(went, candidate), false);
      case 'cancelled':
        return stopped(went.reason);
      case 'unusable':
      case 'unpaid':
        return malformed(judged.problems, went.code);
      case 'failed':
        return malformed(judged.problems, went.failure.code);
      case 'too late':
        return malformed(judged.problems);
      default:
        return assertNever(went);
    }
  }

  private async askOne(prompt: string, candidate: Candidate, canStandIn: boolean): Promise<CandidateResult> {
    const model = this.parts.models.get(candidate.row.provider);
    if (!model) return { outcome: 'unusable', code: 'MODEL_MALFORMED', detail: 'Its vendor has no key any more' };
    const lane = this.laneAt(model);
    return askCandidate(
      { ...this.parts, settling: this.settling },
      model,
      { question: this.question, prompt, candidate, lane },
      canStandIn,
      this.attempts,
    );
  }

  private laneAt(model: Model): ModelLane {
    const isFarOff = this.question.deadlineAt.getTime() - Date.now() > this.parts.batchAfterMs;
    return this.question.lane === 'batch' && model.askInBatch && isFarOff ? 'batch' : 'inline';
  }

  private async keep(
    { text, attempt }: { text: string; attempt: PaidAttempt },
    candidate: Candidate,
  ): Promise<KeptAnswer> {
    const { row, tier } = candidate;
    const answer: KeptAnswer = { text, model: row.id, tier, promptHash: this.promptHash, attempt };
    await this.question.keep?.(answer);
    return answer;
  }
}

const originOf = ({ model, tier, promptHash }: KeptAnswer): Bought['from'] => ({ model, tier, promptHash });

const failed = (code: string, detail: string): Failed => ({ code, detail });

const malformed = (problems: readonly string[], noRepair?: string): Failed => {
  const why = noRepair === undefined ? '' : `No repair (${noRepair}). `;
  return failed('MODEL_MALFORMED', `${why}${problems.slice(0, 5).join(' ')}`.slice(0, 1_000));
};

/** Whoever cancels says why: an emergency stop, a deadline, a process that leaves. */
function stopped(reason: unknown): Failed {
  if (AppError.is(reason)) return failed(reason.code, reason.message);
  if (isTimeout(reason)) return failed('DEADLINE_EXCEEDED', 'There was no time left');
  return failed('WORK_STOPPED', 'The work was stopped');
}

/** Who may still be asked after the budget said no: the cheapest tier near the limit, else whoever costs less. */
function affordable(
  code: string,
  refused: Candidate,
  left: readonly Candidate[],
  question: PaidQuestion,
): readonly Candidate[] {
  if (code === 'BUDGET_TIER_TOO_DEAR') return left.filter(({ tier }) => tier === 'flash' && refused.tier !== 'flash');
  if (code !== 'BUDGET_EXHAUSTED') return [];
  const most = boundOf(question, refused.row).microUsd;
  return left.filter(({ row }) => boundOf(question, row).microUsd < most);
}
