import { References, TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Unique } from 'typeorm';
import { ExperimentEntity } from './experiment.entity';

/** What one variant brought in the time that ended then. Told again it is the same row, and the first word stands. */
@Entity({ name: 'experiment_results' })
@References(() => ExperimentEntity, 'experimentId', { onDelete: 'CASCADE' })
@Unique('experiment_results_natural_key', ['workspaceId', 'experimentId', 'variant', 'observedAt'])
@Check('experiment_results_variant_check', 'char_length(variant) BETWEEN 1 AND 100')
@Check('experiment_results_exposures_check', 'exposures >= 0')
@Check('experiment_results_conversions_check', 'conversions BETWEEN 0 AND exposures')
export class ExperimentResultEntity extends TenantRow {
  @Column('uuid') experimentId!: string;
  @Column('text') variant!: string;
  @Column('integer') exposures!: number;
  @Column('integer') conversions!: number;
  @Column('timestamptz') observedAt!: Date;
}
