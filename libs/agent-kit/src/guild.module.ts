import { Inject, Module, type DynamicModule } from '@nestjs/common';
import type { AgentHome } from '@raptor/contracts';
import { SelfDescription } from '@raptor/platform';
import type { AgentDescription } from './define-agent';
import type { Seed } from './workspace-life/seed';
import { WorkspaceLifeModule } from './workspace-life/workspace-life.module';

export interface GuildOptions {
  readonly guild: AgentHome;
  /** The guild's roll, in code order. */
  readonly agents: readonly AgentDescription[];
  /** What it makes for each new workspace; left out when that is nothing. */
  readonly seed?: Seed;
}

const GUILD_OPTIONS = Symbol('GUILD_OPTIONS');

/** What the four guilds and the council have in common: they run agents, and the fleet knows which; they begin and end with workspaces. */
@Module({})
export class GuildModule {
  constructor(@Inject(GUILD_OPTIONS) { agents }: GuildOptions, self: SelfDescription) {
    self.agents = agents.map(({ code, name, purpose }) => ({ code, name, purpose }));
  }

  /** @throws Error when an agent is on the list twice or belongs to another guild: a service with such a list does not start. */
  static forRoot(options: GuildOptions): DynamicModule {
    refuseWrongList(options);
    return {
      module: GuildModule,
      imports: [WorkspaceLifeModule.forRoot(options.seed)],
      providers: [{ provide: GUILD_OPTIONS, useValue: options }],
    };
  }
}

function refuseWrongList({ guild, agents }: GuildOptions): void {
  const seen = new Set<string>();
  for (const { code, guild: home } of agents) {
    if (home !== guild) throw new Error(`${code} is on the list of ${guild} but belongs to ${home}`);
    if (seen.has(code)) throw new Error(`${code} is on the list of ${guild} twice`);
    seen.add(code);
  }
}
