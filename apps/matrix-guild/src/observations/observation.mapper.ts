import type { ObservationFields, ObservationResponse, PerformanceFigures } from '@raptor/contracts';
import { ratiosOf, type Counts } from '../craft/performance/metrics';
import type { MetricObservationEntity } from './metric-observation.entity';
import type { NewObservation } from './metric-observations.repository';

export const newObservation = (told: ObservationFields): NewObservation => ({
  subjectType: told.subject_type,
  subjectId: told.subject_id,
  metric: told.metric,
  value: told.value,
  observedAt: new Date(told.observed_at),
  sourceId: told.source_id ?? '',
});

export const observationResponse = (row: MetricObservationEntity): ObservationResponse => ({
  id: row.id,
  subject_type: row.subjectType,
  subject_id: row.subjectId,
  metric: row.metric,
  value: row.value,
  observed_at: row.observedAt.toISOString(),
  source_id: row.sourceId,
  created_at: row.createdAt.toISOString(),
});

export function performanceFigures(counts: Counts): PerformanceFigures {
  const { ctr, cvr, cpcMicroUsd, cpaMicroUsd, cpmMicroUsd, roas } = ratiosOf(counts);
  return {
    impressions: counts.impressions,
    clicks: counts.clicks,
    conversions: counts.conversions,
    cost_micro_usd: Math.round(counts.costMicroUsd),
    revenue_micro_usd: Math.round(counts.revenueMicroUsd),
    ctr: ctr && { ...ctr },
    cvr: cvr && { ...cvr },
    cpc_micro_usd: cpcMicroUsd,
    cpa_micro_usd: cpaMicroUsd,
    cpm_micro_usd: cpmMicroUsd,
    roas,
  };
}
