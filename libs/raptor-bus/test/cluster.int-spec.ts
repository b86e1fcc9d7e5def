import { Redis } from 'ioredis';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet, ShopError } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { a, DustShelf, GetPrice, OrderPlaced, Pulse, RaiseAlarm, SendParcel } from './fixtures/messages';
import { PrivateRedis } from './fixtures/private-redis';

const ALL_SLOTS = Array.from({ length: 16_384 }, (_value, slot) => slot);

/** A cluster of one node tells of keys in different slots as a big one does: CROSSSLOT, whoever has them. */
describe('on a Redis Cluster', () => {
  let server: PrivateRedis;
  let operator: Redis;
  let fleet: Fleet;
  let troubles: string[];

  beforeAll(async () => {
    server = await PrivateRedis.start(['--cluster-enabled', 'yes']);
    operator = new Redis(server.url);
    await operator.call('CLUSTER', 'ADDSLOTS', ...ALL_SLOTS);
    await eventually(async () => expect(await operator.call('CLUSTER', 'INFO')).toContain('cluster_state:ok'));
  });

  afterAll(async () => {
    operator.disconnect();
    await server.stop();
  });

  beforeEach(() => {
    fleet = new Fleet(server.url);
    troubles = [];
  });

  afterEach(async () => {
    await fleet.end();
    expect(troubles).toEqual([]);
  });

  const observer = { trouble: (text: string, error: unknown) => void troubles.push(`${text}: ${String(error)}`) };

  it('work is handled in every lane, tried again, and a dead letter where nothing helps', async () => {
    const seen: string[] = [];
    let failed = false;
    const replica = await fleet.replica({
      service: 'packing',
      observer,
      handlers: [
        handling(RaiseAlarm, () => void seen.push('alarm')),
        handling(SendParcel, () => void seen.push('parcel')),
        handling(DustShelf, () => void seen.push('dust')),
        handling(OrderPlaced, ({ number }) => {
          if (number === 1 && !failed) {
            failed = true;
            throw new ShopError('SHELF_BUSY', 'later');
          }
          if (number === 2) throw new ShopError('ARTICLE_UNKNOWN', 'never');
          seen.push(`order ${number}`);
        }),
      ],
    });
    const sent = [a(RaiseAlarm, { number: 1 }), a(SendParcel, { number: 1 }), a(DustShelf, { number: 1 })];
    await Promise.all(
      [...sent, a(OrderPlaced, { number: 1 }), a(OrderPlaced, { number: 2 })].map((m) => replica.bus.emit(m)),
    );
    await eventually(() => expect([...seen].sort()).toEqual(['alarm', 'dust', 'order 1', 'parcel']));
    await eventually(async () => expect(await fleet.deadLetters('max_retries_exceeded')).toHaveLength(1));
    await eventually(async () => expect(await fleet.pending('packing', 'shop.orders')).toBe(0));
    expect(await operator.hgetall(replica.bus.keys.attempts('shop.orders', 'packing'))).toEqual({});
  });

  it('queries are answered, and broadcasts and confirmations find their way', async () => {
    const heard: number[] = [];
    const { bus } = await fleet.replica({
      service: 'packing',
      observer,
      handlers: [handling(GetPrice, () => 12), handling(Pulse, ({ number }) => void heard.push(number))],
    });
    await expect(bus.ask(a(GetPrice, { article: 'lamp' }), { to: 'packing' })).resolves.toBe(12);
    await bus.emit(a(Pulse, { number: 3 }));
    await bus.emit(a(SendParcel, { number: 1 }), { confirm: true });
    await eventually(() => expect(heard).toEqual([3]));
    await eventually(async () => expect(await operator.xlen(bus.keys.confirmations('packing'))).toBe(1));
  });

  it('leases are renewed, and taken over from a replica that is gone', async () => {
    const open = gate();
    const seen: string[] = [];
    const member = (name: string) =>
      fleet.replica({
        service: 'packing',
        leaseMs: 500,
        observer,
        handlers: [
          handling(OrderPlaced, async () => {
            seen.push(name);
            if (name === 'first') await open.opened;
          }),
        ],
      });
    const first = await member('first');
    await first.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(seen).toEqual(['first']));
    await member('second');
    await first.server.stopReading();
    await first.server.abort();
    await eventually(() => expect(seen).toEqual(['first', 'second']));
    await eventually(async () => expect(await fleet.pending('packing', 'shop.orders')).toBe(0));
    open.open();
  });

  it('what is done is trimmed, and consumers of dead replicas are removed', async () => {
    const settings = {
      messages: [OrderPlaced],
      channels: { 'shop.orders': { keptMs: 50 } },
      upkeepIntervalMs: 100,
      observer,
    };
    const services = ['billing', 'packing', 'sales'];
    const [first] = await Promise.all(services.map((service) => fleet.replica({ ...settings, service })));
    for (let number = 0; number < 20; number += 1) await first?.bus.emit(a(OrderPlaced, { number }));
    const stream = first?.bus.keys.stream('shop.orders', 'normal') ?? '';
    await eventually(async () => expect(await operator.xlen(stream)).toBe(0));
    expect(first?.handled).toHaveLength(20);
  });
});
