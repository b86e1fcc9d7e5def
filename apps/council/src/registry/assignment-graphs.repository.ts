import type { AssetWork } from '@raptor/contracts';
import { Injectable } from '@nestjs/common';
import { workspaceOf, type Transaction } from '@raptor/persistence';
import {
  AgentAssignmentEntity,
  type AssignmentFailure,
  type AssignmentProvenance,
  type AssignmentState,
} from './agent-assignment.entity';
import type { SubjectOfWork } from './assignments.repository';

/** An assignment as far as it matters to the others of its subject. */
export interface AssignmentInGraph {
  readonly id: string;
  readonly agentCode: string;
  readonly state: AssignmentState;
  readonly after: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
  readonly asset: AssetWork | null;
  readonly commandedBy: string;
  readonly deadlineAt: Date;
}

/** What becomes of an assignment. */
export type Ended =
  | {
      readonly state: 'completed';
      readonly output: Readonly<Record<string, unknown>>;
      readonly provenance: AssignmentProvenance;
      readonly costMicroUsd: number;
    }
  | { readonly state: 'failed'; readonly failure: AssignmentFailure; readonly costMicroUsd: number }
  | { readonly state: 'cancelled' };

/** The queries for what waits for what. Everybody who changes a graph locks it first, so that nobody misses what another has just ended. */
@Injectable()
export class AssignmentGraphsRepository {
  /** All of a subject, locked until the transaction ends. */
  lock(tx: Transaction, { subjectType, subjectId }: SubjectOfWork): Promise<AssignmentInGraph[]> {
    return tx.query<AssignmentInGraph[]>(
      `SELECT id, agent_code AS "agentCode", state, after, input, asset, commanded_by AS "commandedBy", deadline_at AS "deadlineAt"
       FROM council.agent_assignments WHERE workspace_id = $1 AND subject_type = $2 AND subject_id = $3
       ORDER BY id FOR UPDATE`,
      [workspaceOf(tx), subjectType, subjectId],
    );
  }

  /** Whose it is. */
  async subjectOf(tx: Transaction, id: string): Promise<SubjectOfWork | null> {
    return tx.findOne(AgentAssignmentEntity, {
      select: { subjectType: true, subjectId: true },
      where: { workspaceId: workspaceOf(tx), id },
    });
  }

  /** Hands it to a guild until its deadline. */
  async dispatch(tx: Transaction, id: string, guild: string): Promise<void> {
    await tx.query(
      `UPDATE council.agent_assignments
       SET state = 'running', owner = $3, lease_until = deadline_at, epoch = epoch + 1, attempt = attempt + 1, started_at = now(),
           updated_at = now()
       WHERE workspace_id = $1 AND id = $2 AND state = 'requested'`,
      [workspaceOf(tx), id, guild],
    );
  }

  /** Writes down what came of it. Nothing happens to one that has ended: who is first is right. */
  async end(tx: Transaction, id: string, ended: Ended): Promise<void> {
    const output = ended.state === 'completed' ? ended : undefined;
    const failure = ended.state === 'failed' ? ended.failure : undefined;
    await tx.query(
      `UPDATE council.agent_assignments
       SET state = $3, output = $4::jsonb, provenance = $5::jsonb, failure = $6::jsonb, cost_micro_usd = $7, owner = NULL,
           lease_until = NULL, epoch = epoch + 1, finished_at = now(), updated_at = now()
       WHERE workspace_id = $1 AND id = $2 AND state IN ('requested', 'running')`,
      [
        workspaceOf(tx),
        id,
        ended.state,
        json(output?.output),
        json(output?.provenance),
        json(failure),
        ended.state === 'cancelled' ? 0 : ended.costMicroUsd,
      ],
    );
  }

  async outputsOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, unknown>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.query<{ id: string; output: unknown }[]>(
      `SELECT id, output FROM council.agent_assignments WHERE workspace_id = $1 AND id = ANY($2) AND output IS NOT NULL`,
      [workspaceOf(tx), [...ids]],
    );
    return new Map(rows.map(({ id, output }) => [id, output]));
  }
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
