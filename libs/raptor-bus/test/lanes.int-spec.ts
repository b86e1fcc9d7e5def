import { setTimeout as after } from 'node:timers/promises';
import type { PreparedMessage } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import type { Handling } from './fixtures/consumer';
import { handling } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { a, DustShelf, RaiseAlarm, SendExpress, SendParcel } from './fixtures/messages';

const LANES = [DustShelf, SendParcel, SendExpress, RaiseAlarm] as const;

describe('lanes and slots', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  const handlers = (handle: (name: string, number: number) => unknown): Handling[] =>
    LANES.map((type) => handling<{ number: number }>(type, ({ number }) => handle(type.name, number)));

  it('never has more at once than its concurrency, however many lanes have work', async () => {
    let now = 0;
    let most = 0;
    let done = 0;
    const sender = fleet.bus();
    for (let number = 0; number < 10; number += 1) {
      for (const type of LANES) await sender.emit(a<{ number: number }>(type, { number }));
    }
    await fleet.replica({
      service: 'packing',
      concurrency: 3,
      leaseMs: 400,
      handlers: handlers(async () => {
        now += 1;
        most = Math.max(most, now);
        await after(15);
        now -= 1;
        done += 1;
      }),
    });
    await eventually(() => expect(done).toBe(40));
    expect(most).toBe(3);
  });

  it('gives a free slot to the most urgent lane that has work, and yet some to the least urgent', async () => {
    const sender = fleet.bus();
    for (let number = 0; number < 40; number += 1) {
      for (const type of LANES) await sender.emit(a<{ number: number }>(type, { number }));
    }
    const order: string[] = [];
    await fleet.replica({
      service: 'packing',
      concurrency: 1,
      handlers: handlers(async (name) => {
        order.push(name);
        await after(10);
      }),
    });
    await eventually(() => expect(order).toHaveLength(160), { withinMs: 10_000 });
    const first = (count: number, name: string) => order.slice(0, count).filter((text) => text === name).length;
    expect(first(32, 'RaiseAlarm')).toBeGreaterThanOrEqual(28);
    expect(first(32, 'DustShelf')).toBeGreaterThanOrEqual(2);
    expect(order.lastIndexOf('RaiseAlarm')).toBeLessThan(order.lastIndexOf('SendExpress'));
    expect(order.lastIndexOf('SendExpress')).toBeLessThan(order.lastIndexOf('SendParcel'));
  });

  it('tells entries apart that have the same id in two lanes', async () => {
    const open = gate();
    const begun: string[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 300,
      handlers: [
        handling(RaiseAlarm, async () => {
          begun.push('alarm');
          await open.opened;
        }),
        handling(SendParcel, () => void begun.push('parcel')),
      ],
    });
    const put = ({ channel, envelope: { lane }, text }: PreparedMessage) =>
      fleet.put(channel, lane, text, { id: '1-1' });
    await put(replica.bus.prepare(a(RaiseAlarm, { number: 1 })));
    await eventually(() => expect(begun).toEqual(['alarm']));
    await put(replica.bus.prepare(a(SendParcel, { number: 1 })));
    await eventually(() => expect(begun).toEqual(['alarm', 'parcel']));
    await after(800);
    expect(begun).toEqual(['alarm', 'parcel']);
    open.open();
    await eventually(() => expect(replica.handled).toHaveLength(2));
  });
});
