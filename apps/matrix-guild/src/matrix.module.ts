import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { matrixDatabase } from './database';
import { matrixAgents } from './agents';

@Module({
  imports: [
    PersistenceModule.forService(matrixDatabase),
    GuildModule.forRoot({ guild: 'matrix', agents: matrixAgents }),
  ],
})
export class MatrixModule {}
