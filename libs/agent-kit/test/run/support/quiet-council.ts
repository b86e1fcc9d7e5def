import { Controller, Module } from '@nestjs/common';
import { ListStops, type ActiveStop } from '@raptor/contracts';
import { PersistenceModule, type ServiceDatabase } from '@raptor/persistence';
import { defineServiceConfig } from '@raptor/platform';
import { BUS_TABLES, OnQuery } from '@raptor/raptor-bus';
import { deafController } from '@raptor/testing';

const database: ServiceDatabase = { service: 'council', entities: [], migrations: [], tables: { ...BUS_TABLES } };

@Controller()
class NoStops {
  @OnQuery(ListStops)
  list(): ActiveStop[] {
    return [];
  }
}

/** Is there, has started no stop, and keeps no money: for guilds whose models cost nothing. */
@Module({
  imports: [PersistenceModule.forService(database)],
  controllers: [deafController('council'), NoStops],
})
export class QuietCouncilModule {}

export const quietCouncilConfig = defineServiceConfig('council', {}, () => ({}));
