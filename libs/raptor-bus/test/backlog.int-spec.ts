import { backlogOf } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { a, Pulse, RaiseAlarm, SendParcel } from './fixtures/messages';

jest.setTimeout(15_000);

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
    expect(replica.server.groupChannels).toEqual(['shop.lanes']);
    const backlog = () => backlogOf(replica.bus, replica.server.groupChannels);
    await eventually(async () => expect(await backlog()).toEqual({ lag: 0, pending: 0 }));
    for (const number of [1, 2, 3]) {
      await replica.bus.emit(a(RaiseAlarm, { number }));
      await replica.bus.emit(a(SendParcel, { number }));
    }
    await eventually(async () => expect(await backlog()).toEqual({ lag: 4, pending: 2 }));
    open.open();
    await eventually(async () => expect(await backlog()).toEqual({ lag: 0, pending: 0 }));
  });

  it('is empty where nothing was ever sent, and unknown where Redis says no', async () => {
    const bus = fleet.bus();
    await eventually(() => bus.ping());
    expect(await backlogOf(bus, ['shop.nowhere'])).toEqual({ lag: 0, pending: 0 });
    await fleet.redis.set(bus.keys.stream('shop.text', 'low'), 'not a stream');
    await expect(backlogOf(bus, ['shop.text'])).rejects.toThrow('WRONGTYPE');
  });
});
