import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { AgentTrustScoreEntity } from './agent-trust-score.entity';

@Injectable()
export class TrustScoresRepository extends TenantRepository<AgentTrustScoreEntity> {
  constructor() {
    super(AgentTrustScoreEntity);
  }

  ofAgent(tx: Transaction, agentCode: string): Promise<AgentTrustScoreEntity | null> {
    return tx.findOneBy(AgentTrustScoreEntity, this.where(tx, { agentCode }));
  }

  /** Counts one decision about the agent's work. */
  async count(tx: Transaction, agentCode: string, decision: 'approved' | 'rejected'): Promise<void> {
    await tx.query(
      `INSERT INTO council.agent_trust_scores AS score (workspace_id, id, agent_code, approvals, rejections)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (workspace_id, agent_code) DO UPDATE
       SET approvals = score.approvals + excluded.approvals, rejections = score.rejections + excluded.rejections,
           updated_at = now()`,
      [workspaceOf(tx), uuidv7(), agentCode, decision === 'approved' ? 1 : 0, decision === 'rejected' ? 1 : 0],
    );
  }
}
