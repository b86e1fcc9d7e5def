import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { councilDatabase } from './database';
import { lords } from './lords';

@Module({
  imports: [PersistenceModule.forService(councilDatabase), GuildModule.forRoot({ guild: 'council', agents: lords })],
})
export class CouncilModule {}
