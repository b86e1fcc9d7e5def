import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { museDatabase } from './database';
import { museAgents } from './agents';

@Module({
  imports: [PersistenceModule.forService(museDatabase), GuildModule.forRoot({ guild: 'muse', agents: museAgents })],
})
export class MuseModule {}
