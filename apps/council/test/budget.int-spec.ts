import { BusBudget } from '@raptor/agent-kit';
import { SettleSpend, StartStop, WorkspaceCreated } from '@raptor/contracts';
import type { RunningService } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { deliver, eventually, prepared } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { payerOf } from './budget/payer';
import { openPurse, type Purse } from './budget/purse';

describe('the budget of a workspace', () => {
  let purse: Purse;
  let guild: RunningService;

  beforeAll(async () => {
    purse = await openPurse();
    guild = await purse.startGuild();
  });

  afterAll(() => purse.close());

  const codes = (decisions: readonly object[]): unknown[] =>
    decisions.map((decision) => ('code' in decision ? decision.code : 'reserved'));
  const ledgerOf = (workspaceId: string) =>
    purse.rows<{ attempt_id: string; state: string; settled: number; overrun: number }>(
      `SELECT attempt_id, state, settled_micro_usd::int AS settled, overrun_micro_usd::int AS overrun
       FROM council.cost_ledger WHERE workspace_id = $1 ORDER BY created_at, id`,
      workspaceId,
    );
  const sent = async (workspaceId: string, name: string): Promise<Record<string, unknown>[]> => {
    const rows = await purse.rows<{ envelope: string }>(
      `SELECT envelope FROM council.outbox_events WHERE workspace_id = $1 AND name = $2`,
      workspaceId,
      name,
    );
    return rows.map(({ envelope }) => (JSON.parse(envelope) as { payload: Record<string, unknown> }).payload);
  };
  const spend = (attemptId: string, of: Partial<SettleSpend> = {}): SettleSpend =>
    Object.assign(new SettleSpend(), {
      ...{ attemptId, agentCode: 'MUSE-001', kind: 'model', provider: 'gemini', model: 'gemini-flash', wasMade: true },
      ...of,
    });

  it('begins with the money of the plan, in the month of the workspace', async () => {
    const workspaceId = uuidv7();
    const acme = { name: 'Acme', plan: 'pro', timezone: 'pacific/kiritimati', ownerId: uuidv7() };
    await purse.tell(workspaceId, Object.assign(new WorkspaceCreated(), acme));
    const quote = await eventually(async () => {
      const answer = await guild.app.get(BusBudget).quote(payerOf(workspaceId), 42);
      expect(answer).toBeDefined();
      return answer;
    });
    expect(quote).toEqual({
      ...{ p50MicroUsd: 42, p95MicroUsd: 42, basis: 'estimate', runs: 0 },
      ...{ remainingMicroUsd: 10_000_000, remainingTokens: 1_000_000, paidTiers: 'all' },
    });
    expect(await purse.budgetOf(workspaceId)).toMatchObject({ timezone: 'Pacific/Kiritimati', owner_id: acme.ownerId });
  });

  it('is charged what was reported, from another process, once for each attempt', async () => {
    const workspaceId = await purse.aWorkspace();
    const attemptId = uuidv7();
    expect(await purse.reserve(guild, workspaceId, { attemptId })).toEqual({ outcome: 'reserved' });
    expect(await purse.budgetOf(workspaceId)).toMatchObject({ reserved_micro_usd: 100, tokens_reserved: 10 });
    const report = { attemptId, reportedMicroUsd: 40, tokens: { input: 3, cached: 1, output: 2 } };
    await Promise.all([purse.settle(guild, workspaceId, report), purse.settle(guild, workspaceId, report)]);
    await eventually(async () => {
      expect(await purse.budgetOf(workspaceId)).toMatchObject({
        ...{ reserved_micro_usd: 0, spent_micro_usd: 40, tokens_reserved: 0, tokens_spent: 5 },
      });
    });
  });

  it('lends once to an attempt that asks twice, also at the same moment', async () => {
    const workspaceId = await purse.aWorkspace();
    const attemptId = uuidv7();
    const asked = await Promise.all([1, 2, 3, 4].map(() => purse.reserve(guild, workspaceId, { attemptId })));
    expect(codes(asked)).toEqual(['reserved', 'reserved', 'reserved', 'reserved']);
    expect(await purse.budgetOf(workspaceId)).toMatchObject({ reserved_micro_usd: 100 });
  });

  it('never lends more than there is, however many ask at once', async () => {
    const workspaceId = await purse.aWorkspace();
    const asked = codes(await Promise.all(Array.from({ length: 40 }, () => purse.reserve(guild, workspaceId))));
    expect(asked.filter((code) => code === 'reserved')).toHaveLength(10);
    expect(asked.filter((code) => code === 'BUDGET_EXHAUSTED')).toHaveLength(30);
  });

  it('from 95 % on pays for the cheapest tier only, at 100 % for nothing that costs', async () => {
    const workspaceId = await purse.aWorkspace({ spentMicroUsd: 940 });
    const ask = (tier: 'flash' | 'balanced' | undefined, reservedMicroUsd = 10) =>
      purse.reserve(guild, workspaceId, { tier, reservedMicroUsd });
    expect(codes([await ask('balanced')])).toEqual(['reserved']);
    await purse.rows(`UPDATE council.workspace_budgets SET spent_micro_usd = 950 WHERE workspace_id = $1`, workspaceId);
    expect(codes([await ask('balanced'), await ask(undefined), await ask('flash')])).toEqual([
      ...['BUDGET_TIER_TOO_DEAR', 'BUDGET_TIER_TOO_DEAR', 'reserved'],
    ]);
    await purse.rows(
      `UPDATE council.workspace_budgets SET spent_micro_usd = 980, overrun_micro_usd = 20 WHERE workspace_id = $1`,
      workspaceId,
    );
    expect(codes([await ask('flash', 1), await ask('flash', 0)])).toEqual(['BUDGET_EXHAUSTED', 'reserved']);
    expect(await ledgerOf(workspaceId)).toHaveLength(2);
  });

  it('lends nothing under a stop, and nothing to a workspace that has none', async () => {
    const workspaceId = await purse.aWorkspace();
    await purse.tell(
      workspaceId,
      Object.assign(new StartStop(), { scope: 'agent', target: 'MUSE-001', reason: 'manual' }),
    );
    await eventually(async () => {
      expect(codes([await purse.reserve(guild, workspaceId)])).toEqual(['WORK_STOPPED']);
    });
    expect(codes([await purse.reserve(guild, workspaceId, { agentCode: 'MUSE-002' })])).toEqual(['reserved']);
    expect(codes([await purse.reserve(guild, uuidv7())])).toEqual(['BUDGET_UNAVAILABLE']);
  });

  it('writes down money that was spent without having been asked for, as overrun', async () => {
    const workspaceId = await purse.aWorkspace();
    const attemptId = uuidv7();
    const unasked = spend(attemptId, { campaignId: uuidv7(), reportedMicroUsd: 30 });
    await purse.tell(workspaceId, unasked, unasked);
    await eventually(async () => {
      expect(await purse.budgetOf(workspaceId)).toMatchObject({ spent_micro_usd: 0, overrun_micro_usd: 30 });
    });
    expect(await ledgerOf(workspaceId)).toEqual([{ attempt_id: attemptId, state: 'settled', settled: 0, overrun: 30 }]);
    expect(codes([await purse.reserve(guild, workspaceId, { attemptId })])).toEqual(['BUDGET_UNAVAILABLE']);
  });

  it('keeps what nobody can be charged for as a dead letter that says why', async () => {
    const workspaceId = uuidv7();
    await purse.tell(workspaceId, spend(uuidv7(), { reportedMicroUsd: 30 }));
    await eventually(async () => {
      const letters = await purse.rows<{ failure: { message: string } }>(
        `SELECT failure FROM council.dead_letters WHERE workspace_id = $1`,
        workspaceId,
      );
      expect(letters).toMatchObject([{ failure: { message: 'This workspace has no budget to charge' } }]);
    });
  });

  describe('of a call that was not made', () => {
    const notMade = (attemptId: string): SettleSpend => spend(attemptId, { wasMade: false });

    it('has its money back', async () => {
      const workspaceId = await purse.aWorkspace();
      const attemptId = uuidv7();
      await purse.reserve(guild, workspaceId, { attemptId });
      await purse.tell(workspaceId, notMade(attemptId));
      await eventually(async () => {
        expect(await purse.budgetOf(workspaceId)).toMatchObject({ reserved_micro_usd: 0, spent_micro_usd: 0 });
      });
      expect(codes([await purse.reserve(guild, workspaceId, { attemptId })])).toEqual(['BUDGET_UNAVAILABLE']);
    });

    it('lends nothing to a question that comes after its withdrawal', async () => {
      const workspaceId = await purse.aWorkspace();
      const attemptId = uuidv7();
      await purse.tell(workspaceId, notMade(attemptId));
      await eventually(async () => expect(await ledgerOf(workspaceId)).toMatchObject([{ state: 'released' }]));
      expect(codes([await purse.reserve(guild, workspaceId, { attemptId })])).toEqual(['BUDGET_UNAVAILABLE']);
    });

    it('is charged all the same when it turns out to have been made', async () => {
      const workspaceId = await purse.aWorkspace();
      const attemptId = uuidv7();
      await purse.reserve(guild, workspaceId, { attemptId });
      await purse.tell(workspaceId, notMade(attemptId));
      await eventually(async () => expect(await ledgerOf(workspaceId)).toMatchObject([{ state: 'released' }]));
      await purse.tell(
        workspaceId,
        spend(attemptId, { reportedMicroUsd: 70 }),
        spend(attemptId, { reportedMicroUsd: 70 }),
      );
      await eventually(async () => expect(await ledgerOf(workspaceId)).toMatchObject([{ settled: 0, overrun: 70 }]));
    });
  });

  it('counts as spent what nobody settles in time, by one timer for many', async () => {
    const workspaceId = await purse.aWorkspace();
    await Promise.all([1, 2, 3, 4, 5].map(() => purse.reserve(guild, workspaceId, { expiresInMs: 500 })));
    await purse.reserve(guild, workspaceId, { expiresInMs: 1_500 });
    await eventually(async () => {
      expect(await purse.budgetOf(workspaceId)).toMatchObject({
        ...{ reserved_micro_usd: 0, spent_micro_usd: 600, tokens_spent: 60, sweep_at: null },
      });
    });
    const timers = await sent(workspaceId, 'council.reservations.expire');
    expect(timers.length).toBeGreaterThanOrEqual(2);
    expect(timers.length).toBeLessThanOrEqual(6);
  });

  it('takes a late report as what was billed beyond what had expired', async () => {
    const workspaceId = await purse.aWorkspace();
    const attemptId = uuidv7();
    await purse.reserve(guild, workspaceId, { attemptId, expiresInMs: 50 });
    await eventually(async () => expect(await ledgerOf(workspaceId)).toMatchObject([{ state: 'expired' }]));
    await purse.tell(workspaceId, spend(attemptId, { reportedMicroUsd: 130 }));
    await eventually(async () => expect(await ledgerOf(workspaceId)).toMatchObject([{ settled: 100, overrun: 30 }]));
  });

  it('alerts once at 80 % while twenty settle at once, and again for no redelivery', async () => {
    const ownerId = uuidv7();
    const workspaceId = await purse.aWorkspace({ limitMicroUsd: 2_000, ownerId });
    const attempts = Array.from({ length: 20 }, () => uuidv7());
    await Promise.all(attempts.map((attemptId) => purse.reserve(guild, workspaceId, { attemptId })));
    const bus = purse.council.app.get(RaptorBus);
    const messages = attempts.map((id) => prepared(bus, workspaceId, spend(id, { reportedMicroUsd: 90 })));
    await deliver(bus, ...messages, ...messages);
    await eventually(async () => {
      expect(await purse.budgetOf(workspaceId)).toMatchObject({ spent_micro_usd: 1_800, alerted_at_percent: 80 });
      expect(await sent(workspaceId, 'council.budget.alerted')).toMatchObject([{ reason: 'threshold', percent: 80 }]);
    });
    await deliver(bus, ...messages);
    const notices = () =>
      purse.rows(`SELECT type, user_id FROM council.notifications WHERE workspace_id = $1`, workspaceId);
    await eventually(async () => expect(await notices()).toEqual([{ type: 'budget.threshold', user_id: ownerId }]));
    expect(await sent(workspaceId, 'council.budget.alerted')).toHaveLength(1);
  });

  it('says once that it is used up: when nothing fits any more', async () => {
    const workspaceId = await purse.aWorkspace({ spentMicroUsd: 960, ownerId: uuidv7() });
    const refused = await Promise.all(Array.from({ length: 10 }, () => purse.reserve(guild, workspaceId)));
    expect(new Set(codes(refused))).toEqual(new Set(['BUDGET_EXHAUSTED']));
    await eventually(async () => {
      expect(await sent(workspaceId, 'council.budget.exhausted')).toMatchObject([{ spentMicroUsd: 960 }]);
      const notices = await purse.rows(`SELECT type FROM council.notifications WHERE workspace_id = $1`, workspaceId);
      expect(notices).toEqual([{ type: 'budget.exhausted' }]);
    });
  });

  it('says once a period that vendors bill more than was reserved', async () => {
    const workspaceId = await purse.aWorkspace();
    for (const _each of [1, 2]) {
      const attemptId = uuidv7();
      await purse.reserve(guild, workspaceId, { attemptId });
      await purse.settle(guild, workspaceId, { attemptId, reportedMicroUsd: 130 });
    }
    await eventually(async () => {
      expect(await purse.budgetOf(workspaceId)).toMatchObject({ overrun_micro_usd: 60 });
    });
    expect(await sent(workspaceId, 'council.budget.alerted')).toMatchObject([{ reason: 'overrun' }]);
  });

  it('quotes what runs of the agent have cost here', async () => {
    const workspaceId = await purse.aWorkspace({ limitMicroUsd: 100_000 });
    const runs = Array.from({ length: 10 }, (_, n) => ({ assignmentId: uuidv7(), cost: (n + 1) * 10 }));
    for (const { assignmentId, cost } of runs) {
      for (const part of [cost - 1, 1]) {
        const attemptId = uuidv7();
        await purse.reserve(guild, workspaceId, { attemptId, assignmentId });
        await purse.settle(guild, workspaceId, { attemptId, reportedMicroUsd: part });
      }
    }
    await eventually(async () => {
      expect(await guild.app.get(BusBudget).quote(payerOf(workspaceId), 7)).toMatchObject({
        ...{ p50MicroUsd: 50, p95MicroUsd: 100, basis: 'history', runs: 10, remainingMicroUsd: 100_000 - 550 },
      });
    });
    expect(await guild.app.get(BusBudget).quote(payerOf(workspaceId, 'MUSE-002'))).toMatchObject({ basis: 'nothing' });
  });
});
