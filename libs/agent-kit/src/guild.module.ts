import { Inject, Module, type DynamicModule } from '@nestjs/common';
import type { AgentHome } from '@raptor/contracts';
import { SelfDescription } from '@raptor/platform';
import { AssignmentsModule } from './assignments/assignments.module';
import type { AgentDescription } from './define-agent';
import { MemoryModule } from './memory/memory.module';
import { OperationsModule } from './operations/operations.module';
import { AgentList } from './registry/agent-list';
import { ReadingModule } from './sources/reading.module';
import type { RowReaders } from './sources/row-readers';
import type { Seed } from './workspace-life/seed';
import { WorkspaceLifeModule } from './workspace-life/workspace-life.module';

export interface GuildOptions {
  readonly guild: AgentHome;
  /** The guild's roll, in code order. */
  readonly agents: readonly AgentDescription[];
  /** What it makes for each new workspace; left out when that is nothing. */
  readonly seed?: Seed;
  /** How its agents read its own tables, by the names they ask for. */
  readonly rows?: RowReaders;
}

const AGENTS = Symbol('AGENTS');

/**
 * What the four guilds and the council have in common: they run agents, for assignments and for who waits, and the fleet knows which; they begin and end
 * with workspaces.
 */
@Module({})
export class GuildModule {
  constructor(@Inject(AGENTS) { agents }: AgentList, self: SelfDescription) {
    self.agents = agents.map(({ code, name, purpose }) => ({ code, name, purpose }));
  }

  /** @throws Error that lists what is wrong with the agents: a service with such a list does not start. */
  static forRoot({ guild, agents, seed, rows = {} }: GuildOptions): DynamicModule {
    const list = new AgentList(guild, agents);
    const memory = MemoryModule.forRoot({ home: guild });
    return {
      module: GuildModule,
      imports: [
        OperationsModule,
        WorkspaceLifeModule.forRoot(seed),
        memory,
        ReadingModule.forRoot({ home: guild, rows, imports: [memory] }),
        AssignmentsModule.forRoot({ agents: list, imports: [memory] }),
      ],
      providers: [{ provide: AGENTS, useValue: list }],
    };
  }
}
