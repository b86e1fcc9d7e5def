import { Provenance } from '@raptor/contracts';
import { answerMemory } from '../memory/near-duplicates';
import type { MemoryDraft, Recall } from '../memory/memory';
import { judge } from './judge-answer';
import type { OpenRun } from './open-run';
import { provenanceOfCached } from './provenance';
import { isOfDatabase, orAborted } from './reading-ends';

/** How much longer than an answer may be used again it is remembered that it was given. */
const REMEMBERED_LONGER = 4;
const [QUESTION_HASH, RUN_ID] = ['question_hash', 'run_id'] as const;

const NOT_CONSULTED: Recall = { memories: [], contextUnavailable: 'Earlier answers could not be looked for' };

/** Looks for answers of the same agent to nearly the same question: they join the evidence and decide nothing. */
export async function lookForEarlier(run: OpenRun): Promise<void> {
  const { agent, request, parts, question } = run;
  // Answers of code alone are not remembered: the same code says it again.
  if (!agent.cache || agent.tier === 'none') return;
  const { memories, contextUnavailable } = await run.log.step(
    'duplicates',
    async () => {
      const options = { signal: run.working, payer: run.payer };
      const found = parts.nearDuplicates.find(request.workspaceId, agent.code, question.text, options);
      try {
        if (await orAborted(found, run.working)) return await found;
      } catch (error) {
        if (!run.working.aborted && isOfDatabase(error)) throw error;
        if (!run.working.aborted)
          parts.logger.error({ err: error, agent: agent.code, run: run.id }, 'earlier answers cannot be looked for');
      }
      run.stop.throwIfAborted();
      return NOT_CONSULTED;
    },
    (recall) => ({ outcome: recall.contextUnavailable ? 'unavailable' : `${recall.memories.length} found` }),
  );
  run.earlier = memories;
  run.contextUnavailable ||= contextUnavailable !== undefined;
}

/** How an answer to this very question is found again when its cache has forgotten it. */
export function memoryOfAnswer(run: OpenRun, output: unknown): MemoryDraft | undefined {
  const { agent, question, id } = run;
  if (!agent.cache) return undefined;
  return answerMemory(question.text, JSON.stringify(output), {
    metadata: { [QUESTION_HASH]: question.hash, [RUN_ID]: id },
    keepForMs: agent.cache.ttlMs * REMEMBERED_LONGER,
  });
}

/**
 * The last answer to this very question, though it is too old to be given without asking again: better than a floor when no model answers. It must
 * still be right by the agent's own check.
 */
export async function lastAnswer(
  run: OpenRun,
  degradedBy: string,
): Promise<{ readonly output: Readonly<Record<string, unknown>>; readonly provenance: Provenance } | undefined> {
  const { agent, task, evidence, parts, question } = run;
  const known = run.earlier.find(({ data }) => data.metadata[QUESTION_HASH] === question.hash);
  const runId = known?.data.metadata[RUN_ID];
  if (typeof runId !== 'string') return undefined;
  const { workspaceId } = run.request;
  const earlier = await parts.database.withTenant(workspaceId, run.actor, (tx) => parts.runs.find(tx, runId));
  if (!earlier?.output || !earlier.provenance) return undefined;
  const ids = new Set(earlier.provenance.evidenceIds);
  const then = await parts.evidence.find(run.scope, [...ids]);
  const judged = judge(earlier.output, { agent, task, evidence: { items: then, lacking: evidence.lacking } });
  if ('problems' in judged) return undefined;
  return { output: judged.value, provenance: provenanceOfCached({ ...earlier.provenance }, degradedBy) };
}
