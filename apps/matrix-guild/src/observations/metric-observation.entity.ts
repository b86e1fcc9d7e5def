import { OBSERVED_SUBJECTS, type ObservedSubject } from '@raptor/contracts';
import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * What was measured: one metric of one subject at one moment. Told again it is the same row, and the first word stands.
 * Every key holds `observed_at`, so that the table can be partitioned by it.
 */
@Entity({ name: 'metric_observations' })
@Unique('metric_observations_natural_key', [
  'workspaceId',
  'subjectType',
  'subjectId',
  'metric',
  'observedAt',
  'sourceId',
])
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['observedAt'], { type: 'brin' })
@Check('metric_observations_subject_type_check', oneOf('subject_type', OBSERVED_SUBJECTS))
@Check('metric_observations_subject_id_check', 'char_length(subject_id) BETWEEN 1 AND 200')
@Check('metric_observations_metric_check', 'char_length(metric) BETWEEN 1 AND 100')
@Check('metric_observations_value_check', `value > '-Infinity' AND value < 'Infinity'`)
@Check('metric_observations_source_id_check', 'char_length(source_id) <= 200')
@Check('metric_observations_observed_at_check', 'isfinite(observed_at)')
export class MetricObservationEntity extends TenantRow {
  @PrimaryColumn('timestamptz') observedAt!: Date;
  @Column('text') subjectType!: ObservedSubject;
  /** The id of what has one, such as a campaign; the name of what has none, such as a channel. */
  @Column('text') subjectId!: string;
  @Column('text') metric!: string;
  @Column('double precision') value!: number;
  /** Who measured it; empty where nobody said. Figures of several add up. */
  @Column('text', { default: '' }) sourceId!: string;
}
