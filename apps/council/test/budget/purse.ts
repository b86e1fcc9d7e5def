import { BusBudget, type BudgetDecision, type BudgetRequest, type SpendReport } from '@raptor/agent-kit';
import type { ServiceKey } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { startService, type RunningService } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { aKeyPrefix, cloneDatabase, deliver, prepared, serviceEnvironment, type ClonedDatabase } from '@raptor/testing';
import { aBudget, plant } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { CouncilModule } from '../../src/council.module';
import { councilConfig } from '../../src/council.config';
import type { WorkspaceBudgetEntity } from '../../src/budget/workspace-budget.entity';
import { payerOf } from './payer';
import { SpendingGuildModule, spendingGuildConfig } from './spending-guild';

export type Asked = Partial<Omit<BudgetRequest, 'payer'>> & {
  readonly agentCode?: string;
  readonly assignmentId?: string;
};

/** A council with its database, and guilds that spend, all in this process and on a bus of their own. */
export interface Purse {
  readonly clone: ClonedDatabase;
  readonly admin: Client;
  readonly council: RunningService;
  startGuild(more?: NodeJS.ProcessEnv): Promise<RunningService>;
  /** For a service of a test's own, on the same bus and database. */
  environmentOf(service: ServiceKey): NodeJS.ProcessEnv;
  /** A workspace with this month's money. */
  aWorkspace(limits?: Partial<WorkspaceBudgetEntity>): Promise<string>;
  /** By way of a guild's client. */
  reserve(guild: RunningService, workspaceId: string, asked?: Asked): Promise<BudgetDecision>;
  settle(guild: RunningService, workspaceId: string, report: Omit<SpendReport, 'payer'>): Promise<void>;
  /** Hands messages to the council, each as often as it is given. */
  tell(workspaceId: string, ...messages: object[]): Promise<void>;
  rows<T>(sql: string, ...values: unknown[]): Promise<T[]>;
  budgetOf(workspaceId: string, period?: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function openPurse(
  more: NodeJS.ProcessEnv = {},
  prepare?: (admin: Client) => Promise<void>,
): Promise<Purse> {
  const clone = await cloneDatabase();
  const prefix = aKeyPrefix();
  const admin = new Client({ connectionString: clone.adminUrl });
  await admin.connect();
  await prepare?.(admin);
  const running: RunningService[] = [];
  const environment = (service: ServiceKey): NodeJS.ProcessEnv => ({
    ...serviceEnvironment(service, clone, prefix),
    BUS_RETRY_FIRST_MS: '50',
    BUS_RETRY_LONGEST_MS: '50',
    ...more,
  });
  const kept = async (starting: Promise<RunningService>): Promise<RunningService> => {
    const service = await starting;
    running.push(service);
    return service;
  };
  const starting = startService(CouncilModule, councilConfig, { environment: environment('council') });
  const council = await kept(starting);
  const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await admin.query(sql, values)).rows as T[];
  return {
    clone,
    admin,
    council,
    environmentOf: environment,
    startGuild: (own = {}) =>
      kept(startService(SpendingGuildModule, spendingGuildConfig, { environment: { ...environment('muse'), ...own } })),
    aWorkspace: async (limits = {}) => {
      const workspaceId = uuidv7();
      const [now] = await rows<{ period: string }>(`SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM') AS period`);
      const budget = aBudget({
        workspaceId,
        period: now?.period,
        limitMicroUsd: 1_000,
        limitTokens: 1_000_000,
        ...limits,
      });
      await council.app
        .get(Database)
        .withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) => plant(tx, budget));
      return workspaceId;
    },
    reserve: (guild, workspaceId, { agentCode, assignmentId, ...asked } = {}) =>
      guild.app.get(BusBudget).reserve({
        payer: payerOf(workspaceId, agentCode, assignmentId),
        attemptId: uuidv7(),
        kind: 'model',
        provider: 'gemini',
        model: 'gemini-flash',
        tier: 'flash',
        reservedMicroUsd: 100,
        reservedTokens: 10,
        expiresInMs: 60_000,
        ...asked,
      }),
    settle: (guild, workspaceId, report) =>
      guild.app
        .get(BusBudget)
        .settle({ payer: payerOf(workspaceId), kind: 'model', provider: 'gemini', model: 'gemini-flash', ...report }),
    tell: (workspaceId, ...messages) => {
      const bus = council.app.get(RaptorBus);
      return deliver(bus, ...messages.map((message) => prepared(bus, workspaceId, message)));
    },
    rows,
    budgetOf: async (workspaceId, period) => {
      const [budget] = await rows<{ budget: Record<string, unknown> }>(
        `SELECT to_jsonb(b) AS budget FROM council.workspace_budgets AS b
         WHERE workspace_id = $1 AND ($2::text IS NULL OR period = $2) ORDER BY period DESC LIMIT 1`,
        workspaceId,
        period ?? null,
      );
      if (!budget) throw new Error(`${workspaceId} has no budget`);
      return budget.budget;
    },
    close: async () => {
      await Promise.all(running.map((service) => service.stop()));
      await admin.end();
      await clone.drop();
    },
  };
}
