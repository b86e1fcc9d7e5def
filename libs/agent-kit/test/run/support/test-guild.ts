import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type Type } from '@nestjs/common';
import { PersistenceModule, type ServiceDatabase } from '@raptor/persistence';
import { defineServiceConfig } from '@raptor/platform';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { BUILT_IN_CATALOGUE } from '../../../src/models/built-in-catalogue';
import {
  AGENT_ENTITIES,
  AGENT_TABLES,
  AGENT_VARIABLES,
  GuildModule,
  WORKSPACE_LIFE_TABLES,
  agentConfig,
  type AgentDescription,
  type RowReaders,
} from '../../../src';
import { testAgents } from './test-agents';
import { NotOfTheKit } from '../../support/not-of-the-kit';

const database: ServiceDatabase = {
  service: 'muse',
  tables: { ...AGENT_TABLES, ...BUS_TABLES, ...WORKSPACE_LIFE_TABLES },
  entities: AGENT_ENTITIES,
  migrations: [],
};

/** What the workspace has noted: the same for each, of a stranger's making. */
const rows: RowReaders = {
  notes: (_tx, { topic }) =>
    Promise.resolve(topic === 'nothing' ? [] : [{ text: `${String(topic)} is what they ask for`, tainted: true }]),
};

/** A muse guild that runs agents and keeps nothing of its own. */
export function testGuildModule(agents: readonly AgentDescription[] = testAgents): Type {
  @Module({
    imports: [
      PersistenceModule.forService(database),
      NotOfTheKit,
      GuildModule.forRoot({ guild: 'muse', agents, rows }),
    ],
  })
  class TestGuildModule {}
  return TestGuildModule;
}

export const testGuildConfig = defineServiceConfig('muse', AGENT_VARIABLES, agentConfig);

/** The built-in models at no price: nobody has to be asked for money. */
export async function freeModels(): Promise<string> {
  const free = { input: 0, output: 0, cached: 0, cacheWrite: 0, batchInput: 0, batchOutput: 0 };
  const models = BUILT_IN_CATALOGUE.models.map((model) => ({ ...model, usdPerMillion: free }));
  const file = join(await mkdtemp(join(tmpdir(), 'models-')), 'free.json');
  writeFileSync(file, JSON.stringify({ ...BUILT_IN_CATALOGUE, models }));
  return file;
}
