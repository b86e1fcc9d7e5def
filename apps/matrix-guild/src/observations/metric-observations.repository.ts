import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { Between } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { MetricObservationEntity } from './metric-observation.entity';

export type Observed = Pick<MetricObservationEntity, 'subjectType' | 'subjectId' | 'metric'>;
export type NewObservation = Observed &
  Pick<MetricObservationEntity, 'observedAt' | 'value'> &
  Partial<Pick<MetricObservationEntity, 'sourceId'>>;

/** What a metric of a subject came to on a day. */
export interface DayOfMetric extends Observed {
  /** In UTC. */
  readonly day: string;
  readonly sum: number;
  readonly times: number;
}

@Injectable()
export class MetricObservationsRepository extends TenantRepository<MetricObservationEntity> {
  constructor() {
    super(MetricObservationEntity, { observed_at: 'observedAt' });
  }

  /**
   * Stores those that are not there yet, in one statement however many they are.
   * @returns how many were new; the others had been told before, in another value perhaps.
   */
  async record(tx: Transaction, observations: readonly NewObservation[]): Promise<number> {
    if (observations.length === 0) return 0;
    const rows = observations.map((observation) => ({ id: uuidv7(), sourceId: '', ...observation }));
    // In the order of the key, so that two writers of the same rows wait for each other and do not deadlock.
    const [told] = await tx.query<[{ added: number }]>(
      `WITH added AS (
         INSERT INTO matrix.metric_observations
           (workspace_id, id, subject_type, subject_id, metric, value, observed_at, source_id)
         SELECT $1, id, "subjectType", "subjectId", metric, value, "observedAt", "sourceId"
         FROM jsonb_to_recordset($2::jsonb) AS told
           (id uuid, "subjectType" text, "subjectId" text, metric text, value double precision, "observedAt" timestamptz,
            "sourceId" text)
         ORDER BY "subjectType", "subjectId", metric, "observedAt", "sourceId"
         ON CONFLICT (workspace_id, subject_type, subject_id, metric, observed_at, source_id) DO NOTHING
         RETURNING 1
       ) SELECT count(*)::int AS added FROM added`,
      [workspaceOf(tx), JSON.stringify(rows)],
    );
    return told.added;
  }

  /** One metric of one subject from the one moment to the other, both included, the oldest first. */
  series(
    tx: Transaction,
    { subjectType, subjectId, metric }: Observed,
    from: Date,
    to: Date,
  ): Promise<MetricObservationEntity[]> {
    const where = this.where(tx, { subjectType, subjectId, metric, observedAt: Between(from, to) });
    return tx.find(MetricObservationEntity, { where, order: { observedAt: 'ASC' } });
  }

  /** All metrics of these subjects by day, from the one moment until before the other; up to 100,000. */
  daily(
    tx: Transaction,
    subjects: readonly Pick<Observed, 'subjectType' | 'subjectId'>[],
    from: Date,
    to: Date,
  ): Promise<DayOfMetric[]> {
    return tx.query<DayOfMetric[]>(
      `SELECT subject_type AS "subjectType", subject_id AS "subjectId", metric,
         (observed_at AT TIME ZONE 'UTC')::date::text AS day, sum(value) AS sum, count(*)::int AS times
       FROM matrix.metric_observations
       WHERE workspace_id = $1 AND observed_at >= $3 AND observed_at < $4 AND (subject_type, subject_id) IN (
         SELECT "subjectType", "subjectId" FROM jsonb_to_recordset($2::jsonb) AS asked ("subjectType" text, "subjectId" text))
       GROUP BY 1, 2, 3, 4 ORDER BY 4, 1, 2, 3 LIMIT 100000`,
      [workspaceOf(tx), JSON.stringify(subjects), from, to],
    );
  }

  /** Up to 50,000, all metrics of one subject from the one moment to the other, both included, the oldest first. */
  ofSubject(
    tx: Transaction,
    { subjectType, subjectId }: Pick<Observed, 'subjectType' | 'subjectId'>,
    from: Date,
    to: Date,
  ): Promise<MetricObservationEntity[]> {
    const where = this.where(tx, { subjectType, subjectId, observedAt: Between(from, to) });
    return tx.find(MetricObservationEntity, { where, order: { observedAt: 'ASC', id: 'ASC' }, take: 50_000 });
  }
}
