import { Injectable } from '@nestjs/common';
import type { CitedEvidence, RunState } from '@raptor/contracts';
import { workspaceOf, type Transaction } from '@raptor/persistence';
import { assignmentIdOf, type SagaState } from './saga-state';
import type { ApprovalFacts, Result } from './view';

interface Row {
  readonly id: string;
  readonly agentCode: string;
  readonly state: RunState;
  readonly degradedBy: string | null;
  readonly failure: Result['failure'];
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly cited: readonly CitedEvidence[] | null;
}

const LIGHT = `SELECT id, agent_code AS "agentCode", state, provenance ->> 'degradedBy' AS "degradedBy", failure`;
const FROM = `FROM council.agent_assignments WHERE workspace_id = $1 AND subject_type = 'campaign' AND subject_id = $2`;

/** What the saga looks at: what has become of the assignments of a campaign, and of the approvals that were asked for. */
@Injectable()
export class SagaViewRepository {
  /** By ref. Without outputs, as long as something of the step is open: nobody reads them before. */
  async results(tx: Transaction, campaignId: string, state: SagaState): Promise<Map<string, Result>> {
    const values = [workspaceOf(tx), campaignId];
    const light = await tx.query<Row[]>(`${LIGHT} ${FROM}`, values);
    const byId = new Map(light.map((row) => [row.id, row]));
    const isOver = state.refs.every((ref) => {
      const row = byId.get(assignmentIdOf(campaignId, state, ref));
      return row !== undefined && row.state !== 'requested' && row.state !== 'running';
    });
    const whole = isOver
      ? await tx.query<Row[]>(`${LIGHT}, output, provenance -> 'cited' AS cited ${FROM} AND output IS NOT NULL`, values)
      : [];
    for (const row of whole) byId.set(row.id, row);
    return new Map(
      state.known.flatMap((ref) => {
        const row = byId.get(assignmentIdOf(campaignId, state, ref));
        return row ? [[ref, { ...row, output: row.output ?? null, cited: row.cited ?? [] }] as const] : [];
      }),
    );
  }

  /** The newest approval of each asset. */
  approvals(tx: Transaction, campaignId: string): Promise<ApprovalFacts[]> {
    return tx.query<ApprovalFacts[]>(
      `SELECT DISTINCT ON (subject_id) subject_id AS "subjectId", content_hash AS "contentHash", state, decided_by AS "decidedBy"
       FROM council.approvals WHERE workspace_id = $1 AND campaign_id = $2 AND subject_type = 'asset'
       ORDER BY subject_id, created_at DESC, id DESC`,
      [workspaceOf(tx), campaignId],
    );
  }

  /** An assignment as it was given, to be given once more. */
  async given(
    tx: Transaction,
    id: string,
  ): Promise<
    { agentCode: string; commandedBy: string; input: Record<string, unknown>; asset: object | null } | undefined
  > {
    const [row] = await tx.query<
      { agentCode: string; commandedBy: string; input: Record<string, unknown>; asset: object | null }[]
    >(
      `SELECT agent_code AS "agentCode", commanded_by AS "commandedBy", input, asset FROM council.agent_assignments
       WHERE workspace_id = $1 AND id = $2`,
      [workspaceOf(tx), id],
    );
    return row;
  }
}
