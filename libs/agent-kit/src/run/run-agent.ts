import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { AppError } from '@raptor/platform';
import type { AgentDescription } from '../define-agent';
import type { HeldRun, EndedRun } from '../runs/agent-runs.repository';
import type { RunFailure } from '../runs/agent-run.entity';
import { answerOf, type Answer } from './answer';
import { citedEvidence } from './cited-evidence';
import { memoryOfAnswer } from './earlier-answers';
import { holdLease, isLost } from './hold-lease';
import { OpenRun } from './open-run';
import { tooLate } from './run.errors';
import type { RunOutcome, RunnerParts, Announcement } from './run-ports';
import type { RunRequest, RunResult } from './run-request';
import { StepLog } from './step-log';
import { taskOf } from './task-of';

/** A run with less time than this is refused: nothing would come of it. */
export const LEAST_MS = 1_000;
/** First and longest pause between two looks at a run that somebody else is at. */
const LOOKS_MS = [20, 500] as const;

/** Ends a run for good; whatever else goes wrong, another try may do better. */
const FINAL = ['WORK_STOPPED', 'AGENT_ANSWER_INVALID', 'DEADLINE_EXCEEDED'] as const;

/**
 * Runs agents, all alike: validate, cache, near duplicates, recall, gather, floor, model, check, remember, record, announce. An agent has no other
 * way to a model, a page or a table than what it is given here, and none at all to act.
 */
export class AgentRunner {
  constructor(private readonly parts: RunnerParts) {}

  /**
   * Runs an agent once for each assignment: asked again, it goes on where it broke off, waits for whoever is at it, or gives the same outcome again.
   * @throws AppError AGENT_INPUT_INVALID, DEADLINE_EXCEEDED (with less than a second left), IDEMPOTENCY_KEY_REUSED: nothing was begun. AppError
   *   SERVICE_UNAVAILABLE and the like, FenceLostError, the reason of the request's signal: it can be asked for again.
   */
  async run(agent: AgentDescription, request: RunRequest, announcement: Announcement): Promise<RunOutcome> {
    const began = performance.now();
    return trace.getTracer('agent-kit').startActiveSpan('agent.run', async (span) => {
      span.setAttribute('agent.code', agent.code);
      try {
        const outcome = await this.answer(agent, request, announcement);
        const mode = outcome.outcome === 'completed' ? outcome.result.provenance.mode : 'none';
        const said = outcome.outcome === 'completed' ? 'completed' : outcome.failure.code;
        this.parts.metrics.ended(agent.code, mode, said, (performance.now() - began) / 1_000);
        span.setAttribute('agent.mode', mode);
        return outcome;
      } catch (error) {
        const said = AppError.is(error) ? error.code : isLost(error) ? 'LOST' : 'BROKEN_OFF';
        this.parts.metrics.ended(agent.code, 'none', said, (performance.now() - began) / 1_000);
        span.setAttribute('error.type', said);
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  }

  private async answer(agent: AgentDescription, request: RunRequest, announcement: Announcement): Promise<RunOutcome> {
    const { task } = taskOf(agent, request.input);
    if (leftMs(request) < LEAST_MS) throw tooLate(agent.code, request.deadlineAt);
    const { halts } = this.parts;
    const watch = halts.watch(request.workspaceId, agent.code);
    try {
      const [taken] = await Promise.all([this.take(request), watch.known]);
      if ('ended' in taken) return await this.again(taken.ended, request);
      return await this.perform(agent, request, task, taken.held, watch.signal, announcement);
    } finally {
      watch.release();
    }
  }

  /** Waits while somebody else is at it, up to the deadline. */
  private async take(request: RunRequest): Promise<{ held: HeldRun } | { ended: EndedRun }> {
    const { database, runs, owner, leaseMs } = this.parts;
    for (let pause: number = LOOKS_MS[0]; ; pause = Math.min(pause * 2, LOOKS_MS[1])) {
      request.signal.throwIfAborted();
      const taken = await database.withTenant(request.workspaceId, request.actor, (tx) =>
        runs.take(tx, request, owner, leaseMs),
      );
      if ('taken' in taken) return { held: taken.taken };
      if ('ended' in taken) return taken;
      const left = leftMs(request);
      if (left <= 0) throw tooLate(request.agentCode, request.deadlineAt);
      const waitMs = Math.min(Math.max(LOOKS_MS[0], Math.min(taken.heldForMs, pause)), left);
      await delay(waitMs, undefined, { signal: request.signal }).catch(() => undefined);
    }
  }

  private async perform(
    agent: AgentDescription,
    request: RunRequest,
    task: unknown,
    held: HeldRun,
    halted: AbortSignal,
    announcement: Announcement,
  ): Promise<RunOutcome> {
    const { parts } = this;
    const { database, runs, leaseMs } = parts;
    const lease = holdLease(leaseMs, () =>
      database.withTenant(request.workspaceId, request.actor, (tx) => runs.renew(tx, held, leaseMs)),
    );
    const stop = AbortSignal.any([request.signal, halted, lease.signal]);
    const run = new OpenRun(parts, agent, request, task, held, new StepLog(parts.metrics, held.steps), stop);
    try {
      stop.throwIfAborted();
      const answer = await answerOf(run);
      stop.throwIfAborted();
      return { outcome: 'completed', result: await this.complete(run, answer, announcement) };
    } catch (error) {
      if (isLost(error) || lease.signal.aborted) throw error;
      const failure = request.signal.aborted ? undefined : finalFailure(error);
      if (failure) return await this.fail(run, failure, announcement, error);
      await this.giveBack(run);
      throw error;
    } finally {
      lease.letGo();
    }
  }

  /** Everything that is true with the answer becomes true with one commit. */
  private async complete(run: OpenRun, answer: Answer, announcement: Announcement): Promise<RunResult> {
    const { parts, held, agent, task, evidence, costMicroUsd } = run;
    const { output, provenance, isOld } = answer;
    const result = { runId: run.id, output, provenance, evidence: answer.evidence, costMicroUsd };
    const remembered = isOld ? [] : [...(agent.memory?.remember?.(output, task, evidence) ?? [])];
    const ofAnswer = isOld || provenance.mode === 'floor' ? undefined : memoryOfAnswer(run, output);
    const by = { agentCode: agent.code, runId: run.id, tainted: provenance.tainted };
    await parts.database.withTenant(run.request.workspaceId, run.actor, async (tx) => {
      const progress = { steps: run.log.steps, checkpoint: {}, costMicroUsd };
      await parts.runs.complete(tx, held, { output, provenance, evidence: answer.evidence }, progress);
      const drafts = ofAnswer ? [...remembered, ofAnswer] : remembered;
      if (drafts.length > 0) await parts.memories.remember(tx, drafts, by);
      await announcement.completed(tx, result);
    });
    return result;
  }

  private async fail(
    run: OpenRun,
    failure: RunFailure,
    announcement: Announcement,
    cause: unknown,
  ): Promise<RunOutcome> {
    const { parts, held, costMicroUsd } = run;
    if (failure.code === 'AGENT_ANSWER_INVALID')
      parts.logger.error({ err: cause, agent: run.agent.code, run: run.id }, 'an agent has no valid answer');
    await parts.database.withTenant(run.request.workspaceId, run.actor, async (tx) => {
      const progress = { steps: run.log.steps, checkpoint: run.checkpoint, costMicroUsd };
      await parts.runs.fail(tx, held, failure, progress);
      await announcement.failed(tx, failure, costMicroUsd);
    });
    return { outcome: 'failed', runId: run.id, failure, costMicroUsd };
  }

  /** For another to take at once; where that is not possible, after the lease. */
  private async giveBack({ parts, request, held, actor }: OpenRun): Promise<void> {
    await parts.database
      .withTenant(request.workspaceId, actor, (tx) => parts.runs.giveBack(tx, held))
      .catch(() => undefined);
  }

  private async again(ended: EndedRun, request: RunRequest): Promise<RunOutcome> {
    const { runId, costMicroUsd } = ended;
    if (ended.state === 'failed') return { outcome: 'failed', runId, failure: ended.failure, costMicroUsd };
    const { output, provenance } = ended;
    const { workspaceId, actor } = request;
    const items = await this.parts.evidence.find({ workspaceId, actor }, provenance.evidenceIds);
    const evidence = citedEvidence(output, { items, lacking: [] });
    return { outcome: 'completed', result: { runId, output, provenance, evidence, costMicroUsd } };
  }
}

const leftMs = ({ deadlineAt }: RunRequest): number => deadlineAt.getTime() - Date.now();

function finalFailure(error: unknown): RunFailure | undefined {
  if (!AppError.is(error) || !FINAL.some((code) => code === error.code)) return undefined;
  return { code: error.code, message: error.message.slice(0, 2_000) || error.code };
}
