import { isErrorCode, type ErrorCode } from '@raptor/contracts';
import type { ModelTier } from '../define-agent';
import type { PaidAnswer } from '../models/model';
import { askedOfModel, type AskedOfModel } from './asked-of-model';
import { costOf, type OpenRun } from './open-run';
import type { Origin } from './provenance';
import { storableText } from './storable';

/** A question with less time than this is not asked: it would be paid for and not used. */
const LEAST_MS = 1_000;

type Output = Readonly<Record<string, unknown>>;

/** What a model made of the floor, or why the floor stands. */
export type Bettered =
  | { readonly outcome: 'bettered'; readonly output: Output; readonly origin: Origin }
  | { readonly outcome: 'floor stands'; readonly origin: Origin };

const stands = (degradedBy?: ErrorCode): Bettered => ({
  outcome: 'floor stands',
  origin: { mode: 'floor', ...(degradedBy && { degradedBy }) },
});

/**
 * Has a model better the floor, where the agent asks one. Each answer that was paid for is stored before it is judged: an attempt that goes on
 * from there does not buy it again. Whatever goes wrong, the floor stands and says why.
 * @throws the reason of a stop; FenceLostError when the run is somebody else's by now.
 */
export async function askModel(run: OpenRun, floor: Output): Promise<Bettered> {
  const { tier, prompt } = run.agent;
  if (tier === 'none' || !prompt) return stands();
  const kept = run.checkpoint.answers ?? [];
  if (kept.length === 0 && run.workUntil.getTime() - Date.now() < LEAST_MS) return stands('DEADLINE_EXCEEDED');
  return run.log.step(
    'model',
    () => ask(run, tier, floor),
    (bettered) => ({
      outcome: bettered.outcome,
      detail: { ...bettered.origin, cost_micro_usd: run.costMicroUsd, answers: run.checkpoint.answers?.length ?? 0 },
    }),
  );
}

async function ask(run: OpenRun, tier: Exclude<ModelTier, 'none'>, floor: Output): Promise<Bettered> {
  const { agent, task, evidence, parts, request, id } = run;
  const failing = (error: unknown, what: string): void =>
    parts.logger.error({ err: error, agent: agent.code, run: id }, what);
  let asked: AskedOfModel;
  try {
    asked = askedOfModel({ agent, task, evidence }, tier, floor, id, request.workspaceId);
  } catch (error) {
    failing(error, 'an agent could not say what it asks');
    return stands('INTERNAL');
  }
  const paid = await parts.models.ask({
    ...asked,
    judge: (text) => {
      try {
        return asked.judge(text);
      } catch (error) {
        failing(error, 'an agent could not judge an answer');
        return { problems: ['The answer could not be checked'] };
      }
    },
    payer: run.payer,
    signal: run.working,
    deadlineAt: run.workUntil,
    kept: run.checkpoint.answers ?? [],
    keep: async (answer) => {
      const answers = [...(run.checkpoint.answers ?? []), { ...answer, text: storableText(answer.text) }];
      run.costMicroUsd = costOf(answers);
      await run.save({ ...run.checkpoint, answers });
    },
  });
  run.costMicroUsd = paid.costMicroUsd;
  run.stop.throwIfAborted();
  return betteredBy(paid, tier);
}

function betteredBy(paid: PaidAnswer, tier: ModelTier): Bettered {
  if (paid.outcome === 'failed') return stands(isErrorCode(paid.code) ? paid.code : 'INTERNAL');
  const { value, model, promptHash } = paid;
  if (typeof value !== 'object' || value === null) return stands('MODEL_MALFORMED');
  const origin: Origin =
    paid.tier === tier
      ? { mode: 'model', model, promptHash }
      : { mode: 'cheaper_tier', model, promptHash, ...reasonFor(paid) };
  return { outcome: 'bettered', output: { ...value }, origin };
}

/** Why it was not the model of the tier: what the first one that was tried failed with. */
const reasonFor = ({ attempts }: PaidAnswer): { degradedBy?: ErrorCode } => {
  const code = attempts.map(({ outcome }) => outcome).find(isErrorCode);
  return code ? { degradedBy: code } : {};
};
