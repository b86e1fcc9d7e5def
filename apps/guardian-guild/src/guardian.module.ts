import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { guardianDatabase } from './database';
import { guardianAgents } from './agents';

@Module({
  imports: [
    PersistenceModule.forService(guardianDatabase),
    GuildModule.forRoot({ guild: 'guardian', agents: guardianAgents }),
  ],
})
export class GuardianModule {}
