import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { matrixAgents } from './agents';
import { AlertsModule } from './alerts/alerts.module';
import { CompetitorsModule } from './competitors/competitors.module';
import { matrixDatabase } from './database';
import { ForecastsModule } from './forecasts/forecasts.module';
import { InsightsModule } from './insights/insights.module';
import { ObservationsModule } from './observations/observations.module';
import { rowReaders } from './row-readers';
import { SignalsModule } from './signals/signals.module';
import { TrendsModule } from './trends/trends.module';

@Module({
  imports: [
    PersistenceModule.forService(matrixDatabase),
    GuildModule.forRoot({ guild: 'matrix', agents: matrixAgents, rows: rowReaders }),
    CompetitorsModule,
    SignalsModule,
    AlertsModule,
    TrendsModule,
    InsightsModule,
    ForecastsModule,
    ObservationsModule,
  ],
})
export class MatrixModule {}
