import { JOURNEY_STAGES, type JourneyStage } from '@raptor/contracts';
import { VersionedTenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

export interface BuyingTrigger {
  readonly trigger: string;
  /** How one notices that it has happened. */
  readonly signal?: string;
}

export interface DecisionCriterion {
  readonly criterion: string;
  /** 0 to 1; those of a cohort sum to 1. */
  readonly weight: number;
}

export interface Objection {
  readonly objection: string;
  readonly answer: string;
}

export interface AttentionWindow {
  readonly channel: string;
  /** 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  /** `HH:MM` in the workspace's timezone. */
  readonly from: string;
  readonly to: string;
}

/** People who decide alike: whom campaigns speak to. */
@Entity({ name: 'cohorts' })
@Unique(['workspaceId', 'name'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('cohorts_name_check', `name <> ''`)
@Check(
  'cohorts_decision_criteria_check',
  `decision_criteria = '[]' OR council.sums_to_one(jsonb_path_query_array(decision_criteria, 'strict $[*].weight'))`,
)
@Check(
  'cohorts_journey_distribution_check',
  `journey_distribution = '{}' OR (journey_distribution - ARRAY['${JOURNEY_STAGES.join(`', '`)}'] = '{}'
     AND council.sums_to_one(jsonb_path_query_array(journey_distribution, '$.*')))`,
)
@Check('cohorts_health_score_check', 'health_score BETWEEN 0 AND 1')
export class CohortEntity extends VersionedTenantRow {
  @Column('text') name!: string;
  @Column('text', { default: '' }) summary!: string;
  @Column('jsonb', { default: {} }) demographics!: Record<string, unknown>;
  @Column('jsonb', { default: {} }) psychographics!: Record<string, unknown>;
  @Column('text', { array: true, default: [] }) painPoints!: string[];
  @Column('text', { array: true, default: [] }) goals!: string[];
  @Column('jsonb', { default: [] }) buyingTriggers!: BuyingTrigger[];
  @Column('jsonb', { default: [] }) decisionCriteria!: DecisionCriterion[];
  @Column('jsonb', { default: [] }) objectionMap!: Objection[];
  @Column('jsonb', { default: [] }) attentionWindows!: AttentionWindow[];
  /** The share of the cohort at each stage; empty until somebody has looked. */
  @Column('jsonb', { default: {} }) journeyDistribution!: Partial<Record<JourneyStage, number>>;
  @Column('double precision', { nullable: true }) healthScore!: number | null;
}
