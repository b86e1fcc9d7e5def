import type { Transaction } from '@raptor/persistence';
import { validate as isUuid } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '@raptor/raptor-bus';
import type { AgentDescription } from '../define-agent';
import { NO_EVIDENCE, type Evidence } from '../evidence/evidence';
import type { MemoryEvidence } from '../evidence/evidence';
import type { KeptAnswer, Payer } from '../models/model';
import type { HeldRun } from '../runs/agent-runs.repository';
import type { Checkpoint } from '../runs/checkpoint';
import { questionOf, type QuestionOfRun } from './question';
import type { RunnerParts } from './run-ports';
import type { RunRequest } from './run-request';
import type { StepLog } from './step-log';

/** Of the time that is left, what is kept for floor and record, in milliseconds. */
const TO_FINISH_MS = 500;

/** What a run knows while it is at work. Steps add to it, one after the other. */
export class OpenRun {
  evidence: Evidence = NO_EVIDENCE;
  contextUnavailable = false;
  /** Answers of the same agent to nearly the same question. */
  earlier: readonly MemoryEvidence[] = [];
  checkpoint: Checkpoint;
  /** Micro-USD: all that was paid, in this attempt and before. */
  costMicroUsd: number;
  readonly question: QuestionOfRun;
  /** After it nothing is read nor asked: what is there becomes the answer. */
  readonly workUntil: Date;
  /** Fires at `workUntil`, and with `stop`. */
  readonly working: AbortSignal;

  constructor(
    readonly parts: RunnerParts,
    readonly agent: AgentDescription,
    readonly request: RunRequest,
    /** The input after its schema. */
    readonly task: z.output<z.ZodType>,
    readonly held: HeldRun,
    readonly log: StepLog,
    /** Fires when the run is to end without an answer. */
    readonly stop: AbortSignal,
  ) {
    this.checkpoint = held.checkpoint;
    this.costMicroUsd = costOf(held.checkpoint.answers ?? []);
    this.question = questionOf(agent, task, parts.version);
    const leftMs = request.deadlineAt.getTime() - Date.now();
    const workMs = Math.max(0, Math.floor(leftMs - Math.min(TO_FINISH_MS, leftMs / 4)));
    this.workUntil = new Date(Date.now() + workMs);
    this.working = AbortSignal.any([stop, AbortSignal.timeout(Math.min(workMs, LONGEST_TIMER_MS))]);
  }

  get id(): string {
    return this.held.id;
  }

  get actor(): Actor {
    return { type: 'agent', id: this.agent.code };
  }

  get scope(): { readonly workspaceId: string; readonly actor: Actor } {
    return { workspaceId: this.request.workspaceId, actor: this.actor };
  }

  get payer(): Payer {
    const { workspaceId, assignmentId, campaignId, subject, actor } = this.request;
    return {
      workspaceId,
      agentCode: this.agent.code,
      runId: this.id,
      // What is invoked by hand is no assignment of the council's.
      ...(subject.type !== 'invoke' && { assignmentId }),
      ...(campaignId && { campaignId }),
      ...(actor.type === 'user' && isUuid(actor.id) && { userId: actor.id }),
    };
  }

  /** Stores how far it got. @throws FenceLostError when somebody else has the run by now. */
  async save(checkpoint: Checkpoint): Promise<void> {
    await this.parts.database.withTenant(this.request.workspaceId, this.actor, (tx) => this.saveIn(tx, checkpoint));
  }

  /** {@link save} with whatever else becomes true in a transaction. */
  async saveIn(tx: Transaction, checkpoint: Checkpoint): Promise<void> {
    this.checkpoint = checkpoint;
    const { runs, leaseMs } = this.parts;
    await runs.save(tx, this.held, { steps: this.log.steps, checkpoint, costMicroUsd: this.costMicroUsd }, leaseMs);
  }
}

/** Node's timers count in 31 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const costOf = (answers: readonly KeptAnswer[]): number =>
  answers.reduce((sum, { attempt }) => sum + attempt.costMicroUsd, 0);
