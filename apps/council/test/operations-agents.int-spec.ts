import {
  AssignAgent,
  ChangeAgent,
  ListWorkspaceAgents,
  ReadAgentMetrics,
  ReadAssignment,
  ReadWorkspaceAgent,
  RequestInvocation,
  type AgentMetricsResponse,
  type RunResponse,
  type WorkspaceAgentResponse,
} from '@raptor/contracts';
import {
  aBudget,
  aCampaign,
  aLedgerEntry,
  aTrustScore,
  anAgent,
  anAssignment,
  anEmergencyAction,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

const INPUT = { promise: 'Paid by Friday' };

describe('agents, as the council is asked for them', () => {
  let desk: CouncilDesk;
  let workspaceId: string;
  let operator: Asker;
  let viewer: Asker;

  const invoke = (code = 'MUSE-001', input: object = INPUT, key?: string) =>
    desk.ask<RunResponse>(operator, RequestInvocation, { code, input }, key);
  const invoked = (asker: Asker, code = 'MUSE-001', input: object = INPUT, key?: string) =>
    desk.outcomeOf(asker, RequestInvocation, { code, input }, key);
  const assignments = () =>
    desk.rows<{ id: string; state: string; commanded_by: string }>(
      `SELECT id, state, commanded_by FROM council.agent_assignments WHERE workspace_id = $1`,
      workspaceId,
    );

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(async () => {
    workspaceId = uuidv7();
    operator = aPerson('operator', workspaceId);
    viewer = aPerson('viewer', workspaceId);
    await desk.plant(workspaceId, anAgent({ workspaceId }), anAgent({ workspaceId, code: 'RES-001' }));
  });

  it('are set by operators, on the version that was seen, and it is on record', async () => {
    const change = (asked: object, asker = operator) =>
      desk.outcomeOf(asker, ChangeAgent, { code: 'MUSE-001', ...asked });
    const changed = await desk.ask<WorkspaceAgentResponse>(operator, ChangeAgent, {
      code: 'MUSE-001',
      cadence: 'daily',
      settings: { tone: 'dry' },
      if_version: 1,
    });
    expect(changed).toMatchObject({ code: 'MUSE-001', cadence: 'daily', settings: { tone: 'dry' }, version: 2 });
    expect((await change({ is_active: false, if_version: 1 })).code).toBe('VERSION_CHANGED');
    expect((await change({ cadence: 'daily', if_version: 2 })).code).toBe('done');
    expect((await change({ cadence: 'daily', if_version: 1 })).code).toBe('VERSION_CHANGED');
    expect((await change({ cadence: null })).code).toBe('done');
    expect((await change({ is_active: false }, viewer)).code).toBe('AUTH_FORBIDDEN');
    expect((await desk.outcomeOf(operator, ChangeAgent, { code: 'MUSE-099' })).code).toBe('AGENT_UNKNOWN');
    expect((await desk.outcomeOf(operator, ChangeAgent, { code: 'GRD-001', is_active: true })).code).toBe(
      'RESOURCE_NOT_FOUND',
    );
    const now = await desk.ask<WorkspaceAgentResponse>(viewer, ReadWorkspaceAgent, { code: 'MUSE-001' });
    expect(now).toMatchObject({ cadence: null, version: 3, is_active: true });
    expect(await desk.audited(workspaceId)).toEqual(['agent.changed', 'agent.changed']);
  });

  it('are each workspace’s own', async () => {
    const stranger = aPerson('admin');
    expect(await desk.ask<WorkspaceAgentResponse[]>(stranger, ListWorkspaceAgents)).toEqual([]);
    expect((await desk.outcomeOf(stranger, ReadWorkspaceAgent, { code: 'MUSE-001' })).code).toBe('RESOURCE_NOT_FOUND');
    const { id } = await invoke();
    expect((await desk.outcomeOf(stranger, ReadAssignment, { id })).code).toBe('RESOURCE_NOT_FOUND');
    expect((await desk.outcomeOf(viewer, ReadAssignment, { id })).code).toBe('done');
  });

  it('are given one assignment, however often it is asked for with one key', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => invoke('MUSE-001', INPUT, 'key')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      agent_code: 'MUSE-001',
      subject: { type: 'invoke', id: answers[0]!.id },
      input: INPUT,
      commanded_by: `user:${operator.actor.id}`,
      review: 'unreviewed',
      output: null,
    });
    expect(await assignments()).toEqual([
      { id: answers[0]!.id, state: 'running', commanded_by: `user:${operator.actor.id}` },
    ]);
    expect(await desk.sent(workspaceId, 'muse.assignment.run')).toHaveLength(1);
    expect(await desk.audited(workspaceId)).toEqual(['agent.invoked']);
    expect((await invoked(operator, 'MUSE-001', { promise: 'Other' }, 'key')).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('take no work from those who may not, nor while they are switched off or stopped', async () => {
    expect((await invoked(viewer)).code).toBe('AUTH_FORBIDDEN');
    const agent: Asker = { workspaceId, actor: { type: 'agent', id: 'LORD-001', role: 'admin' } };
    expect((await invoked(agent)).code).toBe('AUTH_FORBIDDEN');
    expect((await invoked(operator, 'MUSE-099')).code).toBe('AGENT_UNKNOWN');
    await desk.plant(workspaceId, anEmergencyAction({ workspaceId, scope: 'guild', target: 'muse' }));
    expect((await invoked(operator)).code).toBe('WORK_STOPPED');
    await desk.ask(operator, ChangeAgent, { code: 'RES-001', is_active: false });
    expect((await invoked(operator, 'RES-001')).code).toBe('STATE_FORBIDS');
    expect(await assignments()).toEqual([]);
  });

  it('are not handed more by hand than they come to', async () => {
    const open = (subjectType: 'invoke' | 'campaign') => anAssignment({ workspaceId, subjectType });
    await desk.plant(workspaceId, ...Array.from({ length: 99 }, () => open('invoke')), open('campaign'));
    await invoke();
    expect((await invoked(operator)).code).toBe('AGENT_BUSY');
  });

  it('are given work for a campaign that goes on, and for no other’s', async () => {
    const campaign = aCampaign({ workspaceId });
    const over = aCampaign({ workspaceId, name: 'Over', status: 'archived', endedAt: new Date() });
    const elsewhere = uuidv7();
    const foreign = aCampaign({ workspaceId: elsewhere });
    await desk.plant(workspaceId, campaign, over);
    await desk.plant(elsewhere, foreign);
    const order = (id: string, more: object = {}) => ({
      code: 'MUSE-001',
      input: INPUT,
      subject: { type: 'campaign', id },
      ...more,
    });
    const first = await desk.ask<RunResponse>(operator, AssignAgent, order(campaign.id, { budget_micro_usd: 5 }));
    expect(first).toMatchObject({ state: 'running', subject: { type: 'campaign', id: campaign.id } });
    const after = [{ id: first.id, as: 'copy', is_optional: true }];
    const second = await desk.ask<RunResponse>(operator, AssignAgent, order(campaign.id, { after }));
    expect(second).toMatchObject({ state: 'requested' });
    const outcome = (asked: object) => desk.outcomeOf(operator, AssignAgent, asked);
    for (const id of [uuidv7(), foreign.id])
      expect(await outcome(order(id))).toMatchObject({ code: 'REQUEST_INVALID', fields: ['subject.id'] });
    expect((await outcome(order(over.id))).code).toBe('STATE_FORBIDS');
    expect((await outcome(order(campaign.id, { after: [{ id: uuidv7() }] }))).code).toBe('ASSIGNMENTS_INVALID');
    expect(await desk.audited(workspaceId)).toEqual(['agent.assigned', 'agent.assigned']);
  });

  it('have figures that add up', async () => {
    const budget = aBudget({ workspaceId });
    const began = new Date('2026-03-10T12:00:00Z');
    const done = (seconds: number, mode: 'model' | 'floor') =>
      anAssignment({
        workspaceId,
        state: 'completed',
        output: { ok: true },
        provenance: { mode, evidenceIds: [], costMicroUsd: 0 },
        createdAt: began,
        startedAt: began,
        finishedAt: new Date(began.getTime() + seconds * 1_000),
      });
    await desk.plant(
      workspaceId,
      budget,
      ...[done(1, 'model'), done(2, 'model'), done(10, 'floor')],
      anAssignment({
        workspaceId,
        state: 'failed',
        failure: { code: 'X', message: 'x' },
        createdAt: began,
        finishedAt: began,
      }),
      anAssignment({ workspaceId, createdAt: new Date('2026-02-01T00:00:00Z') }),
      aLedgerEntry({ workspaceId, budgetId: budget.id, createdAt: began, overrunMicroUsd: 7 }),
      aLedgerEntry({ workspaceId, budgetId: budget.id, createdAt: began, agentCode: 'RES-001' }),
      aTrustScore({ workspaceId, approvals: 3 }),
    );
    const metrics = (asked: object) =>
      desk.ask<AgentMetricsResponse>(viewer, ReadAgentMetrics, { code: 'MUSE-001', ...asked });
    expect(await metrics({ from: '2026-03-01', to: '2026-04-01' })).toMatchObject({
      ...{ from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' },
      ...{ runs: 4, completed: 3, failed: 1, open: 0, success_rate: 0.75, p50_ms: 2_000, p95_ms: 10_000 },
      ...{ modes: { model: 2, floor: 1 }, calls: 1, cost_micro_usd: 1_007, input_tokens: 200, output_tokens: 100 },
      ...{ reviews: { unreviewed: 3, accepted: 0 }, trust: { approvals: 3, trust: 0.5 } },
    });
    expect(await metrics({ from: '2026-04-01', to: '2026-04-02' })).toMatchObject({
      ...{ runs: 0, success_rate: null, p95_ms: null, cost_micro_usd: 0, modes: {} },
    });
    for (const span of [
      { from: '2026-04-02', to: '2026-04-01' },
      { from: '2024-01-01', to: '2026-04-01' },
    ])
      expect(await desk.outcomeOf(viewer, ReadAgentMetrics, { code: 'MUSE-001', ...span })).toMatchObject({
        code: 'REQUEST_INVALID',
        fields: ['from'],
      });
  });
});
