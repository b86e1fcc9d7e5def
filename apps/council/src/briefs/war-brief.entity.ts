import { BRIEF_TYPES, type BriefType } from '@raptor/contracts';
import { EXACT_INTEGER, References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { CampaignEntity } from '../campaigns/campaign.entity';

/** What research found, as a document that is never changed: what is found later is another brief. */
@Entity({ name: 'war_briefs' })
@References(() => CampaignEntity, 'campaignId', { onDelete: 'CASCADE' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'briefType', 'createdAt', 'id'])
@Index(['workspaceId', 'campaignId', 'createdAt', 'id'])
@Check('war_briefs_brief_type_check', oneOf('brief_type', BRIEF_TYPES))
@Check('war_briefs_campaign_check', `brief_type <> 'campaign' OR campaign_id IS NOT NULL`)
@Check('war_briefs_confidence_check', 'confidence BETWEEN 0 AND 1')
@Check('war_briefs_content_hash_check', `content_hash ~ '^[0-9a-f]{64}$'`)
@Check('war_briefs_cost_micro_usd_check', 'cost_micro_usd >= 0')
export class WarBriefEntity extends TenantRow {
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  @Column('text') briefType!: BriefType;
  @Column('jsonb') content!: Record<string, unknown>;
  @Column('text', { default: '' }) executiveSummary!: string;
  /** Evidence ids. */
  @Column('text', { array: true, default: [] }) researchSources!: string[];
  @Column('double precision', { default: 0 }) confidence!: number;
  /** Of the canonical statements and what they rest on: equal for equal findings, whenever they were made. */
  @Column('text') contentHash!: string;
  @Column('timestamptz', { nullable: true }) validUntil!: Date | null;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) costMicroUsd!: number;
}
