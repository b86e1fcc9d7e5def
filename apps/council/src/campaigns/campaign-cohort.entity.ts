import { EXACT_INTEGER, References, TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { CohortEntity } from '../cohorts/cohort.entity';
import { CampaignEntity } from './campaign.entity';

/** One of the cohorts that a campaign speaks to. */
@Entity({ name: 'campaign_cohorts' })
@References(() => CampaignEntity, 'campaignId', { onDelete: 'CASCADE' })
@References(() => CohortEntity, 'cohortId')
@Unique(['workspaceId', 'campaignId', 'cohortId'])
@Index(['workspaceId', 'cohortId'])
@Check('campaign_cohorts_priority_rank_check', 'priority_rank >= 1')
@Check('campaign_cohorts_allocation_percentage_check', 'allocation_percentage > 0 AND allocation_percentage <= 100')
@Check('campaign_cohorts_estimated_reach_check', 'estimated_reach >= 0')
@Check('campaign_cohorts_conversion_rate_check', 'conversion_rate BETWEEN 0 AND 1')
export class CampaignCohortEntity extends TenantRow {
  @Column('uuid') campaignId!: string;
  @Column('uuid') cohortId!: string;
  /** 1 comes first. */
  @Column('integer', { default: 1 }) priorityRank!: number;
  @Column('double precision') allocationPercentage!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, nullable: true }) estimatedReach!: number | null;
  @Column('double precision', { nullable: true }) conversionRate!: number | null;
}
