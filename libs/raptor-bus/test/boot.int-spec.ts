import { Redis } from 'ioredis';
import { BusMisconfiguredError } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { a, GetPrice, OrderPlaced } from './fixtures/messages';
import { PrivateRedis } from './fixtures/private-redis';

const SENTENCE =
  'Redis (bus) has maxmemory-policy allkeys-lru and would throw messages away when it is full: ' +
  'set it to noeviction, or point the bus at another Redis than the caches';

describe('a Redis that the bus starts with', () => {
  let fleet: Fleet;
  let redis: PrivateRedis | undefined;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
    await redis?.stop();
  });

  const serviceOn = async (url: string) => {
    const orders: number[] = [];
    const troubles: string[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      url,
      observer: { trouble: (text) => void troubles.push(text) },
      handlers: [handling(OrderPlaced, ({ number }) => void orders.push(number)), handling(GetPrice, () => 12)],
    });
    return { orders, troubles, bus: replica.bus };
  };

  it('is refused when it evicts, and one is told what to do', async () => {
    redis = await PrivateRedis.start(['--maxmemory-policy', 'allkeys-lru']);
    await expect(serviceOn(redis.url)).rejects.toThrow(new BusMisconfiguredError(SENTENCE));
    const sender = fleet.bus({ url: redis.url });
    await expect(sender.emit(a(OrderPlaced, { number: 1 }))).rejects.toThrow(new BusMisconfiguredError(SENTENCE));
    await expect(sender.ping()).rejects.toThrow(SENTENCE);
    await expect(sender.ask(a(GetPrice, { article: 'lamp' }), { to: 'packing' })).rejects.toThrow(SENTENCE);
  });

  it.each([
    ['an ACL keeps CONFIG from the user', ['--user', 'limited', 'on', '>secret', '~*', '&*', '+@all', '-config']],
    [
      'CONFIG has another name',
      ['--rename-command', 'CONFIG', '', '--user', 'limited', 'on', '>secret', '~*', '&*', '+@all'],
    ],
  ])('is warned of, and works, where %s', async (_what, config) => {
    redis = await PrivateRedis.start(config);
    const { orders, troubles, bus } = await serviceOn(redis.url.replace('//', '//limited:secret@'));
    await bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(orders).toEqual([1]));
    await expect(bus.ask(a(GetPrice, { article: 'lamp' }), { to: 'packing' })).resolves.toBe(12);
    expect(troubles).toEqual([
      'Redis (bus) does not tell its maxmemory-policy (CONFIG is refused): make sure that it is noeviction',
    ]);
  });

  it('is looked at again at every new connection: it may be another by then', async () => {
    redis = await PrivateRedis.start();
    const { orders, troubles, bus } = await serviceOn(redis.url);
    const operator = new Redis(redis.url);
    const changeTo = async (policy: string) => {
      await operator.config('SET', 'maxmemory-policy', policy);
      await operator.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    };
    await bus.emit(a(OrderPlaced, { number: 1 }));
    await changeTo('allkeys-lru');
    await eventually(() => expect(bus.emit(a(OrderPlaced, { number: 0 }))).rejects.toThrow(SENTENCE));
    expect(troubles).toContain('checking Redis');
    const before = await operator.xlen(bus.keys.stream('shop.orders', 'normal'));
    await changeTo('noeviction');
    await eventually(() => bus.emit(a(OrderPlaced, { number: 2 })));
    await eventually(() => expect(orders).toContain(2));
    expect(await operator.xlen(bus.keys.stream('shop.orders', 'normal'))).toBe(before + 1);
    operator.disconnect();
  });

  it('may be killed and come back with its data: nothing is lost; or empty: all goes on', async () => {
    redis = await PrivateRedis.start();
    const sender = fleet.bus({ url: redis.url });
    await eventually(() => sender.emit(a(OrderPlaced, { number: 1 })));
    await redis.kill();
    await redis.startAgain();
    const { orders, bus } = await serviceOn(redis.url);
    await eventually(() => expect(orders).toEqual([1]));
    await redis.kill();
    await redis.startAgainEmpty();
    await eventually(() => bus.emit(a(OrderPlaced, { number: 2 })), { withinMs: 10_000 });
    await eventually(() => expect(orders).toEqual([1, 2]), { withinMs: 10_000 });
  });
});
