import { aBudget, aCampaign } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { BudgetsRepository } from '../src/budget/budgets.repository';
import { CostLedgerRepository } from '../src/budget/cost-ledger.repository';
import { CostsRepository } from '../src/budget/costs.repository';
import type { Reservation, ReservationRequest, Settlement, Usage } from '../src/budget/reservation';
import type { WorkspaceBudgetEntity } from '../src/budget/workspace-budget.entity';
import { openCouncilDatabase, type CouncilDatabase } from './support/council-database';

const PERIOD = '2026-03';
const UNKNOWN: Usage = { reportedMicroUsd: null, countedMicroUsd: null, tokens: null };

describe('money', () => {
  const budgets = new BudgetsRepository();
  const ledger = new CostLedgerRepository();
  const costs = new CostsRepository();
  let database: CouncilDatabase;
  let workspaceId: string;

  beforeAll(async () => {
    database = await openCouncilDatabase();
  });

  afterAll(() => database.close());

  beforeEach(() => {
    workspaceId = uuidv7();
  });

  const withBudget = (limits: Partial<WorkspaceBudgetEntity> = {}): Promise<void> =>
    database.plant(workspaceId, aBudget({ workspaceId, period: PERIOD, limitMicroUsd: 1_000, ...limits }));

  const reserve = (request: Partial<ReservationRequest> = {}): Promise<Reservation> =>
    database.in(workspaceId, (tx) =>
      ledger.reserve(tx, {
        period: PERIOD,
        attemptId: uuidv7(),
        agentCode: 'MUSE-001',
        kind: 'model',
        provider: 'anthropic',
        model: 'claude-sonnet',
        reservedMicroUsd: 100,
        reservedTokens: 10,
        expiresInMs: 60_000,
        ...request,
      }),
    );

  const settle = (attemptId: string, usage: Partial<Usage> = {}): Promise<Settlement | null> =>
    database.in(workspaceId, (tx) => ledger.settle(tx, attemptId, { ...UNKNOWN, ...usage }));

  const expireDue = (): Promise<number> => database.in(workspaceId, (tx) => ledger.expireDue(tx));

  const budgetNow = (): Promise<WorkspaceBudgetEntity> =>
    database.in(workspaceId, async (tx) => (await budgets.ofPeriod(tx, PERIOD))!);

  /** What the budget's figures must be, added up from the ledger. */
  const sumsOfLedger = (): Promise<unknown> =>
    database.in(workspaceId, async (tx) => {
      const [sums] = await tx.query<unknown[]>(
        `SELECT sum(settled_micro_usd)::int AS "spentMicroUsd", sum(overrun_micro_usd)::int AS "overrunMicroUsd",
                coalesce(sum(reserved_micro_usd) FILTER (WHERE state = 'open'), 0)::int AS "reservedMicroUsd",
                sum(settled_tokens)::int AS "tokensSpent",
                coalesce(sum(reserved_tokens) FILTER (WHERE state = 'open'), 0)::int AS "tokensReserved"
         FROM council.cost_ledger`,
      );
      return sums;
    });

  it('reserves up to the limit and not a micro-dollar more, however many ask at once', async () => {
    await withBudget({ limitMicroUsd: 1_050 });
    const asked = await Promise.all(Array.from({ length: 50 }, () => reserve()));
    expect(asked.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(10);
    expect(await budgetNow()).toMatchObject({ reservedMicroUsd: 1_000, tokensReserved: 100 });
    expect(await budgetNow()).toMatchObject((await sumsOfLedger()) as object);
  });

  it('never lets a plain UPDATE past the limit', async () => {
    await withBudget();
    const past = database.in(workspaceId, (tx) =>
      tx.query(`UPDATE council.workspace_budgets SET reserved_micro_usd = 1001`),
    );
    await expect(past).rejects.toThrow(/workspace_budgets_limit_check/);
    const below = database.in(workspaceId, (tx) =>
      tx.query(`UPDATE council.workspace_budgets SET spent_micro_usd = -1`),
    );
    await expect(below).rejects.toThrow(/workspace_budgets_spent_micro_usd_check/);
  });

  it('limits tokens as it limits money', async () => {
    await withBudget({ limitTokens: 25 });
    const outcomes = await Promise.all([reserve(), reserve(), reserve()]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['refused', 'reserved', 'reserved']);
  });

  it('reserves for the cheapest tier only from 95 % spent on, whoever has looked before', async () => {
    await withBudget({ spentMicroUsd: 950 });
    const outcomeFor = async (tier?: 'flash' | 'deep') => (await reserve({ tier, reservedMicroUsd: 10 })).outcome;
    expect([await outcomeFor('deep'), await outcomeFor(), await outcomeFor('flash')]).toEqual([
      ...['refused', 'refused', 'reserved'],
    ]);
  });

  it('sets a timer for whoever expires first, and anew when one did not come', async () => {
    await withBudget();
    const timerFor = async (expiresInMs: number): Promise<boolean> => 'sweepAt' in (await reserve({ expiresInMs }));
    expect([await timerFor(60_000), await timerFor(90_000), await timerFor(30_000), await timerFor(40_000)]).toEqual([
      ...[true, false, true, false],
    ]);
    await database.in(workspaceId, (tx) =>
      tx.query(`UPDATE council.workspace_budgets SET sweep_at = now() - interval '2 minutes'`),
    );
    expect(await timerFor(40_000)).toBe(true);
  });

  it('refuses with the figures that it refuses by, and without a budget', async () => {
    expect(await reserve()).toEqual({ outcome: 'refused', budget: null });
    await withBudget({ limitMicroUsd: 99 });
    expect(await reserve()).toMatchObject({ outcome: 'refused', budget: { limitMicroUsd: 99, reservedMicroUsd: 0 } });
  });

  it('cannot be made to free money by a negative amount', async () => {
    await withBudget();
    await reserve();
    await expect(reserve({ reservedMicroUsd: -50 })).rejects.toThrow(/cost_ledger_reserved_micro_usd_check/);
    expect((await budgetNow()).reservedMicroUsd).toBe(100);
  });

  it('reserves once for an attempt that asks twice, and not again after it is over', async () => {
    await withBudget();
    const attemptId = uuidv7();
    const first = await reserve({ attemptId });
    expect(await reserve({ attemptId, reservedMicroUsd: 900 })).toEqual({ ...first, sweepAt: undefined });
    expect((await budgetNow()).reservedMicroUsd).toBe(100);
    await settle(attemptId);
    expect(await reserve({ attemptId })).toEqual({ outcome: 'over' });
  });

  it('keeps one of two reservations that one attempt asks for at the same moment', async () => {
    await withBudget();
    const attemptId = uuidv7();
    await Promise.allSettled([reserve({ attemptId }), reserve({ attemptId })]);
    expect((await budgetNow()).reservedMicroUsd).toBe(100);
  });

  const usages: [string, Partial<Usage>, Partial<WorkspaceBudgetEntity>][] = [
    ['what was reported', { reportedMicroUsd: 40 }, { spentMicroUsd: 40, overrunMicroUsd: 0 }],
    ['our own count, when that is more', { reportedMicroUsd: 40, countedMicroUsd: 60 }, { spentMicroUsd: 60 }],
    ['the reservation, when nothing is known', {}, { spentMicroUsd: 100, tokensSpent: 10 }],
    [
      'the reservation and an overrun, when more is billed',
      { reportedMicroUsd: 130 },
      { spentMicroUsd: 100, overrunMicroUsd: 30 },
    ],
    [
      'nothing, when it was free',
      { reportedMicroUsd: 0, tokens: { input: 4, cached: 9, output: 3 } },
      { spentMicroUsd: 0, tokensSpent: 7 },
    ],
  ];

  it.each(usages)('settles at %s', async (_at, usage, expected) => {
    await withBudget();
    const attemptId = uuidv7();
    await reserve({ attemptId });
    const settled = await settle(attemptId, usage);
    expect(await settle(attemptId, { reportedMicroUsd: 99 })).toEqual(settled);
    expect(await budgetNow()).toMatchObject({ reservedMicroUsd: 0, tokensReserved: 0, ...expected });
    expect(await budgetNow()).toMatchObject((await sumsOfLedger()) as object);
  });

  it('knows nothing of an attempt that reserved nothing', async () => {
    expect(await settle(uuidv7(), { reportedMicroUsd: 5 })).toBeNull();
  });

  it('counts what was billed beyond reservations against the limit, too', async () => {
    await withBudget();
    const attemptId = uuidv7();
    await reserve({ attemptId });
    await settle(attemptId, { reportedMicroUsd: 950 });
    expect(await reserve()).toMatchObject({ outcome: 'refused', budget: { spentMicroUsd: 100, overrunMicroUsd: 850 } });
  });

  it('spends in full what expires, frees nothing for a late report, and adds its overrun once', async () => {
    await withBudget();
    const attemptId = uuidv7();
    await reserve({ attemptId, expiresInMs: -1 });
    await reserve({ expiresInMs: -1 });
    await reserve();
    expect(await expireDue()).toBe(2);
    expect(await expireDue()).toBe(0);
    expect(await settle(attemptId, { reportedMicroUsd: 1 })).toMatchObject({ state: 'expired', settledMicroUsd: 100 });
    expect(await budgetNow()).toMatchObject({ spentMicroUsd: 200, reservedMicroUsd: 100, overrunMicroUsd: 0 });
    for (const _again of [1, 2]) await settle(attemptId, { reportedMicroUsd: 130 });
    expect(await budgetNow()).toMatchObject({ spentMicroUsd: 200, overrunMicroUsd: 30 });
    expect(await budgetNow()).toMatchObject((await sumsOfLedger()) as object);
  });

  it('adds up whatever happens at once', async () => {
    await withBudget({ limitMicroUsd: 3_000 });
    const attempts = Array.from({ length: 40 }, () => uuidv7());
    await Promise.all(
      attempts.map(async (attemptId, n) => {
        await reserve({ attemptId, expiresInMs: n % 4 === 0 ? -1 : 60_000 });
        if (n % 2 === 0) await settle(attemptId, { reportedMicroUsd: n * 5 });
        if (n % 8 === 0) await expireDue();
      }),
    );
    const now = await budgetNow();
    expect(now).toMatchObject((await sumsOfLedger()) as object);
    expect(now.spentMicroUsd + now.reservedMicroUsd).toBeLessThanOrEqual(3_000);
  });

  it('has one budget for a period, with the limits that were set last', async () => {
    const first = { limitMicroUsd: 500, limitTokens: 50 };
    const open = (period: string) => database.in(workspaceId, (tx) => budgets.open(tx, period, first));
    const opened = await Promise.all([open('2026-03'), open('2026-03'), open('2026-03')]);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    await database.in(workspaceId, (tx) => budgets.setLimits(tx, '2026-03', { limitMicroUsd: 800, limitTokens: 80 }));
    expect(await open('2026-04')).toMatchObject({ limitMicroUsd: 800, limitTokens: 80, spentMicroUsd: 0 });
  });

  it('takes no limit below what is spent or reserved', async () => {
    await withBudget();
    await reserve();
    const lower = (limitMicroUsd: number) =>
      database.in(workspaceId, (tx) => budgets.setLimits(tx, PERIOD, { limitMicroUsd, limitTokens: 10 }));
    expect(await lower(99)).toBe(false);
    expect(await lower(100)).toBe(true);
  });

  it('alerts once at a threshold, and not before it', async () => {
    await withBudget();
    const attemptId = uuidv7();
    await reserve({ attemptId, reservedMicroUsd: 800 });
    const { id } = await budgetNow();
    const claim = (percent: number) => database.in(workspaceId, (tx) => budgets.claimAlert(tx, id, percent));
    expect(await claim(80)).toBe(false);
    await settle(attemptId);
    expect((await Promise.all([claim(80), claim(80), claim(80)])).filter(Boolean)).toHaveLength(1);
    expect(await claim(95)).toBe(false);
  });

  it('tells costs by agent, model, campaign, person and day of the timezone', async () => {
    await withBudget();
    const campaign = aCampaign({ workspaceId });
    await database.plant(workspaceId, campaign);
    const [one, other] = [uuidv7(), uuidv7()];
    await reserve({ attemptId: one, campaignId: campaign.id });
    await reserve({ attemptId: other, agentCode: 'RES-001', kind: 'lookup', provider: 'semrush', model: null });
    await settle(one, { reportedMicroUsd: 130 });
    const span = { from: new Date(0), to: new Date(Date.now() + 60_000), timezone: 'Pacific/Kiritimati' };
    const by = (grouping: Parameters<CostsRepository['by']>[1]) =>
      database.in(workspaceId, (tx) => costs.by(tx, grouping, span));
    expect(await by('agent')).toMatchObject([
      { key: 'MUSE-001', costMicroUsd: 130, reservedMicroUsd: 0, entries: 1 },
      { key: 'RES-001', costMicroUsd: 0, reservedMicroUsd: 100, entries: 1 },
    ]);
    expect((await by('model')).map(({ key }) => key)).toEqual(['claude-sonnet', 'semrush']);
    expect((await by('campaign')).map(({ key }) => key)).toEqual([campaign.id, null]);
    expect(await by('user')).toMatchObject([{ key: null, costMicroUsd: 130, entries: 2 }]);
    const [today] = await by('day');
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: span.timezone }).format(new Date());
    expect(today!.key! <= day && today!.key! > new Date(Date.now() - 3 * 86_400_000).toISOString()).toBe(true);
    expect(await database.in(workspaceId, (tx) => costs.ofCampaign(tx, campaign.id))).toMatchObject({
      costMicroUsd: 130,
    });
  });
});
