import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { researchAgents } from './agents';
import { researchDatabase } from './database';
import { KeywordsModule } from './keywords/keywords.module';
import { OnboardingModule } from './onboarding/onboarding.module';
import { PersonasModule } from './personas/personas.module';
import { ReportsModule } from './reports/reports.module';
import { rowReaders } from './row-readers';
import { SourcesModule } from './sources/sources.module';

@Module({
  imports: [
    PersistenceModule.forService(researchDatabase),
    GuildModule.forRoot({ guild: 'research', agents: researchAgents, rows: rowReaders }),
    OnboardingModule,
    SourcesModule,
    ReportsModule,
    PersonasModule,
    KeywordsModule,
  ],
})
export class ResearchModule {}
