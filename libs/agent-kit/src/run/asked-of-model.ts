import { z } from 'zod';
import type { AgentDescription, ModelTier } from '../define-agent';
import type { PaidQuestion } from '../models/model';
import { boundaryOf, withBoundary } from './fence';
import { systemPrompt } from './house-rules';
import { judgeText, type Question } from './judge-answer';
import { userPrompt } from './user-prompt';

/** Tokens an answer may have, thinking included. A reservation is for all of them. */
const ANSWER_TOKENS: Readonly<Record<Exclude<ModelTier, 'none'>, number>> = {
  flash: 4_096,
  balanced: 8_192,
  deep: 12_288,
};

/** What a model is asked, without who pays and until when. */
export type AskedOfModel = Pick<PaidQuestion, 'tier' | 'system' | 'prompt' | 'schema' | 'maxOutputTokens' | 'judge'>;

/**
 * What a run asks a model: the same whenever the run is resumed. The workspace's id is in none of it, whichever row or text it came with.
 * @throws what the agent's own `prompt` throws.
 */
export function askedOfModel(
  question: Question,
  tier: Exclude<ModelTier, 'none'>,
  floor: Readonly<Record<string, unknown>>,
  runId: string,
  workspaceId: string,
): AskedOfModel {
  const { agent, task, evidence } = question;
  const shown = evidence.items.filter((piece) => agent.shows?.(piece) ?? true);
  const prompt = withBoundary(boundaryOf(runId), () =>
    userPrompt(agent.prompt?.(task, evidence, floor) ?? '', { ...evidence, items: shown }),
  ).replaceAll(new RegExp(workspaceId, 'gi'), 'this workspace');
  return {
    tier,
    system: systemPrompt(agent),
    prompt,
    schema: answerSchema(agent),
    maxOutputTokens: ANSWER_TOKENS[tier],
    judge: (text) => judgeText(text, question),
  };
}

const schemas = new WeakMap<AgentDescription, Readonly<Record<string, unknown>>>();

/** Fields with a default are for code to fill in: a model may leave them out. */
function answerSchema(agent: AgentDescription): Readonly<Record<string, unknown>> {
  const known = schemas.get(agent);
  if (known) return known;
  const schema = z.toJSONSchema(agent.output, { io: 'input', unrepresentable: 'any' });
  schemas.set(agent, schema);
  return schema;
}
