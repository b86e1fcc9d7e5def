import { Module } from '@nestjs/common';
import { PersistenceModule, type Database, type ServiceDatabase } from '@raptor/persistence';
import { defineServiceConfig } from '@raptor/platform';
import { BUS_TABLES } from '@raptor/raptor-bus';
import type { MemoryDraft } from '../../../src';
import {
  AGENT_ENTITIES,
  AGENT_TABLES,
  AGENT_VARIABLES,
  GuildModule,
  WORKSPACE_LIFE_TABLES,
  agentConfig,
} from '../../../src';
import type { Memories, Remembering } from '../../../src/memory/memories';
import { NotOfTheKit } from '../../support/not-of-the-kit';

/** A muse guild that has nothing but its memories. */
const database: ServiceDatabase = {
  service: 'muse',
  tables: { ...AGENT_TABLES, ...BUS_TABLES, ...WORKSPACE_LIFE_TABLES },
  entities: [...AGENT_ENTITIES],
  migrations: [],
};

export const memoryServiceConfig = defineServiceConfig('muse', AGENT_VARIABLES, agentConfig);

@Module({
  imports: [PersistenceModule.forService(database), NotOfTheKit, GuildModule.forRoot({ guild: 'muse', agents: [] })],
})
export class MemoryService {}

/** Remembers in a transaction of its own, as MUSE-001 unless somebody else is named. */
export const rememberIn = (
  { database, memories }: { readonly database: Database; readonly memories: Memories },
  workspaceId: string,
  drafts: readonly MemoryDraft[],
  by: Partial<Remembering> = {},
): Promise<void> =>
  database.withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) =>
    memories.remember(tx, drafts, { agentCode: 'MUSE-001', tainted: false, ...by }),
  );
