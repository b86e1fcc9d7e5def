import { setTimeout as after } from 'node:timers/promises';
import { eventually, testServers } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { a, Gossip, Pulse, PULSE_WINDOW_MS } from './fixtures/messages';
import { TcpProxy } from './fixtures/tcp-proxy';

describe('a broadcast', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  const listener = async (service: string, url = testServers().redisBusUrl) => {
    const heard: number[] = [];
    const replica = await fleet.replica({
      service,
      url,
      handlers: [handling(Pulse, ({ number }) => void heard.push(number))],
    });
    return { heard, replica };
  };
  const numbers = (count: number) => Array.from({ length: count }, (_value, index) => index);

  it('reaches every replica of every service, in order and once', async () => {
    const listeners = await Promise.all([listener('sales'), listener('sales'), listener('packing')]);
    const sender = fleet.bus();
    for (const number of numbers(40)) await sender.emit(a(Pulse, { number }));
    for (const { heard } of listeners) await eventually(() => expect(heard).toEqual(numbers(40)));
  });

  it('is read back by a replica that comes later, as far as the window goes', async () => {
    const sender = fleet.bus();
    await sender.emit(a(Pulse, { number: 1 }));
    await after(PULSE_WINDOW_MS + 50);
    await sender.emit(a(Pulse, { number: 2 }));
    await sender.emit(a(Pulse, { number: 3 }));
    const { heard } = await listener('sales');
    await eventually(() => expect(heard).toEqual([2, 3]));
    await sender.emit(a(Pulse, { number: 4 }));
    await eventually(() => expect(heard).toEqual([2, 3, 4]));
  });

  it('that was sent while a replica was cut off is heard there when it is back, and soon', async () => {
    const proxy = await TcpProxy.to(testServers().redisBusUrl);
    await proxy.open();
    const near = await Promise.all([listener('sales'), listener('packing')]);
    const far = await listener('sales', proxy.url);
    const sender = fleet.bus();
    const tookMs: number[] = [];
    const heardTill = (number: number, { heard }: { heard: number[] }) =>
      eventually(() => expect(heard).toEqual(numbers(number + 1)), { withinMs: 10_000, everyMs: 5 });
    await sender.emit(a(Pulse, { number: 0 }));
    await heardTill(0, far);
    for (const number of [1, 2, 3, 4, 5]) {
      await proxy.close();
      await sender.emit(a(Pulse, { number }));
      await after(100 * number);
      expect(far.heard).toHaveLength(number);
      await proxy.open();
      const backAt = performance.now();
      await heardTill(number, far);
      tookMs.push(performance.now() - backAt);
    }
    for (const listening of near) await heardTill(5, listening);
    expect(tookMs.sort((x, y) => x - y)[2]).toBeLessThanOrEqual(2_000);
    await far.replica.stop();
    await proxy.close();
  });

  it('does not pile up in Redis', async () => {
    const sender = fleet.bus();
    await Promise.all(numbers(500).map((number) => sender.emit(a(Pulse, { number }))));
    const length = () => fleet.redis.xlen(`${fleet.keyPrefix}:{shop.pulse}:normal`);
    expect(await length()).toBe(500);
    await after(PULSE_WINDOW_MS + 50);
    await sender.emit(a(Pulse, { number: 500 }));
    expect(await length()).toBeLessThan(200);
  });

  it('that fails is told and forgotten', async () => {
    const heard: number[] = [];
    const replica = await fleet.replica({
      service: 'sales',
      leaseMs: 200,
      handlers: [
        handling(Pulse, ({ number }) => {
          heard.push(number);
          if (number === 1) throw new Error('deaf');
        }),
      ],
    });
    await replica.bus.emit(a(Pulse, { number: 1 }));
    await replica.bus.emit(a(Pulse, { number: 2 }));
    await eventually(() => expect(replica.handled.map(({ outcome }) => outcome).sort()).toEqual(['done', 'failed']));
    await after(500);
    expect(heard).toEqual([1, 2]);
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([]);
  });

  it('that means nothing to a service is dropped there without a failure', async () => {
    const { heard, replica } = await listener('sales');
    await replica.bus.emit(a(Gossip, { number: 1 }));
    await replica.bus.emit(a(Pulse, { number: 2 }));
    await eventually(() => expect(heard).toEqual([2]));
    expect(replica.handled).toMatchObject([
      { message: 'shop.gossip', outcome: 'dropped', error: undefined },
      { message: 'shop.pulse', outcome: 'done' },
    ]);
  });
});
