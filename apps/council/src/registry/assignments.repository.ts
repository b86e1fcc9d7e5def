import { Injectable } from '@nestjs/common';
import { OPEN_RUN_STATES } from '@raptor/contracts';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { In, type FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import {
  AgentAssignmentEntity,
  type AssignmentFailure,
  type AssignmentSubject,
  type Review,
} from './agent-assignment.entity';

export interface SubjectOfWork {
  readonly subjectType: AssignmentSubject;
  readonly subjectId: string;
}

/** An assignment as its holder knows it: under a later epoch it is somebody else's. */
export interface HeldAssignment {
  readonly id: string;
  readonly epoch: number;
}

type Outcome = Pick<AgentAssignmentEntity, 'output' | 'provenance' | 'costMicroUsd'>;
type Fields = QueryDeepPartialEntity<AgentAssignmentEntity>;

const LET_GO = { owner: null, leaseUntil: null };

/** Every write of a holder's answers whether it still was the holder; if not, nothing has changed. */
@Injectable()
export class AssignmentsRepository extends TenantRepository<AgentAssignmentEntity> {
  constructor() {
    super(AgentAssignmentEntity);
  }

  /** All of a subject, in the order in which they were asked for. */
  ofSubject(tx: Transaction, subject: SubjectOfWork): Promise<AgentAssignmentEntity[]> {
    return tx.find(AgentAssignmentEntity, {
      where: this.where(tx, subject),
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  /** Those of a subject that nobody has taken and that wait for nothing any more. */
  async ready(tx: Transaction, { subjectType, subjectId }: SubjectOfWork): Promise<AgentAssignmentEntity[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT a.id FROM council.agent_assignments AS a
       WHERE a.workspace_id = $1 AND a.subject_type = $2 AND a.subject_id = $3 AND a.state = 'requested'
         AND NOT EXISTS (
           SELECT FROM unnest(a.after) AS needed(id)
           LEFT JOIN council.agent_assignments AS earlier ON earlier.workspace_id = $1 AND earlier.id = needed.id
           WHERE earlier.state IS DISTINCT FROM 'completed')`,
      [workspaceOf(tx), subjectType, subjectId],
    );
    return tx.findBy(AgentAssignmentEntity, this.where(tx, { id: In(rows.map(({ id }) => id)) }));
  }

  /** Of one kind of subject, or of all. */
  countOpen(tx: Transaction, subjectType?: AssignmentSubject): Promise<number> {
    const like = { state: In(OPEN_RUN_STATES), ...(subjectType && { subjectType }) };
    return tx.countBy(AgentAssignmentEntity, this.where(tx, like));
  }

  /**
   * Takes what nobody has, or whose holder has not been heard of within its lease; by the clock of the database.
   * @returns with the new epoch and attempt, or null when it is held, ended or past its deadline.
   */
  async take(
    tx: Transaction,
    id: string,
    owner: string,
    leaseMs: number,
  ): Promise<(HeldAssignment & { attempt: number }) | null> {
    const [[taken]] = await tx.query<[{ id: string; epoch: number; attempt: number }[], number]>(
      `UPDATE council.agent_assignments
       SET state = 'running', epoch = epoch + 1, attempt = attempt + 1, owner = $3,
           lease_until = now() + $4 * interval '1 millisecond', started_at = coalesce(started_at, now()), updated_at = now()
       WHERE workspace_id = $1 AND id = $2 AND deadline_at > now()
         AND (state = 'requested' OR (state = 'running' AND lease_until <= now()))
       RETURNING id, epoch, attempt`,
      [workspaceOf(tx), id, owner, leaseMs],
    );
    return taken ?? null;
  }

  renew(tx: Transaction, held: HeldAssignment, leaseMs: number): Promise<boolean> {
    return this.write(tx, held, { leaseUntil: () => `now() + ${Number(leaseMs)} * interval '1 millisecond'` });
  }

  /** For another to take at once. */
  giveBack(tx: Transaction, held: HeldAssignment): Promise<boolean> {
    return this.write(tx, held, { ...LET_GO, state: 'requested' });
  }

  complete(tx: Transaction, held: HeldAssignment, outcome: Outcome): Promise<boolean> {
    return this.write(tx, held, { ...LET_GO, ...(outcome as Fields), state: 'completed', finishedAt: () => 'now()' });
  }

  fail(
    tx: Transaction,
    held: HeldAssignment,
    failure: AssignmentFailure,
    state: 'failed' | 'dead_lettered' = 'failed',
  ): Promise<boolean> {
    return this.write(tx, held, { ...LET_GO, state, failure, finishedAt: () => 'now()' });
  }

  /** @returns the ids of those that had not ended; what their holders still write changes nothing. */
  async cancelOpen(tx: Transaction, like: FindOptionsWhere<AgentAssignmentEntity>): Promise<string[]> {
    const { raw } = await tx
      .createQueryBuilder()
      .update(AgentAssignmentEntity)
      .set({ ...LET_GO, state: 'cancelled', epoch: () => 'epoch + 1', finishedAt: () => 'now()' })
      .where({ ...this.where(tx, like), state: In(OPEN_RUN_STATES) })
      .returning('id')
      .execute();
    return (raw as { id: string }[]).map(({ id }) => id);
  }

  /** @returns false when there is nothing to review: it has not completed. */
  async review(tx: Transaction, id: string, review: Exclude<Review, 'unreviewed'>): Promise<boolean> {
    const { affected } = await tx.update(AgentAssignmentEntity, this.where(tx, { id, state: 'completed' }), { review });
    return affected === 1;
  }

  private async write(tx: Transaction, { id, epoch }: HeldAssignment, set: Fields): Promise<boolean> {
    const { affected } = await tx.update(AgentAssignmentEntity, this.where(tx, { id, epoch, state: 'running' }), set);
    return affected === 1;
  }
}
