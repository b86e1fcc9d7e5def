import { Module } from '@nestjs/common';
import { BudgetClientModule, HaltsModule } from '@raptor/agent-kit';
import { PersistenceModule, type ServiceDatabase } from '@raptor/persistence';
import { defineServiceConfig } from '@raptor/platform';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { deafController } from '@raptor/testing';

const database: ServiceDatabase = { service: 'muse', entities: [], migrations: [], tables: { ...BUS_TABLES } };

/** A service that spends money and stops when it is told to, as a guild does, and nothing else. */
@Module({
  imports: [PersistenceModule.forService(database), BudgetClientModule, HaltsModule],
  controllers: [deafController('muse')],
})
export class SpendingGuildModule {}

export const spendingGuildConfig = defineServiceConfig('muse', {}, () => ({}));
