import { INDEX_MEMORIES, MESSAGES, schemaOf, type AgentHome } from '@raptor/contracts';
import { Database, serviceDataSource } from '@raptor/persistence';
import { busChannels, keyRing } from '@raptor/platform';
import { describeFailure, Outbox, RaptorBus, RemoteFailureError } from '@raptor/raptor-bus';
import type { Addresses } from './addresses';

const ACTOR = { type: 'system', id: 'memories' } as const;
const LIMITS = { connectTimeoutMs: 10_000, statementTimeoutMs: 60_000, lockTimeoutMs: 10_000 };

export interface MemoryCount {
  readonly memories: number;
  readonly waiting: number;
}

/** The memories of one guild, for a program beside it: with the guild's own role, a workspace at a time. */
export class GuildMemories {
  private readonly database: Database;
  private readonly bus: RaptorBus;
  private readonly outbox: Outbox;
  private readonly schema: string;
  /** About which workspace a message is that is sent now. */
  private current = '';

  constructor(
    private readonly home: AgentHome,
    { databaseUrl, busKeys, keyPrefix }: Addresses,
  ) {
    const description = { service: home, tables: {}, entities: [], migrations: [] };
    this.schema = schemaOf(home);
    this.database = new Database(
      description,
      serviceDataSource(description, { ...LIMITS, url: databaseUrl, poolMax: 2 }),
      LIMITS,
    );
    // Never connected: it knows the messages and the keys. What is in the outbox is taken from there by the guild.
    this.bus = new RaptorBus({
      url: 'redis://127.0.0.1',
      keyPrefix,
      service: home,
      instance: 'memories',
      messages: MESSAGES,
      channels: busChannels(30_000),
      keyRing: keyRing('keys of the bus').parse(busKeys),
      leaseMs: 30_000,
      maxAttempts: 1,
      queryTimeoutMs: 1_000,
      commandTimeoutMs: 1_000,
      concurrency: 1,
      origin: () => ({ workspaceId: this.current, actor: ACTOR }),
      runWithin: (_envelope, fn) => fn(),
      describeFailure,
      reviveFailure: (failure) => new RemoteFailureError(failure),
    });
    this.outbox = new Outbox(this.bus, this.schema);
  }

  /** Every workspace that the guild has begun with, or has indexed memories of, and that is not deleted. */
  async workspaces(): Promise<string[]> {
    const rows = await this.database.withBookkeeping((tx) =>
      tx.query<{ workspace_id: string }[]>(
        `SELECT workspace_id FROM (
           SELECT workspace_id FROM ${this.schema}.workspace_lives
           UNION SELECT workspace_id FROM ${this.schema}.outbox_events WHERE name = $1
         ) AS known
         WHERE workspace_id NOT IN (SELECT workspace_id FROM ${this.schema}.workspace_lives WHERE deleted_at IS NOT NULL)
         ORDER BY workspace_id`,
        [`${this.home}.memories.index`],
      ),
    );
    return rows.map(({ workspace_id }) => workspace_id);
  }

  async count(workspaceId: string): Promise<MemoryCount> {
    const [count] = await this.database.withTenant(workspaceId, ACTOR, (tx) =>
      tx.query<MemoryCount[]>(
        `SELECT count(*)::int AS memories, (count(*) FILTER (WHERE indexed_at IS NULL))::int AS waiting
         FROM ${this.schema}.agent_memories WHERE workspace_id = $1 AND (expires_at IS NULL OR expires_at > now())`,
        [workspaceId],
      ),
    );
    return count ?? { memories: 0, waiting: 0 };
  }

  /** Has the guild empty its index of the workspace and fill it again. Until that is done the workspace's memories count as waiting. */
  async rebuild(workspaceId: string): Promise<void> {
    this.current = workspaceId;
    await this.database.withTenant(workspaceId, ACTOR, async (tx) => {
      await tx.query(`UPDATE ${this.schema}.agent_memories SET indexed_at = NULL WHERE workspace_id = $1`, [
        workspaceId,
      ]);
      await this.outbox.send(tx, Object.assign(new INDEX_MEMORIES[this.home](), { anew: true }));
    });
  }

  async close(): Promise<void> {
    await this.bus.close();
    await this.database.close();
  }
}
