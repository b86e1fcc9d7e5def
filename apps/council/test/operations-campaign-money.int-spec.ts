import {
  QuoteCampaign,
  ReadCampaignCosts,
  type CampaignCostsResponse,
  type CampaignQuoteResponse,
} from '@raptor/contracts';
import { aBudget, aCampaign, aLedgerEntry, anAgent } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

describe('the money of a campaign, as the council is asked for it', () => {
  let desk: CouncilDesk;
  let ada: Asker;
  let workspaceId: string;
  let id: string;

  const plant = (...rows: object[]) => desk.plant(workspaceId, ...rows);

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(async () => {
    ada = aPerson('operator');
    ({ workspaceId } = ada);
    const campaign = aCampaign({ workspaceId });
    ({ id } = campaign);
    await plant(campaign);
  });

  it('that it has cost is added up by agent and by model, and is nothing before', async () => {
    const nothing = { cost_micro_usd: 0, reserved_micro_usd: 0, tokens: 0, entries: 0, by_agent: [], by_model: [] };
    expect(await desk.ask(ada, ReadCampaignCosts, { id })).toEqual({
      campaign_id: id,
      run_budget_micro_usd: null,
      ...nothing,
    });
    const budget = aBudget({ workspaceId, spentMicroUsd: 3_000, reservedMicroUsd: 500 });
    const of = { workspaceId, budgetId: budget.id, campaignId: id };
    const open = { state: 'open', settledAt: null, settledMicroUsd: 0, reservedMicroUsd: 500 } as const;
    await plant(
      budget,
      aLedgerEntry(of),
      aLedgerEntry({ ...of, agentCode: 'MUSE-002', overrunMicroUsd: 5 }),
      aLedgerEntry({ ...of, agentCode: 'MUSE-002', kind: 'lookup', model: null, provider: 'serper' }),
      aLedgerEntry({ ...of, agentCode: 'RES-001', inputTokens: 0, outputTokens: 0, ...open }),
      aLedgerEntry({ ...of, campaignId: null, agentCode: 'RES-002' }),
    );
    const costs = await desk.ask<CampaignCostsResponse>(ada, ReadCampaignCosts, { id });
    expect(costs).toMatchObject({ cost_micro_usd: 3_005, reserved_micro_usd: 500, tokens: 900, entries: 4 });
    expect(costs.by_agent.map(({ agent_code, cost_micro_usd }) => [agent_code, cost_micro_usd])).toEqual([
      ['MUSE-002', 2_005],
      ['MUSE-001', 1_000],
      ['RES-001', 0],
    ]);
    expect(costs.by_model.map(({ model, cost_micro_usd }) => [model, cost_micro_usd])).toEqual([
      ['claude-sonnet', 2_005],
      ['serper', 1_000],
    ]);
  });

  const quote = (more: object = {}, dedupId?: string) =>
    desk.ask<CampaignQuoteResponse>(
      ada,
      QuoteCampaign,
      { objective_type: 'conversion', channels: ['email'], ...more },
      dedupId,
    );

  it('is quoted from what runs have cost, and from nothing that nobody knows', async () => {
    const unknown = await quote();
    expect(unknown).toMatchObject({ p50_micro_usd: 0, is_complete: false, fits: null, remaining_micro_usd: null });
    expect(new Set(unknown.agents.map(({ basis }) => basis))).toEqual(new Set(['nothing']));
    expect(unknown.agents.map(({ agent_code }) => agent_code)).toEqual(
      expect.arrayContaining(['RES-001', 'LORD-002', 'MUSE-004', 'GRD-008', 'LORD-006']),
    );
    const [{ period }] = (await desk.rows<{ period: string }>(
      `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM') AS period`,
    )) as [{ period: string }];
    const budget = aBudget({ workspaceId, period, spentMicroUsd: 15_000 });
    const runs = [1_000, 1_000, 1_000, 1_000, 11_000].map((settledMicroUsd) =>
      aLedgerEntry({
        workspaceId,
        budgetId: budget.id,
        agentCode: 'MUSE-004',
        assignmentId: uuidv7(),
        reservedMicroUsd: 11_000,
        settledMicroUsd,
      }),
    );
    await plant(budget, anAgent({ workspaceId, code: 'GRD-008', isActive: false }), ...runs);
    const known = await quote({ estimate_micro_usd: 10 });
    const others = known.agents.filter(({ basis, is_active }) => basis === 'estimate' && is_active);
    expect(known.agents.find(({ agent_code }) => agent_code === 'MUSE-004')).toEqual({
      agent_code: 'MUSE-004',
      name: 'Email Copywriter',
      parts: ['creation'],
      is_active: true,
      basis: 'history',
      past_runs: 5,
      p50_micro_usd: 1_000,
      p95_micro_usd: 11_000,
    });
    expect(known.agents.find(({ agent_code }) => agent_code === 'GRD-008')).toMatchObject({ is_active: false });
    expect(known).toMatchObject({
      p50_micro_usd: 1_000 + others.length * 10,
      p95_micro_usd: 11_000 + others.length * 10,
      is_complete: true,
      fits: true,
      remaining_micro_usd: 10_000_000 - 15_000,
    });
    expect(known.agents).toHaveLength(others.length + 2);
  });

  it('is quoted alike to whoever asks again with the same key, and asking leaves nothing in the audit log', async () => {
    const key = uuidv7();
    const first = await quote({}, key);
    await plant(anAgent({ workspaceId, code: 'GRD-008', isActive: false }));
    expect(await quote({}, key)).toEqual(first);
    expect(await quote()).not.toEqual(first);
    expect(await desk.audited(workspaceId)).toEqual([]);
  });
});
