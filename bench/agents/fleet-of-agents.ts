import { chmodSync, mkdtempSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { AgentRunner, BusBudget, TELL_NOBODY, type AgentDescription, type RunOutcome } from '@raptor/agent-kit';
import type { AgentHome } from '@raptor/contracts';
import { startService, type RunningService } from '@raptor/platform';
import { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { councilConfig } from '../../apps/council/src/council.config';
import { CouncilModule } from '../../apps/council/src/council.module';
import { guardianConfig } from '../../apps/guardian-guild/src/guardian.config';
import { GuardianModule } from '../../apps/guardian-guild/src/guardian.module';
import { matrixConfig } from '../../apps/matrix-guild/src/matrix.config';
import { MatrixModule } from '../../apps/matrix-guild/src/matrix.module';
import { museConfig } from '../../apps/muse-guild/src/muse.config';
import { MuseModule } from '../../apps/muse-guild/src/muse.module';
import { researchConfig } from '../../apps/research-guild/src/research.config';
import { ResearchModule } from '../../apps/research-guild/src/research.module';
import { startServers, type RunningServers } from '../../tools/embedded-servers';
import { modelStandIn, type ModelStandIn } from '../../tools/model-stand-in';
import { FleetDatabases, type FleetDatabase } from '../db/databases';
import { plantObservations } from './observations';
import { RivalSites } from './rival-sites';

const HOMES: Readonly<Record<AgentHome, readonly [Type, typeof councilConfig]>> = {
  council: [CouncilModule, councilConfig],
  research: [ResearchModule, researchConfig],
  muse: [MuseModule, museConfig],
  matrix: [MatrixModule, matrixConfig],
  guardian: [GuardianModule, guardianConfig],
};

/** Nobody runs out of it: what is measured is not the limit. Micro-USD, tokens. */
const PLENTY = 1_000_000_000_000;
const WITHIN_MS = 60_000;
const BUS_KEYS = `bench:${Buffer.alloc(32, 7).toString('base64')}`;

/** How one run went. */
export interface Ran {
  readonly outcome: RunOutcome;
  readonly tookMs: number;
}

/**
 * The council and the four guilds as they are deployed, in this process, on a PostgreSQL, two Redis and a Chroma of their own that keep what they promise; a
 * model stand-in for both vendors; rivals' sites on loopback. Money is asked of the council over the bus. Agents run by the guilds' own runners.
 */
export class FleetOfAgents {
  readonly workspaceId = uuidv7();
  private readonly services = new Map<AgentHome, RunningService>();
  /** One connection for all that is read beside the runs: a new one each time would disturb them. */
  private readonly admin: Pool;

  private constructor(
    private readonly servers: RunningServers,
    private readonly folder: string,
    private readonly database: FleetDatabase,
    readonly model: ModelStandIn,
    readonly sites: RivalSites,
  ) {
    this.admin = new Pool({ connectionString: database.adminUrl, max: 1 });
  }

  static async start(tell: (text: string) => void): Promise<FleetOfAgents> {
    const folder = await realpath(mkdtempSync(join(tmpdir(), 'raptor-bench-')));
    // As root the database runs as somebody else, who must get in here.
    chmodSync(folder, 0o755);
    const servers = await startServers({ dataDir: folder, env: withoutServers(process.env) });
    try {
      tell('servers are up');
      const databases = new FleetDatabases(servers.postgres.url);
      await databases.prepare();
      const fleet = new FleetOfAgents(
        servers,
        folder,
        await databases.copy('agents'),
        await modelStandIn(),
        await RivalSites.open(),
      );
      await fleet.open();
      tell('council and guilds are up');
      return fleet;
    } catch (error) {
      await servers.stop();
      throw error;
    }
  }

  /** Versions of the servers. */
  get versions(): Record<string, string> {
    const { postgres, redisCache, chroma } = this.servers;
    return Object.fromEntries(
      Object.entries({ postgres, redis: redisCache, chroma }).map(([name, { detail }]) => [
        name,
        /\d+(?:\.\d+)+/.exec(detail)?.[0] ?? detail,
      ]),
    );
  }

  /** Runs an agent once, for an assignment of its own. */
  async run(agent: AgentDescription, input: unknown): Promise<Ran> {
    const request = {
      workspaceId: this.workspaceId,
      actor: { type: 'agent', id: 'LORD-001' } as const,
      agentCode: agent.code,
      input,
      subject: { type: 'campaign', id: this.workspaceId } as const,
      assignmentId: uuidv7(),
      deadlineAt: new Date(Date.now() + WITHIN_MS),
      signal: new AbortController().signal,
    };
    const runner = this.of(agent.guild).app.get(AgentRunner);
    const began = performance.now();
    const outcome = await runner.run(agent, request, TELL_NOBODY);
    return { outcome, tookMs: performance.now() - began };
  }

  budgetOf(home: AgentHome): BusBudget {
    return this.of(home).app.get(BusBudget);
  }

  /** Past row level security; for reading what was recorded. */
  async query<Row>(statement: string, ...values: unknown[]): Promise<Row[]> {
    return (await this.admin.query(statement, values)).rows as Row[];
  }

  async stop(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    await this.admin.end();
    await this.model.close();
    await this.sites.close();
    await this.servers.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async open(): Promise<void> {
    for (const [home, [module, config]] of Object.entries(HOMES) as [AgentHome, (typeof HOMES)[AgentHome]][])
      this.services.set(home, await startService(module, config, { environment: this.environmentOf(home) }));
    const month = new Date().toISOString().slice(0, 7);
    await this.query(
      `INSERT INTO council.workspace_budgets (id, workspace_id, period, limit_micro_usd, limit_tokens) VALUES ($1, $2, $3, $4, $4)`,
      uuidv7(),
      this.workspaceId,
      month,
      PLENTY,
    );
    await plantObservations({
      workspaceId: this.workspaceId,
      query: (statement, ...values) => this.query(statement, ...values),
    });
  }

  private environmentOf(home: AgentHome): NodeJS.ProcessEnv {
    const { redisBus, redisCache, chroma } = this.servers;
    return {
      NODE_ENV: 'development',
      PORT: '0',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
      DATABASE_URL: this.database.roleUrls[home],
      REDIS_BUS_URL: redisBus.url,
      REDIS_CACHE_URL: redisCache.url,
      CHROMA_URL: chroma.url,
      BUS_KEYS,
      OBJECT_STORE_FOLDER: join(this.folder, 'objects'),
      EGRESS_ORIGINS: this.sites.origins.join(','),
      // Politeness is for strangers; these sites are ours.
      SOURCES_PAUSE_MS: '1',
      ...this.model.environment,
    };
  }

  private of(home: AgentHome): RunningService {
    const service = this.services.get(home);
    if (!service) throw new Error(`No service runs for ${home}`);
    return service;
  }
}

/** Servers that the caller's own fleet may use are none of a benchmark's. */
const withoutServers = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  DATABASE_URL: undefined,
  REDIS_URL: undefined,
  REDIS_BUS_URL: undefined,
  REDIS_CACHE_URL: undefined,
  CHROMA_URL: undefined,
});
