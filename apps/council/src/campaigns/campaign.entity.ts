import {
  CAMPAIGN_STAGES,
  CAMPAIGN_STATUSES,
  OBJECTIVE_TYPES,
  ON_BUDGET,
  RESUMABLE_STATUSES,
  type CampaignStage,
  type CampaignStatus,
  type ObjectiveType,
  type OnBudget,
  type ResumableStatus,
} from '@raptor/contracts';
import { EXACT_INTEGER, References, VersionedTenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { PositioningEntity } from '../positioning/positioning.entity';

/** Statuses that a campaign does not come back from. */
export const ENDED_STATUSES = ['completed', 'failed', 'cancelled', 'archived'] as const;

/** What a campaign is planned from. What is not said is what research finds. */
export interface CampaignSource {
  readonly siteUrl: string;
  readonly company?: string;
  /** What it sells, in a sentence. */
  readonly offer?: string;
  readonly audience?: string;
  readonly category?: string;
  /** Where it sells: `DE`, `US`. */
  readonly geography?: string;
  /** Mail law wants it in mails. */
  readonly postalAddress?: string;
  readonly competitors: readonly { readonly url: string; readonly name?: string }[];
  /** Pages on which customers speak. */
  readonly reviewUrls: readonly string[];
}

/** An objective, and how far the council is with reaching it. */
@Entity({ name: 'campaigns' })
@References(() => PositioningEntity, 'positioningId')
@Unique(['workspaceId', 'name'])
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'status', 'createdAt', 'id'])
@Index(['workspaceId', 'positioningId'])
@Check('campaigns_name_check', `name <> ''`)
@Check('campaigns_objective_type_check', oneOf('objective_type', OBJECTIVE_TYPES))
@Check('campaigns_goal_check', `goal <> ''`)
@Check('campaigns_source_check', `source ->> 'siteUrl' <> ''`)
@Check('campaigns_target_value_check', `target_value > 0 AND target_value < 'Infinity'`)
@Check('campaigns_objective_check', 'target_value IS NULL OR objective_metric IS NOT NULL')
@Check('campaigns_channels_check', 'cardinality(channels) <= 32')
@Check('campaigns_media_budget_micro_usd_check', 'media_budget_micro_usd >= 0')
@Check('campaigns_run_budget_micro_usd_check', 'run_budget_micro_usd >= 0')
@Check('campaigns_on_budget_check', oneOf('on_budget', ON_BUDGET))
@Check('campaigns_dates_check', 'end_date >= start_date')
@Check('campaigns_status_check', oneOf('status', CAMPAIGN_STATUSES))
@Check('campaigns_resume_status_check', oneOf('resume_status', RESUMABLE_STATUSES))
@Check('campaigns_pause_check', `(status = 'paused') = (resume_status IS NOT NULL)`)
@Check('campaigns_end_check', `(${oneOf('status', ENDED_STATUSES)}) = (ended_at IS NOT NULL)`)
@Check('campaigns_stage_check', oneOf('stage', CAMPAIGN_STAGES))
@Check('campaigns_created_by_check', `created_by ~ '^(user|api_key|agent|system):'`)
export class CampaignEntity extends VersionedTenantRow {
  @Column('text') name!: string;
  /** What is wanted, in the words of whoever wants it. */
  @Column('text', { nullable: true }) goal!: string | null;
  /** Null: nothing to plan from, so nobody works on it. */
  @Column('jsonb', { nullable: true }) source!: CampaignSource | null;
  @Column('text') objectiveType!: ObjectiveType;
  @Column('text', { nullable: true }) objectiveMetric!: string | null;
  @Column('double precision', { nullable: true }) targetValue!: number | null;
  @Column('uuid', { nullable: true }) positioningId!: string | null;
  @Column('text', { array: true, default: [] }) channels!: string[];
  /** For placing it: what channels cost. */
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) mediaBudgetMicroUsd!: number;
  /** For making it: what agents may spend. Null: what the workspace has. */
  @Column('bigint', { transformer: EXACT_INTEGER, nullable: true }) runBudgetMicroUsd!: number | null;
  @Column('text', { default: 'wait' }) onBudget!: OnBudget;
  @Column('date', { nullable: true }) startDate!: string | null;
  @Column('date', { nullable: true }) endDate!: string | null;
  @Column('text', { default: 'planning' }) status!: CampaignStatus;
  /** Why it is in this status, for people: what failed, who paused it, that it waits for money. */
  @Column('text', { nullable: true }) statusReason!: string | null;
  /** While paused: what it was before. */
  @Column('text', { nullable: true }) resumeStatus!: ResumableStatus | null;
  @Column('text', { default: 'routing' }) stage!: CampaignStage;
  @Column('jsonb', { default: {} }) plan!: Record<string, unknown>;
  /** What the saga knows and has been told so far; its shape is the saga's. */
  @Column('jsonb', { default: {} }) snapshot!: Record<string, unknown>;
  /** `user:<id>` and the like: who may not approve what is risky in it. */
  @Column('text') createdBy!: string;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
