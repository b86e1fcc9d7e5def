import { v7 as uuidv7 } from 'uuid';
import { AlertResponseEntity } from '../../../../apps/matrix-guild/src/alerts/alert-response.entity';
import { AlertEntity } from '../../../../apps/matrix-guild/src/alerts/alert.entity';
import { CompetitorActivityEntity } from '../../../../apps/matrix-guild/src/competitors/competitor-activity.entity';
import { CompetitorEntity } from '../../../../apps/matrix-guild/src/competitors/competitor.entity';
import { ForecastEntity } from '../../../../apps/matrix-guild/src/forecasts/forecast.entity';
import { InsightEntity } from '../../../../apps/matrix-guild/src/insights/insight.entity';
import { MetricObservationEntity } from '../../../../apps/matrix-guild/src/observations/metric-observation.entity';
import { SignalEntity } from '../../../../apps/matrix-guild/src/signals/signal.entity';
import { TrendEntity } from '../../../../apps/matrix-guild/src/trends/trend.entity';
import { everyAgentRow } from './agent-kit';
import { builder } from './builder';
import { aContentHash, anEvidenceId } from './content-hash';

export const aCompetitor = builder(CompetitorEntity, () => ({ name: 'Ledgerly', domain: `${uuidv7()}.example` }));

/** Of `competitorId`. */
export const aCompetitorActivity = builder(CompetitorActivityEntity, () => ({
  activityType: 'price_changed',
  title: 'The starter plan costs two dollars less',
  impact: 'medium',
  beforeHash: aContentHash(),
  afterHash: aContentHash(),
  detectedAt: new Date(),
}));

export const aSignal = builder(SignalEntity, () => ({
  signalType: 'news',
  source: 'newsapi',
  headline: 'Invoices are paid later than ever',
  content: 'On average it took 41 days.',
  relevance: 0.8,
  sentiment: -0.2,
  contentHash: aContentHash(),
  simhash: '4611686018427387905',
  detectedAt: new Date(),
}));

/** Unacknowledged. */
export const anAlert = builder(AlertEntity, () => ({
  alertType: 'crisis',
  urgency: 'high',
  title: 'Complaints have tripled',
}));

/** To `alertId`. */
export const anAlertResponse = builder(AlertResponseEntity, () => ({
  action: 'Answered every complaint',
  takenBy: uuidv7(),
}));

export const aTrend = builder(TrendEntity, () => ({
  topic: `late payment ${uuidv7()}`,
  mentions: [{ on: '2026-03-01', count: 12 }],
  velocity: 3.5,
  acceleration: 0.4,
  stage: 'emerging',
  newsjackScore: 0.6,
}));

export const anInsight = builder(InsightEntity, () => ({
  insightType: 'opportunity',
  title: 'Nobody promises a date',
  evidenceIds: [anEvidenceId()],
  confidence: 0.7,
  impact: 'high',
}));

export const aForecast = builder(ForecastEntity, () => ({
  subject: 'channel:email',
  metric: 'clicks',
  method: 'holt',
  horizon: 7,
  points: [{ on: '2026-03-08', value: 120, low: 90, high: 150 }],
  interval: 0.8,
}));

/** Of a campaign that nobody else has. */
export const aMetricObservation = builder(MetricObservationEntity, () => ({
  subjectType: 'campaign',
  subjectId: uuidv7(),
  metric: 'clicks',
  value: 41,
  observedAt: new Date(),
}));

/** One row of every table of the matrix guild, in an order in which they can be written. */
export function everyMatrixRow(workspaceId: string): object[] {
  const competitor = aCompetitor({ workspaceId });
  const signal = aSignal({ workspaceId });
  const alert = anAlert({ workspaceId, intelligenceLogId: signal.id });
  return [
    competitor,
    aCompetitorActivity({ workspaceId, competitorId: competitor.id }),
    signal,
    alert,
    anAlertResponse({ workspaceId, alertId: alert.id }),
    aTrend({ workspaceId }),
    anInsight({ workspaceId }),
    aForecast({ workspaceId }),
    aMetricObservation({ workspaceId }),
    ...everyAgentRow('matrix', workspaceId),
  ];
}
