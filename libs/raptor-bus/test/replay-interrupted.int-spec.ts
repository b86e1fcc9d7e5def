import { eventually } from '@raptor/testing';
import { LaneSource } from '../src/replay/lane-source';
import { ReplayState } from '../src/replay/replay-state';
import { handling } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { OrderPlaced } from './fixtures/messages';
import { emitOrders, packing, replayKeys, request } from './fixtures/replays';

const DAY_S = 86_400;

describe('a replay that does not run from beginning to end', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  it('that was interrupted goes on where it was, no entry twice', async () => {
    await emitOrders(fleet, ...Array.from({ length: 120 }, (_, index) => index));
    const bus = fleet.bus({ service: 'packing' });
    await eventually(() => bus.ping());
    // As by a process that was killed after its first step.
    const state = new ReplayState(bus, request());
    const { untilMs, position } = await state.begin();
    const { wanted, last } = await new LaneSource(bus, request(), untilMs).pageAfter(position);
    expect(await state.copy(wanted, position, last as NonNullable<typeof last>)).toMatchObject({ copied: 50 });
    await emitOrders(fleet, 1_000);
    const { server, again } = await packing(fleet, 121);
    const replay = await server.replay(request());
    expect(await replay.finished).toEqual({ copied: 120, handled: 120, dead: 0, complete: true });
    expect([...again].sort((x, y) => x - y)).toEqual(Array.from({ length: 120 }, (_, index) => index));
    expect(await fleet.redis.xlen(replayKeys(fleet).stream)).toBe(120);
  });

  it('is copied once and shared when two replicas run it', async () => {
    await emitOrders(fleet, ...Array.from({ length: 200 }, (_, index) => index));
    const again: number[] = [];
    const replica = () =>
      fleet.replica({
        service: 'packing',
        handlers: [
          handling(OrderPlaced, ({ number }, { group }) => void (group === 'packing' ? undefined : again.push(number))),
        ],
      });
    const replicas = await Promise.all([replica(), replica()]);
    const replays = await Promise.all(replicas.map(({ server }) => server.replay(request())));
    const outcomes = await Promise.all(replays.map(({ finished }) => finished));
    expect(outcomes.map(({ copied, complete }) => [copied, complete])).toEqual([
      [200, true],
      [200, true],
    ]);
    expect(outcomes.reduce((sum, { handled }) => sum + handled, 0)).toBe(200);
    expect(again).toHaveLength(200);
    expect(await fleet.redis.xlen(replayKeys(fleet).stream)).toBe(200);
  });

  it('stops with its process, and another one goes on with it', async () => {
    await emitOrders(fleet, 1, 2, 3, 4);
    const finish = gate();
    const begun: number[] = [];
    const leaving = await packing(fleet, 4, { concurrency: 1 });
    await leaving.stop();
    const stuck = await fleet.replica({
      service: 'packing',
      concurrency: 1,
      leaseMs: 600_000,
      handlers: [
        handling(OrderPlaced, async ({ number }, { signal }) => {
          begun.push(number);
          await Promise.race([finish.opened, new Promise((_r, reject) => signal.addEventListener('abort', reject))]);
        }),
      ],
    });
    const replay = await stuck.server.replay(request());
    await eventually(() => expect(begun).toEqual([1]));
    expect(replay.progress).toEqual({ copied: 4, handled: 0, dead: 0 });
    await expect(stuck.server.replay(request())).rejects.toThrow('is running here');
    await stuck.server.stopReading();
    await stuck.server.abort();
    await stuck.server.close();
    expect(await replay.finished).toEqual({ copied: 4, handled: 0, dead: 0, complete: false });
    await expect(stuck.server.replay(request({ name: 'late' }))).rejects.toThrow('leaving');
    const { server, again } = await packing(fleet, 0, { leaseMs: 600_000 });
    const outcome = await (await server.replay(request())).finished;
    expect(outcome).toEqual({ copied: 4, handled: 4, dead: 0, complete: true });
    expect([...again].sort()).toEqual([1, 2, 3, 4]);
  });

  it('can be stopped, and gone on with', async () => {
    await emitOrders(fleet, 1, 2, 3);
    const finish = gate();
    const begun: number[] = [];
    const { server } = await fleet.replica({
      service: 'packing',
      concurrency: 1,
      handlers: [
        handling(OrderPlaced, async ({ number }, { group }) => {
          if (group === 'packing') return;
          begun.push(number);
          await finish.opened;
        }),
      ],
    });
    const replay = await server.replay(request());
    await eventually(() => expect(replay.progress.copied).toBe(3));
    await eventually(() => expect(begun).toEqual([1]));
    const stopped = replay.stop();
    finish.open();
    expect(await stopped).toEqual({ copied: 3, handled: 1, dead: 0, complete: false });
    expect(await (await server.replay(request())).finished).toMatchObject({ handled: 2, complete: true });
    expect(begun).toEqual([1, 2, 3]);
  });

  it('vanishes a day after its last use', async () => {
    await emitOrders(fleet, 1, 2);
    const finish = gate();
    const { server } = await fleet.replica({
      service: 'packing',
      handlers: [handling(OrderPlaced, () => finish.opened)],
    });
    const replay = await server.replay(request());
    const { stream, state } = replayKeys(fleet);
    const lives = () => Promise.all([stream, state].map((key) => fleet.redis.ttl(key)));
    await eventually(() => expect(replay.progress.copied).toBe(2));
    for (const key of [stream, state]) await fleet.redis.expire(key, 100);
    await eventually(async () => expect(Math.min(...(await lives()))).toBeGreaterThan(DAY_S - 60));
    finish.open();
    await replay.finished;
    expect(Math.max(...(await lives()))).toBeLessThanOrEqual(DAY_S);
    expect(Math.min(...(await lives()))).toBeGreaterThan(0);
  });

  it('ends when Redis has lost it, and says so', async () => {
    await emitOrders(fleet, 1);
    const finish = gate();
    const troubles: string[] = [];
    const { server } = await fleet.replica({
      service: 'packing',
      observer: { trouble: (text, error) => void troubles.push(`${text}: ${String(error)}`) },
      handlers: [handling(OrderPlaced, () => finish.opened)],
    });
    const replay = await server.replay(request());
    await eventually(() => expect(replay.progress.copied).toBe(1));
    await fleet.redis.del(replayKeys(fleet).state);
    await eventually(() => expect(troubles.join()).toContain('replay again of shop.orders: Error: Redis has lost it'));
    finish.open();
    expect((await replay.finished).complete).toBe(false);
  });
});
