import { setTimeout as after } from 'node:timers/promises';
import { RedisDeadLetters, type ChannelSettings, type RaptorBus } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { Consumers } from '../src/consuming/consumers';
import { Script } from '../src/redis/script';
import { REMOVE_IDLE_CONSUMERS } from '../src/upkeep/remove-idle-consumers.lua';
import { Upkeep } from '../src/upkeep/upkeep';
import { handling } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { a, OrderPlaced } from './fixtures/messages';

const ORDERS = 'shop.orders';
const GROUPS = ['billing', 'packing', 'sales'];

describe('trimming', () => {
  let fleet: Fleet;
  let stream: string;

  beforeEach(() => {
    fleet = new Fleet();
    stream = `${fleet.keyPrefix}:{${ORDERS}}:normal`;
  });

  afterEach(async () => {
    await fleet.end();
  });

  const upkeep = async (settings: ChannelSettings): Promise<Upkeep> => {
    const bus = fleet.bus({ service: 'packing', messages: [OrderPlaced], channels: { [ORDERS]: settings } });
    await eventually(() => bus.ping());
    return new Upkeep(bus, [ORDERS]);
  };
  /** Entries with ids of their own: `ageMs` old, a millisecond apart. */
  const fill = async (count: number, { ageMs = 600_000, bytes = 10 } = {}): Promise<string[]> => {
    const startMs = Date.now() - ageMs;
    const ids = Array.from({ length: count }, (_value, index) => `${startMs + index}-0`);
    await Promise.all(ids.map((id) => fleet.redis.xadd(stream, id, 'e', 'x'.repeat(bytes))));
    return ids;
  };
  const createGroups = (names: readonly string[]) =>
    Promise.all(names.map((name) => fleet.redis.xgroup('CREATE', stream, name, '0', 'MKSTREAM')));
  const read = (group: string, count: number) =>
    fleet.redis.xreadgroup('GROUP', group, 'somebody', 'COUNT', count, 'STREAMS', stream, '>');
  const left = async () => (await fleet.redis.xrange(stream, '-', '+')).map(([id]) => id);

  it('removes nothing before every group of the catalogue is there', async () => {
    const keeper = await upkeep({ keptMs: 0 });
    expect(await keeper.trim(ORDERS)).toBe(0);
    await createGroups(['packing', 'sales']);
    const ids = await fill(50);
    for (const group of ['packing', 'sales']) {
      await read(group, 50);
      await fleet.redis.xack(stream, group, ...ids);
    }
    expect(await keeper.trim(ORDERS)).toBe(0);
    expect(await left()).toEqual(ids);
  });

  it('removes what all groups are done with, and nothing that one has not been given or not finished', async () => {
    const keeper = await upkeep({ keptMs: 0 });
    await createGroups(GROUPS);
    const ids = await fill(100);
    expect(await keeper.trim(ORDERS)).toBe(0);
    await read('billing', 100);
    await fleet.redis.xack(stream, 'billing', ...ids);
    await read('packing', 80);
    await fleet.redis.xack(stream, 'packing', ...ids.slice(0, 80));
    expect(await keeper.trim(ORDERS)).toBe(0);
    await read('sales', 100);
    await fleet.redis.xack(stream, 'sales', ...ids.filter((_id, index) => index !== 40));
    expect(await keeper.trim(ORDERS)).toBe(40);
    expect((await left())[0]).toBe(ids[40]);
    await fleet.redis.xack(stream, 'sales', ids[40] ?? '');
    expect(await keeper.trim(ORDERS)).toBe(40);
    expect(await left()).toEqual(ids.slice(80));
    await read('packing', 100);
    expect(await keeper.trim(ORDERS)).toBe(0);
    await fleet.redis.xack(stream, 'packing', ...ids);
    expect(await keeper.trim(ORDERS)).toBe(20);
    expect(await left()).toEqual([]);
  });

  it('keeps what is done for as long as the channel says', async () => {
    const keeper = await upkeep({ keptMs: 60_000 });
    await createGroups(GROUPS);
    const old = await fill(30, { ageMs: 90_000 });
    const recent = await fill(30, { ageMs: 30_000 });
    for (const group of GROUPS) {
      await read(group, 60);
      await fleet.redis.xack(stream, group, ...old, ...recent);
    }
    expect(await keeper.trim(ORDERS)).toBe(30);
    expect(await left()).toEqual(recent);
  });

  it('keeps no more of it than so many bytes, the newest, and all that is not done', async () => {
    const keptBytes = 200_000;
    const keeper = await upkeep({ keptMs: 3_600_000, keptBytes });
    await createGroups(GROUPS);
    const ids = await fill(1_000, { bytes: 1_000 });
    for (const group of GROUPS) {
      await read(group, 1_000);
      await fleet.redis.xack(stream, group, ...ids.filter((_id, index) => group !== 'sales' || index !== 500));
    }
    await keeper.trim(ORDERS);
    expect(await left()).toEqual(ids.slice(500));
    await fleet.redis.xack(stream, 'sales', ids[500] ?? '');
    await eventually(async () => {
      await keeper.trim(ORDERS);
      expect(await fleet.redis.memory('USAGE', stream)).toBeLessThanOrEqual(keptBytes * 1.1);
    });
    const kept = await left();
    expect(kept.length).toBeGreaterThan(100);
    expect(kept).toEqual(ids.slice(-kept.length));
  });

  it('is done by every service as it runs', async () => {
    const settings = { channels: { [ORDERS]: { keptMs: 100 } }, messages: [OrderPlaced], upkeepIntervalMs: 200 };
    const [first] = await Promise.all(GROUPS.map((service) => fleet.replica({ ...settings, service })));
    for (let number = 0; number < 50; number += 1) await first?.bus.emit(a(OrderPlaced, { number }));
    await eventually(async () => expect(await left()).toEqual([]));
    expect(first?.handled).toHaveLength(50);
  });
});

describe('the consumers of a group', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  const removeIdle = (bus: RaptorBus, stream: string, idleMs: number) =>
    new Script(REMOVE_IDLE_CONSUMERS).run(fleet.redis, [stream], [bus.options.service, idleMs]);
  const namesOf = async (stream: string) => {
    const consumers = (await fleet.redis.xinfo('CONSUMERS', stream, 'packing')) as [string, string][];
    return consumers.map(([, name]) => name).sort();
  };

  it('do not pile up over 200 restarts, some without a good-bye, and no message is lost', async () => {
    const sender = fleet.bus();
    await eventually(() => sender.ping());
    const stream = sender.keys.stream(ORDERS, 'normal');
    const seen: number[] = [];
    const read = (consumer: string) =>
      fleet.redis.xreadgroup('GROUP', 'packing', consumer, 'COUNT', 1, 'STREAMS', stream, '>');
    let number = 0;
    for (let restart = 0; restart < 200; restart += 1) {
      const bus = fleet.bus({ service: 'packing', instance: `packing-${restart}`, messages: [OrderPlaced] });
      const consumers = new Consumers({
        bus,
        messages: bus.catalogue.entries,
        deadLetters: new RedisDeadLetters(bus),
        invoke: async ({ envelope }) => void seen.push((envelope?.payload as OrderPlaced).number),
      });
      consumers.start();
      const mine = number;
      await sender.emit(a(OrderPlaced, { number: (number += 1) - 1 }));
      await eventually(() => expect(seen).toContain(mine), { everyMs: 2 });
      await consumers.stopReading();
      await consumers.untilIdle();
      consumers.close();
      await bus.close();
      // One of four dies instead, half of those with a message in hand.
      if (restart % 4 === 0) {
        if (restart % 8 === 0) await sender.emit(a(OrderPlaced, { number: (number += 1) - 1 }));
        await read(`dead-${restart}`);
      }
    }
    const last = await fleet.replica({
      service: 'packing',
      instance: 'last',
      handlers: [handling(OrderPlaced, (order) => void seen.push(order.number))],
    });
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0), { withinMs: 15_000 });
    expect([...seen].sort((x, y) => x - y)).toEqual(Array.from({ length: number }, (_value, index) => index));
    await after(300);
    expect((await namesOf(stream)).length).toBeGreaterThan(200);
    await eventually(async () => {
      await removeIdle(last.bus, stream, 250);
      expect((await namesOf(stream)).filter((name) => name !== 'last')).toEqual([]);
    });
  });

  it('are not removed while they have something in hand or still ask', async () => {
    const replica = await fleet.replica({ service: 'packing', leaseMs: 60_000 });
    const stream = replica.bus.keys.stream(ORDERS, 'normal');
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(async () => expect(await namesOf(stream)).toEqual([replica.bus.options.instance]));
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    // A read waits for two seconds at most: whoever is there asks more often than every five.
    await after(2_500);
    await removeIdle(replica.bus, stream, 5_000);
    expect(await namesOf(stream)).toEqual([replica.bus.options.instance]);
    await replica.stop();
    await fleet.redis.xadd(stream, '*', 'e', 'text');
    await fleet.redis.xreadgroup('GROUP', 'packing', 'busy', 'COUNT', 9, 'STREAMS', stream, '>');
    await after(60);
    await removeIdle(replica.bus, stream, 50);
    expect(await namesOf(stream)).toEqual(['busy']);
    const [[id = ''] = []] = (await fleet.redis.xpending(stream, 'packing', '-', '+', 1)) as string[][];
    await fleet.redis.xack(stream, 'packing', id);
    await removeIdle(replica.bus, stream, 60_000);
    expect(await namesOf(stream)).toEqual(['busy']);
    await after(60);
    expect(await removeIdle(replica.bus, stream, 50)).toBe(1);
    expect(await namesOf(stream)).toEqual([]);
  });

  it('of a stream or group that is not there are none', async () => {
    const bus = fleet.bus({ service: 'packing' });
    expect(await removeIdle(bus, bus.keys.stream('shop.nowhere', 'low'), 0)).toBe(0);
    await fleet.redis.xadd(bus.keys.stream('shop.nowhere', 'low'), '*', 'e', 'x');
    expect(await removeIdle(bus, bus.keys.stream('shop.nowhere', 'low'), 0)).toBe(0);
  });
});
