import {
  APPROVAL_STATES,
  APPROVAL_SUBJECTS,
  RISKS,
  type ApprovalState,
  type ApprovalSubject,
  type Risk,
} from '@raptor/contracts';
import { References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { CampaignEntity } from '../campaigns/campaign.entity';

/** States in which an approval counts or may come to count. */
export const LIVE_STATES = ['pending', 'approved'] as const;

/** A yes or no to one exact content; for other content of the same subject it says nothing. */
@Entity({ name: 'approvals' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'state', 'createdAt', 'id'])
@References(() => CampaignEntity, 'campaignId', { onDelete: 'CASCADE' })
@Index(['workspaceId', 'campaignId', 'createdAt', 'id'])
@Index('approvals_live_key', ['workspaceId', 'subjectType', 'subjectId', 'contentHash'], {
  unique: true,
  where: oneOf('state', LIVE_STATES),
})
@Check('approvals_subject_type_check', oneOf('subject_type', APPROVAL_SUBJECTS))
@Check('approvals_content_hash_check', `content_hash ~ '^[0-9a-f]{64}$'`)
@Check('approvals_risk_check', oneOf('risk', RISKS))
@Check('approvals_state_check', oneOf('state', APPROVAL_STATES))
@Check('approvals_requested_by_check', `requested_by ~ '^(user|api_key|agent|system):'`)
@Check('approvals_decided_by_check', `decided_by ~ '^(user|api_key|agent|system):'`)
@Check(
  'approvals_decision_check',
  `(decided_by IS NULL) = (decided_at IS NULL)
     AND (state = 'voided' OR (state IN ('approved', 'rejected')) = (decided_at IS NOT NULL))`,
)
export class ApprovalEntity extends TenantRow {
  @Column('text') subjectType!: ApprovalSubject;
  /** The asset, or what an agent would like to do, may be another service's. */
  @Column('uuid') subjectId!: string;
  /** On whose timeline it stands. */
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  @Column('text') contentHash!: string;
  @Column('text') risk!: Risk;
  @Column('text', { default: 'pending' }) state!: ApprovalState;
  @Column('text') requestedBy!: string;
  /** The one person who should decide; null: whoever may. */
  @Column('uuid', { nullable: true }) assignedTo!: string | null;
  @Column('timestamptz', { nullable: true }) escalatedAt!: Date | null;
  /** `user:<id>`, or `system:policy` where the workspace lets a policy decide. */
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  /** Until when it may be decided; one that was given holds until its content changes. */
  @Column('timestamptz') expiresAt!: Date;
  @Column('text', { nullable: true }) note!: string | null;
}
