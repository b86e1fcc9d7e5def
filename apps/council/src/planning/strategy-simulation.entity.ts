import { EXACT_INTEGER, References, TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { CampaignEntity } from '../campaigns/campaign.entity';

export interface SimulatedScenario {
  /** A market condition, such as `growth`. */
  readonly name: string;
  readonly probability: number;
  readonly mean: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** One run of the simulation. Its seed and its numbers stay: the same seed gives them again. */
@Entity({ name: 'strategy_simulations' })
@References(() => CampaignEntity, 'campaignId', { onDelete: 'CASCADE' })
@Index('strategy_simulations_campaign_idx', ['workspaceId', 'campaignId', 'createdAt', 'id'])
@Check('strategy_simulations_iterations_check', 'iterations > 0')
@Check('strategy_simulations_scenarios_check', `jsonb_typeof(scenarios) = 'array'`)
@Check('strategy_simulations_interval_check', 'ci_low <= mean AND mean <= ci_high')
@Check(
  'strategy_simulations_allocation_check',
  `allocation = '{}' OR council.sums_to_one(jsonb_path_query_array(allocation, '$.*'))`,
)
export class StrategySimulationEntity extends TenantRow {
  @Column('uuid') campaignId!: string;
  @Column('bigint', { transformer: EXACT_INTEGER }) seed!: number;
  @Column('integer') iterations!: number;
  @Column('jsonb', { default: [] }) scenarios!: SimulatedScenario[];
  @Column('double precision') mean!: number;
  @Column('double precision') ciLow!: number;
  @Column('double precision') ciHigh!: number;
  /** Channel to share of the media budget, 0 to 1; sums to 1. */
  @Column('jsonb', { default: {} }) allocation!: Record<string, number>;
  @Column('text', { default: '' }) recommendedStrategy!: string;
}
