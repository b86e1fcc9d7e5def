import { backlogOf } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { a, OrderPlaced, Pulse, RaiseAlarm, SendParcel } from './fixtures/messages';

const NOTHING = { lag: 0, pending: 0, oldestAgeSeconds: 0 };

describe('the backlog of a service', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  it('counts what waits and what was taken, over all lanes and replicas', async () => {
    const open = gate();
    const replica = await fleet.replica({
      service: 'packing',
      concurrency: 2,
      leaseMs: 10_000,
      handlers: [
        handling(RaiseAlarm, () => open.opened),
        handling(SendParcel, () => open.opened),
        handling(Pulse, () => undefined),
      ],
    });
    expect(replica.server.groupChannels).toEqual(['shop.orders', 'shop.lanes']);
    const backlog = () => backlogOf(replica.bus, 'shop.lanes');
    await eventually(async () => expect(await backlog()).toEqual(NOTHING));
    for (const number of [1, 2, 3]) {
      await replica.bus.emit(a(RaiseAlarm, { number }));
      await replica.bus.emit(a(SendParcel, { number }));
    }
    await eventually(async () => expect(await backlog()).toMatchObject({ lag: 4, pending: 2 }));
    open.open();
    await eventually(async () => expect(await backlog()).toEqual(NOTHING));
  });

  it('has the age of what has waited longest, taken or not', async () => {
    const open = gate();
    const bus = fleet.bus();
    const minuteAgo = `${Date.now() - 60_000}-0`;
    await fleet.put('shop.orders', 'normal', bus.prepare(a(OrderPlaced, { number: 1 })).text, { id: minuteAgo });
    const age = async () => (await backlogOf(replica.bus, 'shop.orders')).oldestAgeSeconds;
    const replica = await fleet.replica({
      service: 'packing',
      concurrency: 1,
      handlers: [handling(OrderPlaced, () => open.opened)],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 2 }));
    await eventually(async () => expect((await backlogOf(replica.bus, 'shop.orders')).pending).toBe(1));
    expect(await age()).toBeGreaterThanOrEqual(60);
    expect(await age()).toBeLessThan(90);
    open.open();
    await eventually(async () => expect(await age()).toBe(0));
  });

  it('is empty where nothing was ever sent, and unknown where Redis says no', async () => {
    const bus = fleet.bus();
    await eventually(() => bus.ping());
    expect(await backlogOf(bus, 'shop.nowhere')).toEqual(NOTHING);
    await fleet.redis.set(bus.keys.stream('shop.text', 'low'), 'not a stream');
    await expect(backlogOf(bus, 'shop.text')).rejects.toThrow('WRONGTYPE');
  });
});
