import { RaptorBus } from '@raptor/raptor-bus';
import { deliver, eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { openStage, type Stage } from './support/stage';

describe('an agent that is commanded', () => {
  let stage: Stage;
  let workspaceId: string;

  const bus = (): RaptorBus => stage.council.app.get(RaptorBus);

  beforeAll(async () => {
    stage = await openStage({ DRAIN_TIMEOUT_MS: '500' });
    await stage.startGuild();
  });

  afterAll(() => stage.close());

  beforeEach(() => {
    workspaceId = uuidv7();
    stage.models.reset();
  });

  it('runs a command once, however often it comes, and says so once', async () => {
    const assignmentId = uuidv7();
    const [one, other] = [1, 2].map(() =>
      stage.command(workspaceId, 'MUSE-003', { topic: 'spring' }, { assignmentId }),
    );
    await deliver(bus(), one!, one!, other!, one!);
    await eventually(async () => expect((await stage.runOf(assignmentId))?.state).toBe('completed'));
    await deliver(bus(), one!);
    const later = uuidv7();
    await deliver(bus(), stage.command(workspaceId, 'MUSE-003', { topic: 'autumn' }, { assignmentId: later }));
    await eventually(async () => expect((await stage.runOf(later))?.state).toBe('completed'));
    const said = (await stage.saidOf(workspaceId)).filter(({ payload }) => payload['assignmentId'] === assignmentId);
    expect(said).toEqual([
      {
        name: 'guild.assignment.completed',
        payload: expect.objectContaining({ agentCode: 'MUSE-003', output: expect.objectContaining({ words: 6 }) }),
      },
    ]);
  });

  it.each([
    ['an input that does not fit', 'MUSE-001', { promise: 7 }, 'AGENT_INPUT_INVALID', 10_000],
    ['an input that cannot be stored', 'MUSE-001', { promise: '\u0000' }, 'AGENT_INPUT_INVALID', 10_000],
    ['a planned agent', 'MUSE-030', {}, 'AGENT_PLANNED', 10_000],
    ['a deadline that has passed', 'MUSE-001', { promise: 'Late' }, 'DEADLINE_EXCEEDED', -5_000],
    ['a floor that is wrong', 'MUSE-005', { promise: 'Any' }, 'AGENT_ANSWER_INVALID', 10_000],
  ])('says of a command with %s that it has failed, once', async (_what, code, input, expected, withinMs) => {
    const event = stage.command(workspaceId, code, input, { withinMs });
    await deliver(bus(), event, event);
    await eventually(async () => expect(await stage.saidOf(workspaceId)).toHaveLength(1));
    expect(await stage.saidOf(workspaceId)).toEqual([
      { name: 'guild.assignment.failed', payload: expect.objectContaining({ code: expected }) },
    ]);
  });

  it('says nothing in a workspace that was deleted, and writes nothing', async () => {
    await stage.rows(`INSERT INTO muse.workspace_lives (workspace_id, deleted_at) VALUES ($1, now())`, workspaceId);
    await deliver(bus(), stage.command(workspaceId, 'MUSE-003', { topic: 'late' }));
    await deliver(bus(), stage.command(workspaceId, 'MUSE-003', { topic: 'too late' }, { withinMs: -5_000 }));
    const [neighbour, later] = [uuidv7(), uuidv7()];
    await deliver(bus(), stage.command(neighbour, 'MUSE-003', { topic: 'after it' }, { assignmentId: later }));
    await eventually(async () => expect((await stage.runOf(later))?.state).toBe('completed'));
    expect(await stage.saidOf(workspaceId)).toEqual([]);
    expect(await stage.rows(`SELECT 1 FROM muse.agent_runs WHERE workspace_id = $1`, workspaceId)).toEqual([]);
  });

  it('ends a run whose process died when there is no time left to go on, with what it has cost', async () => {
    const assignmentId = uuidv7();
    const order = stage.command(workspaceId, 'MUSE-003', { topic: 'left' }, { assignmentId, withinMs: -5_000 });
    await stage.rows(
      `INSERT INTO muse.agent_runs (workspace_id, id, assignment_id, agent_code, subject_type, subject_id, requested_by, input,
         deadline_at, owner, epoch, attempt, lease_until, cost_micro_usd)
       VALUES ($1, gen_random_uuid(), $2, 'MUSE-003', 'campaign', gen_random_uuid(), 'system:test', '{"topic":"left"}',
         now(), 'dead', 1, 1, now() - interval '1 second', 42)`,
      workspaceId,
      assignmentId,
    );
    await deliver(bus(), order, order);
    await eventually(async () => expect(await stage.saidOf(workspaceId)).toHaveLength(1));
    expect(await stage.saidOf(workspaceId)).toEqual([
      {
        name: 'guild.assignment.failed',
        payload: expect.objectContaining({ code: 'DEADLINE_EXCEEDED', costMicroUsd: 42 }),
      },
    ]);
    expect((await stage.runOf(assignmentId))?.state).toBe('failed');
  });

  it('goes on in another replica at once when its own is stopped', async () => {
    const second = await stage.startGuild();
    stage.models.tell({ latencyMs: 30_000 });
    const assignmentId = uuidv7();
    const order = stage.command(workspaceId, 'MUSE-001', { promise: 'Moved' }, { assignmentId, withinMs: 60_000 });
    await deliver(bus(), order);
    await eventually(() => expect(stage.models.requests).toHaveLength(1), { withinMs: 20_000 });
    const [run] = await stage.rows<{ owner: string }>(
      `SELECT owner FROM muse.agent_runs WHERE assignment_id = $1`,
      assignmentId,
    );
    stage.models.tell({});
    const isSecond = run?.owner === second.config.instance;
    await (isSecond ? second : stage.guilds[0])?.stop();
    await eventually(async () => expect((await stage.runOf(assignmentId))?.state).toBe('completed'), {
      withinMs: 20_000,
    });
    expect(await stage.runOf(assignmentId)).toMatchObject({ attempt: 2, provenance: { mode: 'model' } });
    expect(await stage.saidOf(workspaceId)).toHaveLength(1);
  });

  it('writes nothing any more when another has taken its run, and leaves it to that one', async () => {
    stage.models.tell({ latencyMs: 1_500 });
    const assignmentId = uuidv7();
    const order = stage.command(workspaceId, 'MUSE-001', { promise: 'Taken' }, { assignmentId, withinMs: 60_000 });
    await deliver(bus(), order);
    await eventually(() => expect(stage.models.requests).toHaveLength(1), { withinMs: 20_000 });
    await stage.rows(
      `UPDATE muse.agent_runs SET owner = 'another', epoch = epoch + 1, lease_until = now() + interval '3 seconds'
       WHERE assignment_id = $1`,
      assignmentId,
    );
    stage.models.tell({});
    await eventually(() => expect(stage.models.meteredCalls()).toHaveLength(1), { withinMs: 20_000 });
    expect(await stage.runOf(assignmentId)).toMatchObject({ state: 'running', attempt: 1, answers: 0 });
    await eventually(async () => expect((await stage.runOf(assignmentId))?.state).toBe('completed'), {
      withinMs: 20_000,
    });
    expect((await stage.runOf(assignmentId))?.attempt).toBe(2);
    expect(await stage.saidOf(workspaceId)).toHaveLength(1);
  });
});
