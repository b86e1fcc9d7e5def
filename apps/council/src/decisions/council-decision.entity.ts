import { DECISION_KINDS, type DecisionKind } from '@raptor/contracts';
import { References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { CampaignEntity } from '../campaigns/campaign.entity';

/** What a Lord decided about something, why, and who thought otherwise. Never changed. */
@Entity({ name: 'council_decisions' })
@References(() => CampaignEntity, 'campaignId', { onDelete: 'CASCADE' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'campaignId', 'createdAt', 'id'])
@Index('council_decisions_subject_idx', ['workspaceId', 'subjectType', 'subjectId', 'createdAt', 'id'])
@Check('council_decisions_lord_check', `lord ~ '^LORD-[0-9]{3}$'`)
@Check('council_decisions_kind_check', oneOf('kind', DECISION_KINDS))
@Check('council_decisions_subject_type_check', `subject_type <> ''`)
@Check('council_decisions_decision_check', `decision <> ''`)
export class CouncilDecisionEntity extends TenantRow {
  @Column('text') lord!: string;
  @Column('text') kind!: DecisionKind;
  /** `campaign`, `assignment`, `asset` and so on; the rows may be another service's. */
  @Column('text') subjectType!: string;
  @Column('uuid') subjectId!: string;
  /** On whose timeline it stands. */
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  /** In a word: `accepted`, `returned`, `research first`. */
  @Column('text') decision!: string;
  /** All of it, where a word does not say it: a plan, a split. */
  @Column('jsonb', { default: {} }) detail!: Record<string, unknown>;
  @Column('text', { default: '' }) reasoning!: string;
  @Column('text', { nullable: true }) dissent!: string | null;
  @Column('text', { array: true, default: [] }) evidenceIds!: string[];
}
