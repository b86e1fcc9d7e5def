import {
  AssignmentCompleted,
  InvokeAgent,
  StartStop,
  WorkspaceCreated,
  type AgentAnswer,
  type AgentCode,
} from '@raptor/contracts';
import { inWorkspace } from '@raptor/agent-kit';
import { Database } from '@raptor/persistence';
import { startService, type RunningService } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import {
  deliver,
  eventually,
  modelStandIn,
  prepared,
  serviceEnvironment,
  aKeyPrefix,
  cloneDatabase,
} from '@raptor/testing';
import type { ClonedDatabase, ModelStandIn } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { testGuildConfig, testGuildModule } from '../../../../libs/agent-kit/test/run/support/test-guild';
import { councilConfig } from '../../src/council.config';
import { CouncilModule } from '../../src/council.module';
import { AssignmentsService, type WantedAssignment } from '../../src/registry/assignments.service';

interface Row {
  readonly id: string;
  readonly state: string;
  readonly output: Record<string, unknown> | null;
  readonly provenance: Record<string, unknown> | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly cost: string;
  readonly attempt: number;
}

describe('assignments', () => {
  let clone: ClonedDatabase;
  let admin: Client;
  let models: ModelStandIn;
  let council: RunningService;
  let guild: RunningService;
  let environments: Record<'council' | 'muse', NodeJS.ProcessEnv>;
  let workspaceId: string;
  let subject: { subjectType: 'campaign'; subjectId: string };

  const bus = (): RaptorBus => council.app.get(RaptorBus);
  const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await admin.query(sql, values)).rows as T[];

  const assign = (...assignments: WantedAssignment[]): Promise<void> =>
    council.app
      .get(Database)
      .withTenant(workspaceId, { type: 'agent', id: 'LORD-001' }, (tx) =>
        inWorkspace(workspaceId, { type: 'agent', id: 'LORD-001' }, () =>
          council.app.get(AssignmentsService).assign(tx, { ...subject, commandedBy: 'agent:LORD-001', assignments }),
        ),
      );
  const all = async (): Promise<Row[]> =>
    rows<Row>(
      `SELECT id, state, output, provenance, failure, cost_micro_usd AS cost, attempt FROM council.agent_assignments
       WHERE workspace_id = $1 ORDER BY id`,
      workspaceId,
    );
  const states = async (): Promise<string[]> => (await all()).map(({ state }) => state);
  const untilStates = (...expected: string[]): Promise<void> =>
    eventually(async () => expect(await states()).toEqual(expected), { withinMs: 20_000 });

  /** What the world outside was told, one line each: `failed <id> <code>`. */
  const news = async (): Promise<string[]> => {
    const told = await rows<{ name: string; payload: { assignmentId: string; code?: string } }>(
      `SELECT name, envelope::jsonb -> 'payload' AS payload FROM council.outbox_events
       WHERE workspace_id = $1 AND name LIKE 'council.assignment.%' AND name <> 'council.assignment.expire' ORDER BY id`,
      workspaceId,
    );
    return told.map(({ name, payload: { assignmentId, code = '' } }) =>
      `${name.replace('council.assignment.', '')} ${assignmentId} ${code}`.trim(),
    );
  };

  const wanted = (agentCode: AgentCode, input: object, more: Partial<WantedAssignment> = {}): WantedAssignment => ({
    id: uuidv7(),
    agentCode,
    input: { ...input },
    deadlineAt: new Date(Date.now() + 30_000),
    ...more,
  });

  const invoke = (agentCode: string, input: Record<string, unknown>): Promise<AgentAnswer> => {
    const deadline = Date.now() + 15_000;
    const deadlineAt = new Date(deadline).toISOString();
    const query = Object.assign(new InvokeAgent(), { invocationId: uuidv7(), agentCode, input, deadlineAt });
    return inWorkspace(workspaceId, { type: 'user', id: uuidv7() }, () =>
      guild.app.get(RaptorBus).ask<AgentAnswer>(query, { to: 'muse', deadline }),
    );
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new Client({ connectionString: clone.adminUrl });
    await admin.connect();
    models = await modelStandIn();
    const prefix = aKeyPrefix();
    const environment = (service: 'council' | 'muse'): NodeJS.ProcessEnv => ({
      ...serviceEnvironment(service, clone, prefix),
      ...models.environment,
      BUS_RETRY_FIRST_MS: '50',
      BUS_RETRY_LONGEST_MS: '50',
    });
    environments = { council: environment('council'), muse: environment('muse') };
    council = await startService(CouncilModule, councilConfig, { environment: environments.council });
    guild = await startService(testGuildModule(), testGuildConfig, { environment: environments.muse });
  });

  afterAll(async () => {
    await Promise.all([guild.stop(), council.stop()]);
    await models.close();
    await admin.end();
    await clone.drop();
  });

  beforeEach(async () => {
    models.reset();
    workspaceId = uuidv7();
    subject = { subjectType: 'campaign', subjectId: uuidv7() };
    const created = { name: 'Acme', plan: 'pro', timezone: 'Europe/Berlin', ownerId: uuidv7() };
    await deliver(bus(), prepared(bus(), workspaceId, Object.assign(new WorkspaceCreated(), created)));
    await eventually(async () =>
      expect(await rows(`SELECT 1 FROM council.workspace_budgets WHERE workspace_id = $1`, workspaceId)).toHaveLength(
        1,
      ),
    );
  });

  it('are done in the order of their graph, each fed with what it waited for, and paid for', async () => {
    const [one, two] = [wanted('MUSE-003', { topic: 'spring' }), wanted('MUSE-001', { promise: 'Paid by Friday' })];
    const three = wanted('MUSE-003', { topic: 'both' }, { after: [{ id: one.id, as: 'count' }, { id: two.id }] });
    await assign(one, two, three);
    await untilStates('completed', 'completed', 'completed');
    const [counted, written, joined] = await all();
    expect(joined?.output).toMatchObject({ got: [two.id, 'count'].sort() });
    expect(counted?.provenance).toMatchObject({ mode: 'floor', tainted: true });
    expect(written?.provenance).toMatchObject({ mode: 'model', model: 'claude-sonnet-4-6' });
    expect(Number(written?.cost)).toBeGreaterThan(0);
    const [ledger] = await rows<{ cost: string; assignment_id: string }>(
      `SELECT sum(settled_micro_usd) AS cost, max(assignment_id::text) AS assignment_id FROM council.cost_ledger
       WHERE workspace_id = $1 AND state = 'settled'`,
      workspaceId,
    );
    expect(ledger).toEqual({ cost: written?.cost, assignment_id: two.id });
  });

  it('end with what they wait for, unless they can do without it', async () => {
    const broken = wanted('MUSE-005', { promise: 'Any' });
    const needs = wanted('MUSE-003', { topic: 'needs' }, { after: [{ id: broken.id }] });
    const after = wanted('MUSE-003', { topic: 'after' }, { after: [{ id: needs.id }] });
    const without = wanted(
      'MUSE-003',
      { topic: 'without' },
      { after: [{ id: broken.id, as: 'copy', isOptional: true }] },
    );
    await assign(broken, needs, after, without);
    await untilStates('failed', 'failed', 'failed', 'completed');
    const [, second, third, fourth] = await all();
    expect(second?.failure).toEqual({
      code: 'PREDECESSOR_FAILED',
      message: `It needs the output of ${broken.id}, which has failed`,
    });
    expect(third?.failure?.code).toBe('PREDECESSOR_FAILED');
    expect(fourth?.output).toMatchObject({ got: ['copy'] });
    const told = await news();
    expect(told.toSorted()).toEqual(
      [
        `started ${broken.id}`,
        `failed ${broken.id} ${(await all())[0]!.failure!.code}`,
        `failed ${needs.id} PREDECESSOR_FAILED`,
        `failed ${after.id} PREDECESSOR_FAILED`,
        `started ${without.id}`,
        `completed ${without.id}`,
      ].toSorted(),
    );
  });

  it('are the same in the end however often and in whatever order their ends are heard', async () => {
    const [one, two] = [wanted('MUSE-003', { topic: 'one' }), wanted('MUSE-003', { topic: 'two' })];
    const three = wanted('MUSE-003', { topic: 'three' }, { after: [{ id: one.id }, { id: two.id }] });
    await assign(one, two, three);
    await untilStates('completed', 'completed', 'completed');
    const [before, saidBefore] = [await all(), await news()];
    expect(saidBefore).toHaveLength(6);
    const told = await rows<{ envelope: string }>(
      `SELECT envelope FROM muse.outbox_events WHERE workspace_id = $1 AND name = 'guild.assignment.completed'`,
      workspaceId,
    );
    const again = told.map(({ envelope }) => {
      const { payload } = JSON.parse(envelope) as { payload: AssignmentCompleted };
      return prepared(bus(), workspaceId, Object.assign(new AssignmentCompleted(), payload, { output: { words: -1 } }));
    });
    await deliver(bus(), ...again.toReversed(), ...again);
    await eventually(async () => {
      const ids = again.map(({ envelope }) => envelope.id);
      const heard = await rows(`SELECT 1 FROM council.inbox_events WHERE event_id = ANY($1)`, ids);
      expect(heard).toHaveLength(again.length);
    });
    expect(await all()).toEqual(before);
    expect(await news()).toEqual(saidBefore);
    expect(before.map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
  });

  it('are refused when they cannot be done, and none of them is written', async () => {
    const [one, two] = [uuidv7(), uuidv7()];
    const asked = assign(
      wanted('MUSE-003', { topic: 'a' }, { id: one, after: [{ id: two }] }),
      wanted('MUSE-003', { topic: 'b' }, { id: two, after: [{ id: one }] }),
    );
    await expect(asked).rejects.toMatchObject({
      code: 'ASSIGNMENTS_INVALID',
      details: { problems: [`These wait for each other: ${one}, ${two}`] },
    });
    expect(await all()).toEqual([]);
  });

  it('stop within a second or two of an emergency stop, and say so', async () => {
    models.tell({ latencyMs: 20_000 });
    await assign(wanted('MUSE-001', { promise: 'Never' }));
    await eventually(() => expect(models.requests).toHaveLength(1), { withinMs: 20_000 });
    const stop = Object.assign(new StartStop(), { scope: 'agent', target: 'MUSE-001', reason: 'crisis' });
    await deliver(bus(), prepared(bus(), workspaceId, stop));
    await untilStates('failed');
    expect((await all())[0]?.failure?.code).toBe('WORK_STOPPED');
    await expect(invoke('MUSE-001', { promise: 'Neither' })).rejects.toMatchObject({ code: 'WORK_STOPPED' });
  });

  it('stand on their floor while the council, and with it the money, is away', async () => {
    await council.stop();
    try {
      const { output, provenance } = await invoke('MUSE-001', { promise: 'All the same' });
      expect(output).toEqual({ headline: 'All the same', words: 3 });
      expect(provenance).toMatchObject({ mode: 'floor', degradedBy: 'BUDGET_UNAVAILABLE', costMicroUsd: 0 });
      expect(models.requests).toEqual([]);
    } finally {
      council = await startService(CouncilModule, councilConfig, { environment: environments.council });
    }
  });
});
