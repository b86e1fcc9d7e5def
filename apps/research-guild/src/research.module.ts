import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { researchDatabase } from './database';
import { researchAgents } from './agents';

@Module({
  imports: [
    PersistenceModule.forService(researchDatabase),
    GuildModule.forRoot({ guild: 'research', agents: researchAgents }),
  ],
})
export class ResearchModule {}
