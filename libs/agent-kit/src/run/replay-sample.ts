import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { AgentDescription, Sample } from '../define-agent';
import { NO_EVIDENCE } from '../evidence/evidence';
import type { PaidModels } from '../models/model';
import { askedOfModel } from './asked-of-model';
import { judge } from './judge-answer';

/** How a model did on a sample. Micro-USD. */
export interface Replayed {
  readonly outcome: 'as expected' | 'not as expected' | 'no answer' | 'asks no model';
  /** Why there is no answer. */
  readonly detail?: string;
  readonly model?: string;
  readonly output?: unknown;
  readonly costMicroUsd: number;
}

/**
 * Asks a model what a run would ask it for a sample, and judges the answer as a run would: schema, check, citations, then the property that the
 * sample asks of every answer. Reads and stores nothing.
 */
export async function replaySample(
  agent: AgentDescription,
  sample: Sample<z.ZodType, z.ZodType>,
  models: PaidModels,
  withinMs: number,
): Promise<Replayed> {
  const { tier } = agent;
  if (tier === 'none') return { outcome: 'asks no model', costMicroUsd: 0 };
  const [runId, workspaceId] = [uuidv7(), uuidv7()];
  const question = { agent, task: agent.input.parse(sample.input), evidence: sample.evidence ?? NO_EVIDENCE };
  const floor = judge(agent.floor(question.task, question.evidence), question);
  if ('problems' in floor) return { outcome: 'no answer', detail: floor.problems.join('; '), costMicroUsd: 0 };
  const deadlineAt = new Date(Date.now() + withinMs);
  const paid = await models.ask({
    ...askedOfModel(question, tier, floor.value, runId, workspaceId),
    payer: { workspaceId, agentCode: agent.code, runId },
    signal: AbortSignal.timeout(withinMs),
    deadlineAt,
  });
  const { costMicroUsd } = paid;
  if (paid.outcome === 'failed') return { outcome: 'no answer', detail: `${paid.code}: ${paid.detail}`, costMicroUsd };
  const { value: output, model } = paid;
  return { outcome: sample.expect(output) ? 'as expected' : 'not as expected', model, output, costMicroUsd };
}
