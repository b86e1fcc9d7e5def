import { References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { AssetEntity } from '../assets/asset.entity';

export const EXPERIMENT_STATES = ['planned', 'running', 'concluded', 'stopped'] as const;
export type ExperimentState = (typeof EXPERIMENT_STATES)[number];

export interface ExperimentVariant {
  /** What results name it by. */
  readonly name: string;
  /** Version of the asset that it shows. */
  readonly version?: number;
}

/** Which wording does better: planned with its statistics, so that nobody looks until it says something. */
@Entity({ name: 'experiments' })
@References(() => AssetEntity, 'assetId', { onDelete: 'CASCADE' })
@Index(['workspaceId', 'assetId'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('experiments_hypothesis_check', `hypothesis <> ''`)
@Check('experiments_metric_check', `metric <> ''`)
@Check('experiments_variants_check', 'jsonb_array_length(variants) >= 2')
@Check('experiments_alpha_check', 'alpha > 0 AND alpha < 1')
@Check('experiments_power_check', 'power > 0 AND power < 1')
@Check('experiments_mde_check', 'mde > 0')
@Check('experiments_sample_size_check', 'sample_size > 0')
@Check('experiments_state_check', oneOf('state', EXPERIMENT_STATES))
@Check('experiments_winner_check', `winner IS NULL OR state = 'concluded'`)
@Check('experiments_stopped_reason_check', `(state = 'stopped') = (stopped_reason IS NOT NULL)`)
@Check('experiments_ended_check', `(state IN ('concluded', 'stopped')) = (ended_at IS NOT NULL)`)
export class ExperimentEntity extends TenantRow {
  @Column('uuid') assetId!: string;
  @Column('text') hypothesis!: string;
  @Column('text') metric!: string;
  @Column('jsonb') variants!: ExperimentVariant[];
  /** Chance of a false alarm that is accepted. */
  @Column('double precision') alpha!: number;
  /** Chance to see an effect that is there. */
  @Column('double precision') power!: number;
  /** Smallest effect worth seeing. */
  @Column('double precision') mde!: number;
  /** Exposures that each variant needs. */
  @Column('integer') sampleSize!: number;
  @Column('text', { default: 'planned' }) state!: ExperimentState;
  /** Name of a variant; null while it runs, and when none did better. */
  @Column('text', { nullable: true }) winner!: string | null;
  @Column('text', { nullable: true }) stoppedReason!: string | null;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
