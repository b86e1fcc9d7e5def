import { setTimeout as after } from 'node:timers/promises';
import { BusUnavailableError, type RaptorBus } from '@raptor/raptor-bus';
import { eventually, testServers } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet, type ReplicaPlan } from './fixtures/fleet';
import { a, GetPrice, OrderPlaced, Pulse } from './fixtures/messages';
import { TcpProxy } from './fixtures/tcp-proxy';
import { WorkerProcess } from './fixtures/worker-process';

describe('when things break', () => {
  let fleet: Fleet;
  let proxy: TcpProxy;

  beforeEach(async () => {
    fleet = new Fleet();
    proxy = await TcpProxy.to(testServers().redisBusUrl);
  });

  afterEach(async () => {
    await fleet.end();
    await proxy.close();
  });

  /** A service that notes the numbers of the orders and pulses it has seen. */
  const noting = async (plan: Partial<ReplicaPlan> = {}) => {
    const orders: number[] = [];
    const pulses: number[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      ...plan,
      handlers: [
        handling(OrderPlaced, ({ number }) => void orders.push(number)),
        handling(Pulse, ({ number }) => void pulses.push(number)),
        handling(GetPrice, () => 12),
      ],
    });
    return { replica, orders, pulses };
  };

  /** As a careful producer does: again until Redis has it. */
  const emitUntilTaken = (bus: RaptorBus, number: number) => eventually(() => bus.emit(a(OrderPlaced, { number })));

  const everyPath = async (
    bus: RaptorBus,
    { orders, pulses }: { orders: number[]; pulses: number[] },
    mark: number,
  ) => {
    await emitUntilTaken(bus, mark);
    await eventually(() => bus.emit(a(Pulse, { number: mark })));
    await eventually(() => expect(orders).toContain(mark));
    await eventually(() => expect(pulses).toContain(mark));
    await eventually(async () => expect(await bus.ask(a(GetPrice, { article: 'x' }), { to: 'packing' })).toBe(12));
  };

  it('a replica killed in the middle of a message: another one takes it over after the lease', async () => {
    const worker = await WorkerProcess.start(fleet.workerPlan({ leaseMs: 1_000, waits: [1] }));
    fleet.atEnd(() => worker.kill());
    const sender = fleet.bus();
    await sender.emit(a(OrderPlaced, { number: 1 }));
    await eventually(async () => expect(await fleet.diary()).toHaveLength(1));
    const { replica, orders } = await noting({ leaseMs: 1_000 });
    expect(orders).toEqual([]);
    await worker.kill();
    await eventually(() => expect(orders).toEqual([1]));
    expect(await fleet.diary()).toEqual([expect.stringContaining('begun 1 ')]);
    await eventually(async () => expect(await fleet.pending('packing', 'shop.orders')).toBe(0));
    expect(replica.handled).toMatchObject([{ outcome: 'done' }]);
  });

  it('all connections killed while messages flow: nothing is lost and it goes on', async () => {
    const { orders } = await noting();
    const told: string[] = [];
    const sender = fleet.bus({ observer: { connection: (state) => void told.push(state) } });
    await eventually(() => sender.ping());
    let killed = 0;
    for (let number = 0; number < 300; number += 1) {
      if (number % 100 === 50) killed += await fleet.killConnections(['packing', 'sender']);
      await emitUntilTaken(sender, number);
    }
    expect(killed).toBeGreaterThanOrEqual(9);
    await eventually(() => expect(new Set(orders).size).toBe(300), { withinMs: 8_000 });
    await eventually(async () => expect(await fleet.pending('packing', 'shop.orders')).toBe(0));
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([]);
    expect(told).toEqual(['lost', 'restored', 'lost', 'restored', 'lost', 'restored']);
  });

  it('answers still find their way after the connection that hears them was lost', async () => {
    await noting();
    const asker = fleet.bus();
    await expect(asker.ask(a(GetPrice, { article: 'x' }), { to: 'packing' })).resolves.toBe(12);
    expect(await fleet.killConnections(['sender:replies'])).toBe(1);
    await after(20);
    await expect(asker.ask(a(GetPrice, { article: 'x' }), { to: 'packing' })).resolves.toBe(12);
  });

  it('Redis emptied: groups come back and new messages flow within seconds', async () => {
    const { replica, orders, pulses } = await noting();
    const sender = fleet.bus();
    await everyPath(sender, { orders, pulses }, 1);
    await fleet.forgetEverything();
    const emptiedAt = performance.now();
    await everyPath(sender, { orders, pulses }, 2);
    expect(performance.now() - emptiedAt).toBeLessThan(4_000);
    expect(orders).toEqual([1, 2]);
    expect(replica.handled.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  });

  it('Redis hangs: sending fails within the command timeout, and all recovers after it', async () => {
    await proxy.open();
    const { orders, pulses } = await noting({ url: proxy.url });
    const sender = fleet.bus({ url: proxy.url, commandTimeoutMs: 400 });
    await everyPath(sender, { orders, pulses }, 1);
    proxy.freeze();
    const attempts = [0, 100, 200, 300, 800].map(async (delayMs, index) => {
      await after(delayMs);
      const startedAt = performance.now();
      await expect(sender.emit(a(OrderPlaced, { number: 100 + index }))).rejects.toBeInstanceOf(BusUnavailableError);
      return performance.now() - startedAt;
    });
    for (const waitedMs of await Promise.all(attempts)) expect(waitedMs).toBeLessThan(2_000);
    await expect(sender.ping()).rejects.toBeInstanceOf(BusUnavailableError);
    await after(600);
    proxy.thaw();
    const thawedAt = performance.now();
    await everyPath(sender, { orders, pulses }, 2);
    expect(performance.now() - thawedAt).toBeLessThan(5_000);
  });

  it('a line that went dead without a word is given up for a new one', async () => {
    await proxy.open();
    const { orders, pulses } = await noting({ url: proxy.url });
    const sender = fleet.bus({ url: proxy.url });
    await everyPath(sender, { orders, pulses }, 1);
    proxy.forsake();
    const forsakenAt = performance.now();
    await everyPath(sender, { orders, pulses }, 2);
    expect(performance.now() - forsakenAt).toBeLessThan(6_000);
  });

  it('Redis comes up after the services: they start, and work once it is there', async () => {
    const told: string[] = [];
    const troubles: string[] = [];
    const { orders, pulses } = await noting({
      url: proxy.url,
      observer: {
        connection: (state) => void told.push(state),
        trouble: (text) => void troubles.push(text),
      },
    });
    const sender = fleet.bus({ url: proxy.url });
    await expect(sender.emit(a(OrderPlaced, { number: 0 }))).rejects.toBeInstanceOf(BusUnavailableError);
    await after(1_000);
    expect(told).toEqual(['lost']);
    await proxy.open();
    await everyPath(sender, { orders, pulses }, 1);
    expect(told).toEqual(['lost', 'restored']);
    expect(troubles.length).toBeLessThanOrEqual(6);
    expect(orders).toEqual([1]);
  });

  it('the way to Redis breaks while nothing happens: stopping is prompt all the same', async () => {
    await proxy.open();
    const { replica } = await noting({ url: proxy.url });
    await eventually(() => replica.bus.ping());
    await proxy.close();
    await after(100);
    const startedAt = performance.now();
    await replica.stop();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
