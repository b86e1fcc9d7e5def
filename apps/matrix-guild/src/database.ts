import { AGENT_ENTITIES, AGENT_TABLES, WORKSPACE_LIFE_TABLES } from '@raptor/agent-kit';
import type { ServiceDatabase } from '@raptor/persistence';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { AlertResponseEntity } from './alerts/alert-response.entity';
import { AlertEntity } from './alerts/alert.entity';
import { CompetitorActivityEntity } from './competitors/competitor-activity.entity';
import { CompetitorEntity } from './competitors/competitor.entity';
import { ForecastEntity } from './forecasts/forecast.entity';
import { InsightEntity } from './insights/insight.entity';
import { CreateBusTables1795420000000 } from './migrations/1795420000000-create-bus-tables';
import { CreateCompetitors1795434000000 } from './migrations/1795434000000-create-competitors';
import { CreateSignals1795434001000 } from './migrations/1795434001000-create-signals';
import { CreateAlerts1795434002000 } from './migrations/1795434002000-create-alerts';
import { CreateTrends1795434003000 } from './migrations/1795434003000-create-trends';
import { CreateStrategyInsights1795434004000 } from './migrations/1795434004000-create-strategy-insights';
import { CreateForecasts1795434005000 } from './migrations/1795434005000-create-forecasts';
import { CreateMetricObservations1795434006000 } from './migrations/1795434006000-create-metric-observations';
import { CreateWorkspaceLives1795435600000 } from './migrations/1795435600000-create-workspace-lives';
import { CreateAgentTables1795436000000 } from './migrations/1795436000000-create-agent-tables';
import { TellSourcesOfObservations1795446000000 } from './migrations/1795446000000-tell-sources-of-observations';
import { MetricObservationEntity } from './observations/metric-observation.entity';
import { SignalEntity } from './signals/signal.entity';
import { TrendEntity } from './trends/trend.entity';

export const matrixDatabase: ServiceDatabase = {
  service: 'matrix',
  tables: {
    competitors: 'tenant',
    competitor_tracking: 'tenant',
    intelligence_logs: 'tenant',
    alerts_log: 'tenant',
    alert_response_history: 'tenant',
    trends: 'tenant',
    strategy_insights: 'tenant',
    forecasts: 'tenant',
    metric_observations: 'tenant',
    ...AGENT_TABLES,
    ...BUS_TABLES,
    ...WORKSPACE_LIFE_TABLES,
  },
  entities: [
    CompetitorEntity,
    CompetitorActivityEntity,
    SignalEntity,
    AlertEntity,
    AlertResponseEntity,
    TrendEntity,
    InsightEntity,
    ForecastEntity,
    MetricObservationEntity,
    ...AGENT_ENTITIES,
  ],
  migrations: [
    CreateBusTables1795420000000,
    CreateCompetitors1795434000000,
    CreateSignals1795434001000,
    CreateAlerts1795434002000,
    CreateTrends1795434003000,
    CreateStrategyInsights1795434004000,
    CreateForecasts1795434005000,
    CreateMetricObservations1795434006000,
    CreateWorkspaceLives1795435600000,
    CreateAgentTables1795436000000,
    TellSourcesOfObservations1795446000000,
  ],
};
