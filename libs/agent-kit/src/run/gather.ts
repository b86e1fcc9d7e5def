import { AppError } from '@raptor/platform';
import type { Evidence, EvidenceItem } from '../evidence/evidence';
import type { OpenRun } from './open-run';
import type { Reading } from './run-ports';

/** Everything that the agent looks at. What was read by an attempt that broke off is not read again. */
export async function gather(run: OpenRun): Promise<void> {
  const { gathered } = run.checkpoint;
  if (gathered) {
    const items = await run.parts.evidence.find(run.scope, gathered.evidenceIds);
    run.evidence = { items, lacking: gathered.lacking };
    run.contextUnavailable = gathered.contextUnavailable;
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
  const unread = [...(await recall(run, reading)), ...(await read(run, reading))];
  const { items, lacking } = reading.evidence();
  run.evidence = { items: distinct([...run.earlier, ...items]), lacking: [...lacking, ...unread] };
  run.contextUnavailable ||= reading.contextUnavailable();
  if (run.evidence.items.length === 0 && run.evidence.lacking.length === 0) return;
  await parts.evidence.keep(run.scope, run.evidence.items);
  await run.save({
    ...run.checkpoint,
    gathered: {
      evidenceIds: run.evidence.items.map(({ id }) => id),
      lacking: run.evidence.lacking,
      contextUnavailable: run.contextUnavailable,
    },
  });
}

function recall(run: OpenRun, reading: Reading): Promise<Evidence['lacking']> {
  const questions = run.agent.memory?.recall?.(run.task) ?? [];
  if (questions.length === 0) return Promise.resolve([]);
  return run.log.step(
    'recall',
    () =>
      asFarAsPossible(run, 'memories', async () => {
        for (const question of questions) await reading.sources.memories.similar(question);
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

/** What a database that is away throws: another try will be better. */
export const isOfDatabase = (error: unknown): boolean => AppError.is(error) && error.retry === 'later';

function stoppedOr<T>(stop: AbortSignal, otherwise: T): T {
  stop.throwIfAborted();
  return otherwise;
}

/** Whether work has ended before the signal fires; then nobody waits for it any more. */
export function orAborted(work: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => resolve(false);
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    work.then(() => resolve(true), reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

const distinct = (items: readonly EvidenceItem[]): EvidenceItem[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];
