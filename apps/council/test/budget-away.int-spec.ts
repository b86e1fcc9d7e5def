import { BusBudget } from '@raptor/agent-kit';
import type { RunningService } from '@raptor/platform';
import { eventually, testServers } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { TcpProxy } from '../../../libs/raptor-bus/test/fixtures/tcp-proxy';
import { payerOf } from './budget/payer';
import { openPurse, type Purse } from './budget/purse';

/** The council is given two seconds; the rest is the machine's. */
const REFUSED_WITHIN_MS = 3_500;

describe('a guild that cannot reach the council', () => {
  let purse: Purse;
  let line: TcpProxy;
  let guild: RunningService;
  let workspaceId: string;

  beforeAll(async () => {
    purse = await openPurse();
    line = await TcpProxy.to(testServers().redisBusUrl);
    await line.open();
    guild = await purse.startGuild({ REDIS_BUS_URL: line.url });
  });

  beforeEach(async () => {
    workspaceId = await purse.aWorkspace();
    await untilHeard();
  });

  afterEach(() => line.thaw());

  afterAll(async () => {
    await purse.close();
    await line.close();
  });

  /** A line that was frozen takes a moment to be trusted again. */
  const untilHeard = (): Promise<void> =>
    eventually(async () => {
      expect(await guild.app.get(BusBudget).quote(payerOf(workspaceId))).toBeDefined();
    });
  const stateOf = async (attemptId: string): Promise<string | undefined> => {
    const [entry] = await purse.rows<{ state: string }>(
      `SELECT state FROM council.cost_ledger WHERE attempt_id = $1`,
      attemptId,
    );
    return entry?.state;
  };

  it('is refused in time, and goes on with what is free', async () => {
    line.freeze();
    const begun = Date.now();
    expect(await purse.reserve(guild, workspaceId)).toMatchObject({ outcome: 'refused', code: 'BUDGET_UNAVAILABLE' });
    expect(Date.now() - begun).toBeLessThan(REFUSED_WITHIN_MS);
    expect(await purse.reserve(guild, workspaceId, { reservedMicroUsd: 0 })).toEqual({ outcome: 'reserved' });
  });

  it('has given back, once it can be heard again, what it was lent without knowing', async () => {
    const attemptId = uuidv7();
    const holder = new Client({ connectionString: purse.clone.adminUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT 1 FROM council.workspace_budgets WHERE workspace_id = $1 FOR UPDATE`, [workspaceId]);
    const asking = purse.reserve(guild, workspaceId, { attemptId });
    await eventually(async () => {
      const waiting = await purse.rows(`SELECT query FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%cost_ledger%'`);
      expect(waiting).toHaveLength(1);
    });
    line.freeze();
    await holder.query('COMMIT');
    await holder.end();
    await eventually(async () => expect(await stateOf(attemptId)).toBe('open'));
    expect(await asking).toMatchObject({ code: 'BUDGET_UNAVAILABLE' });
    line.thaw();
    await eventually(async () => expect(await stateOf(attemptId)).toBe('released'));
    expect(await purse.budgetOf(workspaceId)).toMatchObject({ reserved_micro_usd: 0, spent_micro_usd: 0 });
  });

  it('reports what it has spent all the same', async () => {
    const attemptId = uuidv7();
    await purse.reserve(guild, workspaceId, { attemptId });
    line.freeze();
    await purse.settle(guild, workspaceId, { attemptId, reportedMicroUsd: 60 });
    expect(await stateOf(attemptId)).toBe('open');
    line.thaw();
    await eventually(async () => expect(await stateOf(attemptId)).toBe('settled'));
    expect(await purse.budgetOf(workspaceId)).toMatchObject({ spent_micro_usd: 60 });
  });

  it('takes a request that makes no sense for the mistake that it is', async () => {
    await expect(purse.reserve(guild, workspaceId, { reservedMicroUsd: -1 })).rejects.toThrow(/reservedMicroUsd/);
  });
});
