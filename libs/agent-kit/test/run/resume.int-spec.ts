import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { RaptorBus } from '@raptor/raptor-bus';
import { deliver, eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { startScript } from '../../../raptor-bus/test/fixtures/start-script';
import { openStage, type Stage } from './support/stage';

const HANGING = join(__dirname, 'support', 'hanging-guild.ts');
const LEASE_MS = '1500';

describe('a run whose process is killed', () => {
  let stage: Stage;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    stage = await openStage({ RUNS_LEASE_MS: LEASE_MS, BUS_LEASE_MS: LEASE_MS });
  });

  afterAll(async () => {
    child?.kill('SIGKILL');
    await stage.close();
  });

  it('goes on after its last stored step, buys nothing again, and is told of once', async () => {
    const [workspaceId, assignmentId] = [uuidv7(), uuidv7()];
    child = startScript(HANGING, { ...(stage.environment as Record<string, string>), HANG: 'yes' });
    const input = { promise: 'Paid by Friday' };
    const order = stage.command(workspaceId, 'MUSE-001', input, { assignmentId, withinMs: 120_000 });
    await deliver(stage.council.app.get(RaptorBus), order);
    await eventually(
      async () => expect(await stage.runOf(assignmentId)).toMatchObject({ state: 'running', answers: 1 }),
      { withinMs: 60_000 },
    );
    expect(await stage.saidOf(workspaceId)).toEqual([]);
    child.kill('SIGKILL');

    await stage.startGuild();
    await eventually(async () => expect((await stage.runOf(assignmentId))?.state).toBe('completed'), {
      withinMs: 30_000,
    });
    await deliver(stage.council.app.get(RaptorBus), order);
    expect(await stage.runOf(assignmentId)).toMatchObject({ attempt: 2, provenance: { mode: 'model' } });
    expect(stage.models.meteredCalls()).toHaveLength(1);
    expect((await stage.saidOf(workspaceId)).map(({ name }) => name)).toEqual(['guild.assignment.completed']);
  });
});
