import { QUEST_STATUSES, type QuestStatus } from '@raptor/contracts';
import { References, VersionedTenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { CampaignEntity } from '../campaigns/campaign.entity';

export interface Chapter {
  /** 1 comes first. */
  readonly number: number;
  readonly name: string;
  /** Names of its moves. */
  readonly moves: readonly string[];
  readonly successCriteria: readonly string[];
  readonly xpReward: number;
}

export interface QuestRisk {
  readonly risk: string;
  /** 0 to 1. */
  readonly likelihood: number;
  readonly answer: string;
}

/** A plan for a campaign. Several may have been proposed; at most one is followed. */
@Entity({ name: 'campaign_quests' })
@References(() => CampaignEntity, 'campaignId', { onDelete: 'CASCADE' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'campaignId', 'createdAt', 'id'])
@Index('campaign_quests_active_key', ['workspaceId', 'campaignId'], { unique: true, where: `status = 'active'` })
@Check('campaign_quests_title_check', `title <> ''`)
@Check('campaign_quests_chapters_check', `jsonb_typeof(chapters) = 'array'`)
@Check('campaign_quests_estimated_conversion_rate_check', 'estimated_conversion_rate BETWEEN 0 AND 1')
@Check('campaign_quests_estimated_roi_check', `estimated_roi >= -1 AND estimated_roi < 'Infinity'`)
@Check('campaign_quests_confidence_check', 'confidence BETWEEN 0 AND 1')
@Check('campaign_quests_total_xp_check', 'total_xp >= 0')
@Check('campaign_quests_status_check', oneOf('status', QUEST_STATUSES))
export class CampaignQuestEntity extends VersionedTenantRow {
  @Column('uuid') campaignId!: string;
  @Column('text') title!: string;
  @Column('jsonb', { default: [] }) chapters!: Chapter[];
  @Column('double precision', { nullable: true }) estimatedConversionRate!: number | null;
  /** Gain over cost: 0 is money back, -1 is all of it lost. */
  @Column('double precision', { nullable: true }) estimatedRoi!: number | null;
  @Column('double precision', { default: 0 }) confidence!: number;
  @Column('jsonb', { default: [] }) risks!: QuestRisk[];
  @Column('integer', { default: 0 }) totalXp!: number;
  @Column('text', { default: 'proposed' }) status!: QuestStatus;
}
