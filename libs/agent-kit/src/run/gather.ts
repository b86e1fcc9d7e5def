import type { Evidence, EvidenceItem } from '../evidence/evidence';
import { lookForEarlier } from './earlier-answers';
import type { OpenRun } from './open-run';
import { isOfDatabase, orAborted } from './reading-ends';
import type { Reading } from './run-ports';

/**
 * Everything that the agent looks at, earlier answers of its own to nearly the same question first. What was read by an attempt that broke off is
 * not read again.
 */
export async function gather(run: OpenRun): Promise<void> {
  const before = run.checkpoint.gathered;
  if (before) {
    const items = await run.parts.evidence.find(run.scope, before.evidenceIds);
    run.evidence = { items, lacking: before.lacking };
    run.contextUnavailable = before.contextUnavailable;
    return;
  }
  const { request, agent, parts } = run;
  const reading = parts.sources.open({
    workspaceId: request.workspaceId,
    actor: run.actor,
    agentCode: agent.code,
    runId: run.id,
    payer: run.payer,
    signal: run.working,
    deadlineAt: run.workUntil,
  });
  const [unread] = await Promise.all([
    recall(run, reading).then(async (forgotten) => [...forgotten, ...(await read(run, reading))]),
    lookForEarlier(run),
  ]);
  const { items, lacking } = reading.evidence();
  run.evidence = { items: distinct([...run.earlier, ...items]), lacking: [...lacking, ...unread] };
  run.contextUnavailable ||= reading.contextUnavailable();
  if (run.evidence.items.length === 0 && run.evidence.lacking.length === 0) return;
  const gathered = {
    evidenceIds: run.evidence.items.map(({ id }) => id),
    lacking: run.evidence.lacking,
    contextUnavailable: run.contextUnavailable,
  };
  await parts.evidence.keep(run.scope, run.evidence.items, (tx) => run.saveIn(tx, { ...run.checkpoint, gathered }));
}

function recall(run: OpenRun, reading: Reading): Promise<Evidence['lacking']> {
  const questions = run.agent.memory?.recall?.(run.task) ?? [];
  if (questions.length === 0) return Promise.resolve([]);
  return run.log.step(
    'recall',
    () =>
      asFarAsPossible(run, 'memories', async () => {
        await Promise.all(questions.map((question) => reading.sources.memories.similar(question)));
      }),
    () => ({ outcome: `${reading.evidence().items.length} memories` }),
  );
}

function read(run: OpenRun, reading: Reading): Promise<Evidence['lacking']> {
  const { agent, task } = run;
  if (!agent.gather) return Promise.resolve([]);
  return run.log.step(
    'gather',
    () => asFarAsPossible(run, 'gather', async () => agent.gather?.(task, reading.sources)),
    () => {
      const { items, lacking } = reading.evidence();
      return { outcome: `${items.length} read, ${lacking.length} lacking` };
    },
  );
}

/**
 * Runs an agent's own reading until it has ended or time is up. A mistake in it is logged and said among what is lacking: what was read by then
 * is enough for a floor.
 * @throws the reason of a stop; what a database that is away throws, because another try will be better.
 */
async function asFarAsPossible(
  run: OpenRun,
  source: string,
  work: () => Promise<unknown>,
): Promise<Evidence['lacking']> {
  const { working, stop, agent, parts } = run;
  const timeIsUp = [{ source, what: 'what was still to be read', reason: 'there was no time left for it' }];
  try {
    return (await orAborted(work(), working)) ? [] : stoppedOr(stop, timeIsUp);
  } catch (error) {
    if (working.aborted) return stoppedOr(stop, timeIsUp);
    if (isOfDatabase(error)) throw error;
    if (source === 'memories') run.contextUnavailable = true;
    parts.logger.error({ err: error, agent: agent.code, run: run.id }, 'an agent failed while it was reading');
    return [{ source, what: 'what was still to be read', reason: 'reading broke off with an error' }];
  }
}

function stoppedOr<T>(stop: AbortSignal, otherwise: T): T {
  stop.throwIfAborted();
  return otherwise;
}

const distinct = (items: readonly EvidenceItem[]): EvidenceItem[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];
