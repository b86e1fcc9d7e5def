import { Provenance, type CitedEvidence } from '@raptor/contracts';
import type { CachedAnswer } from '../cache/answer-cache';
import { askModel } from './ask-model';
import { citedEvidence } from './cited-evidence';
import { lastAnswer } from './earlier-answers';
import { gather } from './gather';
import { judge, type Judgement } from './judge-answer';
import type { OpenRun } from './open-run';
import { provenanceOf, provenanceOfCached } from './provenance';
import { invalidAnswer } from './run.errors';

/** What a run came to. */
export interface Answer {
  readonly output: Readonly<Record<string, unknown>>;
  readonly provenance: Provenance;
  readonly evidence: readonly CitedEvidence[];
  /** It was given before: nothing new is to be remembered. */
  readonly isOld: boolean;
}

/** Under which name the evidence stands beside the provenance of a cached answer. */
const CITED = 'cited';

/** From the cache, or else made; of several who ask the same one makes it. A run that goes on after a crash makes it: it had begun to. */
export async function answerOf(run: OpenRun): Promise<Answer> {
  const { agent, parts, request, question, checkpoint } = run;
  if (!agent.cache || checkpoint.gathered || checkpoint.answers) return make(run);
  const key = { workspaceId: request.workspaceId, agentCode: agent.code, questionHash: question.hash };
  const waitMs = Math.max(0, run.workUntil.getTime() - Date.now()) / 2;
  const options = { ttlMs: agent.cache.ttlMs, waitMs, signal: run.stop };
  let looked: (said: string) => void = () => undefined;
  const isLooked = new Promise<string>((resolve) => (looked = resolve));
  const looking = run.log.step(
    'cache',
    () => isLooked,
    (outcome) => ({ outcome }),
  );
  try {
    const got = await parts.cache.through(key, options, async () => {
      looked('miss');
      await looking;
      const answer = await make(run);
      return { answer, ...(isWorthKeeping(run, answer) && { keep: cached(answer) }) };
    });
    looked('hit');
    if ('made' in got) return got.made.answer;
    return fromCache(run, got.hit) ?? (await make(run));
  } finally {
    looked('failed');
    await looking;
  }
}

async function make(run: OpenRun): Promise<Answer> {
  await gather(run);
  const floor = await run.log.step(
    'floor',
    () => Promise.resolve(floorOf(run)),
    () => ({ outcome: 'fits' }),
  );
  const bettered = await askModel(run, floor);
  const { degradedBy } = bettered.origin;
  if (bettered.outcome === 'floor stands' && degradedBy) {
    const earlier = await lastAnswer(run, degradedBy);
    if (earlier) return oldAnswer(run, earlier);
  }
  const output = bettered.outcome === 'bettered' ? bettered.output : floor;
  const { id: runId, contextUnavailable, costMicroUsd, evidence } = run;
  return {
    output,
    provenance: provenanceOf(bettered.origin, { runId, contextUnavailable, costMicroUsd }, evidence),
    evidence: citedEvidence(output, evidence),
    isOld: false,
  };
}

/** @throws AppError AGENT_ANSWER_INVALID: a floor that does not fit is a mistake in the agent. */
function floorOf(run: OpenRun): Readonly<Record<string, unknown>> {
  const { agent, task, evidence, id } = run;
  let judged: Judgement;
  try {
    judged = judge(agent.floor(task, evidence), { agent, task, evidence });
  } catch (error) {
    throw invalidAnswer(agent.code, id, ['its floor fails'], error);
  }
  if ('problems' in judged) throw invalidAnswer(agent.code, id, judged.problems);
  return judged.value;
}

/** Not what is less than the agent can do: with a model, or with a page that was away, the next one may be better. */
const isWorthKeeping = (run: OpenRun, { provenance, isOld }: Answer): boolean =>
  !isOld &&
  (provenance.mode === 'model' || run.agent.tier === 'none') &&
  provenance.lacking.length === 0 &&
  !provenance.contextUnavailable;

const cached = ({ output, provenance, evidence }: Answer): CachedAnswer => ({
  output,
  provenance: { ...provenance, [CITED]: evidence },
  answeredAt: new Date().toISOString(),
});

/** Undefined for one that does not fit the agent: then it is as if there were none. */
function fromCache(run: OpenRun, { output, provenance }: CachedAnswer): Answer | undefined {
  const parsed = run.agent.output.safeParse(output);
  if (!parsed.success || typeof parsed.data !== 'object' || parsed.data === null) return undefined;
  const { [CITED]: cited, ...earlier } = provenance;
  return {
    output: { ...parsed.data },
    provenance: provenanceOfCached(earlier),
    // Written by this service's own `cached`, in a generation of the cache that nobody else writes.
    evidence: Array.isArray(cited) ? (cited as CitedEvidence[]) : [],
    isOld: true,
  };
}

async function oldAnswer(run: OpenRun, { output, provenance }: Pick<Answer, 'output' | 'provenance'>): Promise<Answer> {
  const items = await run.parts.evidence.find(run.scope, provenance.evidenceIds);
  const spent = Object.assign(new Provenance(), { ...provenance, costMicroUsd: run.costMicroUsd });
  return { output, provenance: spent, evidence: citedEvidence(output, { items, lacking: [] }), isOld: true };
}
