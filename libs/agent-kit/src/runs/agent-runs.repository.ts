import type { CitedEvidence, Provenance } from '@raptor/contracts';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { fenced } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import type { RunRequest } from '../run/run-request';
import { anotherRequest } from '../run/run.errors';
import { AgentRunEntity, type RunFailure, type RunStep } from './agent-run.entity';
import type { Checkpoint } from './checkpoint';
import { LAZY } from './lazy-commit';

/** A run as its holder knows it: under a later epoch it is somebody else's. */
export interface HeldRun {
  readonly id: string;
  readonly epoch: number;
  /** 1 for the first who took it. */
  readonly attempt: number;
  readonly steps: readonly RunStep[];
  readonly checkpoint: Checkpoint;
}

export interface CompletedRun {
  readonly output: Readonly<Record<string, unknown>>;
  readonly provenance: Provenance;
  readonly evidence: readonly CitedEvidence[];
}

export type TakenRun =
  | { readonly taken: HeldRun }
  /** Somebody else is at it, for at least so long unless they renew it. */
  | { readonly heldForMs: number }
  | { readonly ended: EndedRun };

export type EndedRun = { readonly runId: string; readonly costMicroUsd: number } & (
  | { readonly state: 'completed'; readonly output: Record<string, unknown>; readonly provenance: Provenance }
  | { readonly state: 'failed'; readonly failure: RunFailure }
);

type Progress = Partial<Pick<HeldRun, 'steps' | 'checkpoint'>> & { readonly costMicroUsd?: number };

interface TakenRow {
  readonly id: string;
  readonly epoch: number;
  readonly attempt: number;
  readonly steps: RunStep[];
  readonly checkpoint: Checkpoint;
}

interface FoundRow {
  readonly id: string;
  readonly state: 'running' | 'completed' | 'failed';
  readonly output: Record<string, unknown> | null;
  readonly provenance: Provenance | null;
  readonly failure: RunFailure | null;
  readonly cost: string;
  readonly left: number | null;
  readonly is_same: boolean;
}

/**
 * Runs of a guild: one for each assignment, done by one process at a time. Every write of a holder throws FenceLostError when another process
 * has taken the run since; then nothing has changed.
 */
export class AgentRunsRepository extends TenantRepository<AgentRunEntity> {
  constructor() {
    super(AgentRunEntity);
  }

  /**
   * Takes the run of an assignment, begun now or left by whoever had it; by the clock of the database. Of several takers one gets it.
   * @throws AppError IDEMPOTENCY_KEY_REUSED when the assignment is known with another agent or input, RESOURCE_NOT_FOUND when the workspace was
   *   deleted.
   */
  async take(tx: Transaction, request: RunRequest, owner: string, leaseMs: number): Promise<TakenRun> {
    const { table, lives } = this.in(tx);
    const input = JSON.stringify(request.input);
    const [taken] = await tx.query<TakenRow[]>(
      `INSERT INTO ${table} AS run (workspace_id, id, assignment_id, agent_code, subject_type, subject_id, campaign_id, requested_by,
         input, deadline_at, owner, epoch, attempt, lease_until)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, 1, 1, clock_timestamp() + $12::bigint * interval '1 millisecond'
       WHERE NOT EXISTS (SELECT FROM ${lives} WHERE workspace_id = $1 AND deleted_at IS NOT NULL)
       ON CONFLICT (workspace_id, assignment_id) DO UPDATE
         SET owner = excluded.owner, epoch = run.epoch + 1, attempt = run.attempt + 1, lease_until = excluded.lease_until,
             deadline_at = excluded.deadline_at, updated_at = now()
         WHERE run.state = 'running' AND run.agent_code = excluded.agent_code AND run.input = excluded.input
           AND (run.lease_until IS NULL OR run.lease_until <= clock_timestamp())
       RETURNING id, epoch, attempt, steps, checkpoint, ${LAZY}`,
      [...this.columnsOf(tx, request, input), owner, leaseMs],
    );
    if (!taken) return this.found(tx, request.assignmentId, request.agentCode, input);
    const { id, epoch, attempt, steps, checkpoint } = taken;
    return { taken: { id, epoch, attempt, steps, checkpoint } };
  }

  /**
   * Writes down that an assignment cannot be done at all, or that there is no time to go on with one whose holder is gone.
   * @returns what it has cost, in micro-USD; undefined where its run is somebody's or has ended, and for a workspace that was deleted.
   */
  async noteRefused(tx: Transaction, request: RunRequest, failure: RunFailure): Promise<number | undefined> {
    const { table, lives } = this.in(tx);
    const [noted] = await tx.query<{ cost: string }[]>(
      `INSERT INTO ${table} AS run (workspace_id, id, assignment_id, agent_code, subject_type, subject_id, campaign_id, requested_by, input,
         deadline_at, state, failure, finished_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, 'failed', $11::jsonb, now()
       WHERE NOT EXISTS (SELECT FROM ${lives} WHERE workspace_id = $1 AND deleted_at IS NOT NULL)
       ON CONFLICT (workspace_id, assignment_id) DO UPDATE
         SET state = 'failed', failure = excluded.failure, finished_at = now(), owner = NULL, lease_until = NULL,
             epoch = run.epoch + 1, updated_at = now()
         WHERE run.state = 'running' AND run.agent_code = excluded.agent_code AND run.input = excluded.input
           AND (run.lease_until IS NULL OR run.lease_until <= clock_timestamp())
       RETURNING cost_micro_usd AS cost`,
      [...this.columnsOf(tx, request, JSON.stringify(request.input)), JSON.stringify(failure)],
    );
    return noted && Number(noted.cost);
  }

  /** By its own id, or by that of its assignment. */
  known(tx: Transaction, id: string): Promise<AgentRunEntity | null> {
    return tx.findOneBy(AgentRunEntity, [this.where(tx, { id }), this.where(tx, { assignmentId: id })]);
  }

  /** Stores how far a run is, and holds it for another lease. */
  save(tx: Transaction, held: HeldRun, { steps, checkpoint, costMicroUsd }: Progress, leaseMs: number): Promise<void> {
    return this.write(
      tx,
      held,
      `steps = coalesce($4::jsonb, steps), checkpoint = coalesce($5::jsonb, checkpoint), cost_micro_usd = coalesce($6, cost_micro_usd),
       lease_until = clock_timestamp() + $7::bigint * interval '1 millisecond'`,
      [json(steps), json(checkpoint), costMicroUsd ?? null, leaseMs],
    );
  }

  async renew(tx: Transaction, held: HeldRun, leaseMs: number): Promise<void> {
    await this.save(tx, held, {}, leaseMs);
  }

  /** For others to take at once. Nothing happens if they have already. */
  async giveBack(tx: Transaction, { id, epoch }: HeldRun): Promise<void> {
    await tx.update(
      AgentRunEntity,
      this.where(tx, { id, epoch, state: 'running' }) as object,
      { owner: null, leaseUntil: null } as object,
    );
  }

  complete(
    tx: Transaction,
    held: HeldRun,
    { output, provenance }: CompletedRun,
    progress: Required<Progress>,
  ): Promise<void> {
    return this.write(
      tx,
      held,
      `state = 'completed', output = $4::jsonb, provenance = $5::jsonb, evidence_ids = $6::text[], steps = $7::jsonb,
       checkpoint = $8::jsonb, cost_micro_usd = $9, owner = NULL, lease_until = NULL, finished_at = now()`,
      [
        json(output),
        json(provenance),
        provenance.evidenceIds,
        json(progress.steps),
        json(progress.checkpoint),
        progress.costMicroUsd,
      ],
    );
  }

  fail(tx: Transaction, held: HeldRun, failure: RunFailure, progress: Required<Progress>): Promise<void> {
    return this.write(
      tx,
      held,
      `state = 'failed', failure = $4::jsonb, steps = $5::jsonb, checkpoint = $6::jsonb, cost_micro_usd = $7, owner = NULL,
       lease_until = NULL, finished_at = now()`,
      [json(failure), json(progress.steps), json(progress.checkpoint), progress.costMicroUsd],
    );
  }

  private async found(tx: Transaction, assignmentId: string, agentCode: string, input: string): Promise<TakenRun> {
    const { table } = this.in(tx);
    const [row] = await tx.query<FoundRow[]>(
      `SELECT id, state, output, provenance, failure, cost_micro_usd AS cost, agent_code = $3 AND input = $4::jsonb AS is_same,
         (extract(epoch FROM lease_until - clock_timestamp()) * 1000)::int AS left
       FROM ${table} WHERE workspace_id = $1 AND assignment_id = $2`,
      [workspaceOf(tx), assignmentId, agentCode, input],
    );
    if (!row) throw new AppError('RESOURCE_NOT_FOUND', 'The workspace was deleted: nothing is run in it any more');
    if (!row.is_same) throw anotherRequest(assignmentId);
    const ended = { runId: row.id, costMicroUsd: Number(row.cost) };
    if (row.state === 'completed' && row.output && row.provenance)
      return { ended: { ...ended, state: 'completed', output: row.output, provenance: row.provenance } };
    if (row.state === 'failed' && row.failure) return { ended: { ...ended, state: 'failed', failure: row.failure } };
    return { heldForMs: Math.max(0, row.left ?? 0) };
  }

  /** @param set assignments of columns, with parameters from $4 on. */
  private async write(tx: Transaction, { id, epoch }: HeldRun, set: string, values: readonly unknown[]): Promise<void> {
    const { table } = this.in(tx);
    const written = await tx.query<unknown[]>(
      `WITH written AS (
         UPDATE ${table} SET ${set}, updated_at = now()
         WHERE workspace_id = $1 AND id = $2 AND epoch = $3 AND state = 'running' RETURNING 1
       ) SELECT 1 FROM written`,
      [workspaceOf(tx), id, epoch, ...values],
    );
    fenced(written, `run ${id}`);
  }

  private in(tx: Transaction): { table: string; lives: string } {
    const { tablePath, schema } = tx.connection.getMetadata(AgentRunEntity);
    return { table: tablePath, lives: `${schema}.workspace_lives` };
  }

  private columnsOf(tx: Transaction, request: RunRequest, input: string): unknown[] {
    const { assignmentId, agentCode, subject, campaignId, actor, deadlineAt } = request;
    const by = `${actor.type}:${actor.id}`;
    const subjectColumns = [subject.type, subject.id, campaignId ?? null];
    return [workspaceOf(tx), uuidv7(), assignmentId, agentCode, ...subjectColumns, by, input, deadlineAt];
  }
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
