import {
  EstimateRuns,
  ReadBudget,
  SetBudget,
  SumCosts,
  type BudgetResponse,
  type CostsResponse,
  type QuoteResponse,
} from '@raptor/contracts';
import { aBudget, aCampaign, aLedgerEntry } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import type { WorkspaceBudgetEntity } from '../src/budget/workspace-budget.entity';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

describe('money, as the council is asked for it', () => {
  let desk: CouncilDesk;
  let workspaceId: string;
  let admin: Asker;
  let viewer: Asker;
  let period: string;

  const withBudget = async (particular: Partial<WorkspaceBudgetEntity> = {}): Promise<WorkspaceBudgetEntity> => {
    const budget = aBudget({ workspaceId, period, limitMicroUsd: 1_000, limitTokens: 100, ...particular });
    await desk.plant(workspaceId, budget);
    return budget;
  };
  const budget = () => desk.ask<BudgetResponse>(viewer, ReadBudget);
  const set = (limit_micro_usd: number, limit_tokens: number, if_version?: number) =>
    desk.outcomeOf(admin, SetBudget, { limit_micro_usd, limit_tokens, ...(if_version && { if_version }) });

  beforeAll(async () => {
    desk = await openCouncilDesk();
    const [now] = await desk.rows<{ period: string }>(`SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM') AS period`);
    period = now!.period;
  });

  afterAll(() => desk.close());

  beforeEach(() => {
    workspaceId = uuidv7();
    admin = aPerson('admin', workspaceId);
    viewer = aPerson('viewer', workspaceId);
  });

  it('is told as it stands', async () => {
    await withBudget({ spentMicroUsd: 900, overrunMicroUsd: 50, reservedMicroUsd: 10, tokensSpent: 20, version: 3 });
    expect(await budget()).toEqual({
      ...{ period, timezone: 'UTC', limit_micro_usd: 1_000, limit_tokens: 100, spent_micro_usd: 950 },
      ...{ reserved_micro_usd: 10, overrun_micro_usd: 50, remaining_micro_usd: 40, tokens_spent: 20 },
      ...{ tokens_reserved: 0, remaining_tokens: 80, percent_spent: 95, alerts_at_percent: [80, 100] },
      ...{ alerted_at_percent: 0, paid_tiers: 'flash', version: 3 },
    });
    expect((await desk.outcomeOf(aPerson('admin'), ReadBudget)).code).toBe('RESOURCE_NOT_FOUND');
  });

  it('is limited by admins, on the version that was seen, and it is on record', async () => {
    const { id } = await withBudget({ spentMicroUsd: 100, reservedMicroUsd: 50 });
    expect((await set(2_000, 100, 1)).code).toBe('done');
    expect(await budget()).toMatchObject({ limit_micro_usd: 2_000, version: 2 });
    expect((await set(3_000, 100, 1)).code).toBe('VERSION_CHANGED');
    expect((await set(2_000, 100, 2)).code).toBe('done');
    expect(await set(149, 100)).toMatchObject({ code: 'STATE_FORBIDS', fields: ['limit_micro_usd'] });
    expect((await set(150, 100)).code).toBe('done');
    for (const who of ['viewer', 'analyst', 'operator'] as const) {
      const asked = { limit_micro_usd: 9_000, limit_tokens: 1 };
      expect((await desk.outcomeOf(aPerson(who, workspaceId), SetBudget, asked)).code).toBe('AUTH_FORBIDDEN');
    }
    expect(await budget()).toMatchObject({ limit_micro_usd: 150, version: 3 });
    expect(await desk.sent(workspaceId, 'sys.audit.recorded')).toMatchObject([
      {
        ...{ action: 'budget.changed', subjectType: 'budget', subjectId: id },
        detail: { before: { limit_micro_usd: 1_000 }, after: { limit_micro_usd: 2_000 } },
      },
      { action: 'budget.changed', detail: { before: { limit_micro_usd: 2_000 }, after: { limit_micro_usd: 150 } } },
    ]);
  });

  it('of which much is spent is told of again when more has been given and spent', async () => {
    const { id } = await withBudget({ spentMicroUsd: 1_000, alertedAtPercent: 100 });
    const alerted = async () => (await budget()).alerted_at_percent;
    await set(1_200, 100);
    expect(await alerted()).toBe(80);
    await set(10_000, 100);
    expect(await alerted()).toBe(0);
    await desk.rows(`UPDATE council.workspace_budgets SET alerted_at_percent = 80 WHERE id = $1`, id);
    await set(20_000, 100);
    expect(await alerted()).toBe(0);
    await set(1_000, 100);
    expect(await alerted()).toBe(0);
  });

  it('has a budget of the new month under another version, so that nobody sets the old one', async () => {
    await withBudget({ period: '2026-01', version: 4 });
    expect(await budget()).toMatchObject({ period, limit_micro_usd: 1_000, version: 5 });
    expect((await set(1, 1, 4)).code).toBe('VERSION_CHANGED');
  });

  it('is added up in every way that can be asked for', async () => {
    const { id: budgetId } = await withBudget();
    const campaign = aCampaign({ workspaceId });
    const userId = uuidv7();
    const at = (day: string, more: object = {}) =>
      aLedgerEntry({ workspaceId, budgetId, createdAt: new Date(day), ...more });
    await desk.plant(
      workspaceId,
      campaign,
      at('2026-03-01T00:00:00Z', { campaignId: campaign.id }),
      at('2026-03-02T10:00:00Z', { userId, agentCode: 'RES-001', overrunMicroUsd: 500 }),
      at('2026-03-03T00:00:00Z'),
    );
    const by = (group_by: string, span: object = {}) =>
      desk.ask<CostsResponse>(viewer, SumCosts, { group_by, from: '2026-03-01', to: '2026-03-03', ...span });
    const total = { cost_micro_usd: 2_500, reserved_micro_usd: 0, tokens: 600, entries: 2 };
    expect(await by('agent')).toMatchObject({
      ...{ from: '2026-03-01T00:00:00.000Z', timezone: 'UTC', is_truncated: false, total },
      items: [
        { key: 'RES-001', cost_micro_usd: 1_500, entries: 1 },
        { key: 'MUSE-001', cost_micro_usd: 1_000, entries: 1 },
      ],
    });
    const keysBy = async (grouping: string) => (await by(grouping)).items.map(({ key }) => key);
    expect(await keysBy('model')).toEqual(['claude-sonnet']);
    expect(await keysBy('campaign')).toEqual([null, campaign.id]);
    expect(await keysBy('user')).toEqual([userId, null]);
    expect(await keysBy('day')).toEqual(['2026-03-01', '2026-03-02']);
    expect(await by('day', { from: '2026-05-01', to: '2026-05-02' })).toMatchObject({
      items: [],
      total: { entries: 0 },
    });
    for (const span of [
      { from: '2026-03-03', to: '2026-03-01' },
      { from: '2020-01-01', to: '2026-03-01' },
    ])
      expect(await desk.outcomeOf(viewer, SumCosts, { group_by: 'day', ...span })).toMatchObject({
        code: 'REQUEST_INVALID',
        fields: ['from'],
      });
    const foreign = await desk.ask<CostsResponse>(aPerson('admin'), SumCosts, {
      group_by: 'agent',
      from: '2026-03-01',
      to: '2026-03-03',
    });
    expect(foreign).toMatchObject({ items: [], total: { entries: 0 } });
  });

  it('lists no more than a thousand lines, and adds them all up', async () => {
    const { id: budgetId } = await withBudget();
    const entries = Array.from({ length: 1_005 }, () =>
      aLedgerEntry({ workspaceId, budgetId, userId: uuidv7(), createdAt: new Date('2026-03-01T12:00:00Z') }),
    );
    await desk.plant(workspaceId, ...entries);
    const asked = { group_by: 'user', from: '2026-03-01', to: '2026-03-02' };
    const { items, is_truncated: isTruncated, total } = await desk.ask<CostsResponse>(viewer, SumCosts, asked);
    expect([items.length, isTruncated, total.entries]).toEqual([1_000, true, 1_005]);
  });

  it('is quoted from what runs have cost here, and nothing is made up', async () => {
    const { id: budgetId } = await withBudget();
    const costs = [100, 200, 300, 400, 5_000];
    await desk.plant(
      workspaceId,
      ...costs.map((settledMicroUsd) =>
        aLedgerEntry({ workspaceId, budgetId, settledMicroUsd, reservedMicroUsd: settledMicroUsd }),
      ),
    );
    const analyst = aPerson('analyst', workspaceId);
    const quote = (...agent_codes: string[]) => desk.ask<QuoteResponse>(analyst, EstimateRuns, { agent_codes });
    const known = { agent_code: 'MUSE-001', p50_micro_usd: 300, p95_micro_usd: 5_000, basis: 'history', runs: 5 };
    const unknown = { agent_code: 'RES-001', p50_micro_usd: null, p95_micro_usd: null, basis: 'nothing', runs: 0 };
    expect(await quote('MUSE-001')).toMatchObject({
      ...{ items: [known], p50_micro_usd: 300, p95_micro_usd: 5_000 },
      ...{ remaining_micro_usd: 1_000, remaining_tokens: 100, paid_tiers: 'all' },
    });
    expect(await quote('RES-001', 'MUSE-001')).toMatchObject({ items: [unknown, known], p50_micro_usd: null });
    expect(await desk.outcomeOf(analyst, EstimateRuns, { agent_codes: ['MUSE-001', 'MUSE-099'] })).toMatchObject({
      code: 'REQUEST_INVALID',
      fields: ['agent_codes.1'],
    });
    expect((await desk.outcomeOf(viewer, EstimateRuns, { agent_codes: ['MUSE-001'] })).code).toBe('AUTH_FORBIDDEN');
  });
});
