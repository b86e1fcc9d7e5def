import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Unique } from 'typeorm';
import { isAgentCodeIn } from './agent-code';

/** How far an agent's word goes in a workspace, and what that rests on. */
@Entity({ name: 'agent_trust_scores' })
@Unique(['workspaceId', 'agentCode'])
@Check('agent_trust_scores_agent_code_check', isAgentCodeIn('agent_code'))
@Check('agent_trust_scores_trust_check', 'trust BETWEEN 0 AND 1')
@Check('agent_trust_scores_accuracy_check', 'accuracy BETWEEN 0 AND 1')
@Check('agent_trust_scores_timeliness_check', 'timeliness BETWEEN 0 AND 1')
@Check('agent_trust_scores_approvals_check', 'approvals >= 0')
@Check('agent_trust_scores_rejections_check', 'rejections >= 0')
@Check('agent_trust_scores_brier_check', 'brier BETWEEN 0 AND 1')
export class AgentTrustScoreEntity extends TenantRow {
  @Column('text') agentCode!: string;
  @Column('double precision', { default: () => '0.5' }) trust!: number;
  @Column('double precision', { nullable: true }) accuracy!: number | null;
  @Column('double precision', { nullable: true }) timeliness!: number | null;
  @Column('integer', { default: 0 }) approvals!: number;
  @Column('integer', { default: 0 }) rejections!: number;
  /** Of its forecasts: 0 is always right, 1 always wrong. */
  @Column('double precision', { nullable: true }) brier!: number | null;
}
