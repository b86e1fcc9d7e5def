import { Module } from '@nestjs/common';
import { BusHalts, HaltsModule, type Watch } from '@raptor/agent-kit';
import { EndStop, StartStop, type AgentCode, type StopScope } from '@raptor/contracts';
import { AppError, startService, type RunningService } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { deliver, eventually, prepared, testServers } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { TcpProxy } from '../../../libs/raptor-bus/test/fixtures/tcp-proxy';
import { councilConfig } from '../src/council.config';
import { CouncilModule } from '../src/council.module';
import { openPurse, type Purse } from './budget/purse';

describe('an emergency stop', () => {
  let purse: Purse;
  let guilds: RunningService[];
  let workspaceId: string;
  let watches: Watch[];

  beforeAll(async () => {
    purse = await openPurse();
    guilds = await Promise.all([purse.startGuild(), purse.startGuild(), purse.startGuild()]);
    await Promise.all(guilds.map(warmUp));
  });

  afterAll(() => purse.close());

  beforeEach(() => {
    workspaceId = uuidv7();
    watches = [];
  });

  afterEach(() => {
    for (const watch of watches) watch.release();
  });

  /** Connections are made and code is compiled at first use: a stop is timed in a fleet that has been at work. */
  const warmUp = async (guild: RunningService): Promise<void> => {
    const watch = guild.app.get(BusHalts).watch(uuidv7(), 'MUSE-001');
    await watch.known;
    watch.release();
  };
  /** As a run that is at work. */
  const work = (on: RunningService, agentCode: AgentCode = 'MUSE-001', inWorkspace = workspaceId): AbortSignal => {
    const watch = on.app.get(BusHalts).watch(inWorkspace, agentCode);
    watches.push(watch);
    return watch.signal;
  };
  const start = (scope: StopScope = 'workspace', target = '*'): Promise<void> =>
    purse.tell(workspaceId, Object.assign(new StartStop(), { scope, target, reason: 'crisis' }));
  const end = (scope: StopScope = 'workspace', target = '*'): Promise<void> =>
    purse.tell(workspaceId, Object.assign(new EndStop(), { scope, target }));
  const untilStopped = (withinMs: number, ...signals: AbortSignal[]): Promise<void> =>
    eventually(() => expect(signals.map(({ aborted }) => aborted)).toEqual(signals.map(() => true)), { withinMs });
  const actions = () =>
    purse.rows<{ scope: string; started_by: string; ended_by: string | null }>(
      `SELECT scope, started_by, ended_by FROM council.emergency_actions WHERE workspace_id = $1`,
      workspaceId,
    );

  it('ends in a second what it covers, on every replica, and nothing else', async () => {
    await start('agent', 'MUSE-030');
    await eventually(async () => expect(await actions()).toHaveLength(1));
    const covered = guilds.map((guild) => work(guild));
    const others = guilds.flatMap((guild) => [work(guild, 'MUSE-002'), work(guild, 'MUSE-001', uuidv7())]);
    await start('agent', 'MUSE-001');
    await untilStopped(1_000, ...covered);
    expect(covered.every(({ reason }) => AppError.is(reason, 'WORK_STOPPED'))).toBe(true);
    expect(others.some(({ aborted }) => aborted)).toBe(false);
  });

  it('ends at once what begins under it, also on a replica that has never heard of it', async () => {
    await start('guild', 'muse');
    await eventually(async () => expect(await actions()).toHaveLength(1));
    const late = await purse.startGuild();
    const watch = late.app.get(BusHalts).watch(workspaceId, 'MUSE-007');
    await watch.known;
    expect(AppError.is(watch.signal.reason, 'WORK_STOPPED')).toBe(true);
    expect(work(late, 'MUSE-008').aborted).toBe(true);
    watch.release();
    await late.stop();
  });

  it('lets everything begin again after its end', async () => {
    const before = guilds.map((guild) => work(guild));
    await start();
    await untilStopped(1_000, ...before);
    await end();
    await eventually(() => {
      const after = guilds.map((guild) => work(guild));
      expect(after.some(({ aborted }) => aborted)).toBe(false);
    });
    await eventually(async () =>
      expect(await actions()).toEqual([{ scope: 'workspace', started_by: 'system:test', ended_by: 'system:test' }]),
    );
  });

  it('is one, however often it is asked for, and each deed is on record', async () => {
    const bus = purse.council.app.get(RaptorBus);
    const order = prepared(
      bus,
      workspaceId,
      Object.assign(new StartStop(), { scope: 'workspace', target: '*', reason: 'manual' }),
    );
    await deliver(bus, order, order);
    await start();
    await eventually(async () => expect(await actions()).toHaveLength(1));
    await end();
    await end();
    await eventually(async () => {
      const recorded = await purse.rows<{ action: string }>(
        `SELECT envelope::jsonb -> 'payload' ->> 'action' AS action FROM council.outbox_events
         WHERE workspace_id = $1 AND name = 'sys.audit.recorded' ORDER BY id`,
        workspaceId,
      );
      expect(recorded.map(({ action }) => action)).toEqual(['stop.started', 'stop.ended']);
    });
    const told = await purse.rows<{ name: string }>(
      `SELECT name FROM council.outbox_events WHERE workspace_id = $1 AND name LIKE 'council.stop.%ed' ORDER BY id`,
      workspaceId,
    );
    expect(told.map(({ name }) => name)).toEqual(['council.stop.started', 'council.stop.ended']);
  });

  it('of nothing in particular is refused', async () => {
    await start('agent', '*');
    await eventually(async () => {
      const letters = await purse.rows(`SELECT 1 FROM council.dead_letters WHERE workspace_id = $1`, workspaceId);
      expect(letters).toHaveLength(1);
    });
    expect(await actions()).toEqual([]);
  });

  describe('to a replica that is cut off from the bus', () => {
    let line: TcpProxy;
    let cutOff: RunningService;

    beforeAll(async () => {
      line = await TcpProxy.to(testServers().redisBusUrl);
      await line.open();
      cutOff = await purse.startGuild({ REDIS_BUS_URL: line.url });
    });

    afterAll(() => line.close());

    it('comes within two seconds of its return', async () => {
      const [there, away] = [work(guilds[0] as RunningService), work(cutOff)];
      await line.close();
      await start();
      await untilStopped(1_000, there);
      expect(away.aborted).toBe(false);
      await line.open();
      await untilStopped(2_000, away);
    });
  });

  describe('in the council itself', () => {
    it('ends what its own replicas do for a Lord', async () => {
      @Module({ imports: [CouncilModule, HaltsModule] })
      class CouncilThatRuns {}
      const environment = purse.environmentOf('council');
      const replica = await startService(CouncilThatRuns, councilConfig, { environment });
      const signal = work(replica, 'LORD-001');
      await start('guild', 'council');
      await untilStopped(1_000, signal);
      await replica.stop();
    });
  });

  it('stays known while the council is away', async () => {
    const [guild] = guilds as [RunningService];
    const signal = work(guild);
    await start();
    await untilStopped(1_000, signal);
    await purse.council.stop();
    expect(work(guild).aborted).toBe(true);
    const stranger = guild.app.get(BusHalts).watch(uuidv7(), 'MUSE-001');
    await stranger.known;
    expect(stranger.signal.aborted).toBe(false);
    stranger.release();
    expect(work(guild).aborted).toBe(true);
  });
});
