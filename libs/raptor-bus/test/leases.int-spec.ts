import { setTimeout as after } from 'node:timers/promises';
import { eventually, testServers } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet, type ReplicaPlan } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { a, OrderPlaced } from './fixtures/messages';
import { TcpProxy } from './fixtures/tcp-proxy';
import { WorkerProcess } from './fixtures/worker-process';

const ORDERS = 'shop.orders';

const HOW_TO_STOP: [how: string, stop: () => void][] = [
  [
    'with an error',
    () => {
      throw new Error('stopped half way');
    },
  ],
  ['without a word', () => undefined],
];

describe('the lease of a message', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  const outcomes = (handled: { outcome: string }[]) => handled.map(({ outcome }) => outcome);
  const stream = () => `${fleet.keyPrefix}:{${ORDERS}}:normal`;
  const owners = async () =>
    ((await fleet.redis.xpending(stream(), 'packing', '-', '+', 9)) as [string, string][]).map(([, owner]) => owner);

  it('is renewed while its handler runs, however long that takes: no other replica gets it', async () => {
    const finish = gate();
    const begun: string[] = [];
    const member = (name: string) =>
      fleet.replica({
        service: 'packing',
        leaseMs: 1_000,
        handlers: [
          handling(OrderPlaced, async () => {
            begun.push(name);
            await finish.opened;
          }),
        ],
      });
    const [one, two] = await Promise.all([member('one'), member('two')]);
    await one.bus.emit(a(OrderPlaced, { number: 1 }));
    await after(3_500);
    expect(begun).toHaveLength(1);
    finish.open();
    await eventually(() => expect(outcomes([...one.handled, ...two.handled])).toEqual(['done']));
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
  });

  it.each(HOW_TO_STOP)(
    'that another consumer has taken is lost: its handler is told, and may stop %s',
    async (_how, stop) => {
      const reasons: unknown[] = [];
      const replica = await fleet.replica({
        service: 'packing',
        leaseMs: 600,
        maxAttempts: 1,
        handlers: [
          handling(OrderPlaced, async (_order, { signal }) => {
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
            reasons.push(signal.reason);
            stop();
          }),
        ],
      });
      await replica.bus.emit(a(OrderPlaced, { number: 1 }));
      await eventually(() => expect(replica.server.inFlight).toBe(1));
      await eventually(async () => {
        // The other one looks after its lease, or it would be taken back.
        const [[id = ''] = []] = (await fleet.redis.xpending(stream(), 'packing', '-', '+', 1)) as string[][];
        await fleet.redis.xclaim(stream(), 'packing', 'thief', 0, id, 'JUSTID');
        expect(outcomes(replica.handled)).toEqual(['lost']);
      });
      expect(reasons).toMatchObject([{ message: 'The lease of this message is lost: another replica has it' }]);
      expect(await owners()).toEqual(['thief']);
      expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([]);
      expect(await fleet.redis.exists(replica.bus.keys.retries(ORDERS, 'packing'))).toBe(0);
    },
  );

  it('that another consumer has taken is found lost when its handler fails, even before it is renewed', async () => {
    const fail = gate();
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 60_000,
      handlers: [
        handling(OrderPlaced, async () => {
          await fail.opened;
          throw new Error('busy');
        }),
      ],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(replica.server.inFlight).toBe(1));
    const [[id = ''] = []] = await fleet.redis.xrange(stream(), '-', '+');
    await fleet.redis.xclaim(stream(), 'packing', 'thief', 0, id, 'JUSTID');
    fail.open();
    await eventually(() => expect(outcomes(replica.handled)).toEqual(['lost']));
    expect(await owners()).toEqual(['thief']);
    expect(await fleet.redis.exists(replica.bus.keys.retries(ORDERS, 'packing'))).toBe(0);
    expect(await fleet.redis.exists(replica.bus.keys.attempts(ORDERS, 'packing'))).toBe(0);
  });

  it('of a process that stood still is over: another takes the message, and the one that wakes up stops', async () => {
    const worker = await WorkerProcess.start(fleet.workerPlan({ leaseMs: 1_000, waits: [1] }));
    fleet.atEnd(() => worker.kill());
    await fleet.bus().emit(a(OrderPlaced, { number: 1 }));
    await eventually(async () => expect(await fleet.diary()).toHaveLength(1), { withinMs: 20_000 });
    worker.freeze();
    const seen: number[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 1_000,
      handlers: [handling(OrderPlaced, ({ number }) => void seen.push(number))],
    });
    await eventually(() => expect(seen).toEqual([1]), { withinMs: 20_000 });
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    worker.thaw();
    await eventually(async () => expect(await fleet.diary()).toContainEqual(expect.stringContaining('aborted 1')), {
      withinMs: 20_000,
    });
    expect(seen).toEqual([1]);
    expect(outcomes(replica.handled)).toEqual(['done']);
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([]);
  });

  it('matters no more once its handler is done: the acknowledgement outlives a lost connection', async () => {
    const proxy = await TcpProxy.to(testServers().redisBusUrl);
    await proxy.open();
    let begun = 0;
    const replica = await fleet.replica({
      service: 'packing',
      url: proxy.url,
      leaseMs: 10_000,
      handlers: [
        handling(OrderPlaced, async () => {
          begun += 1;
          await proxy.close();
        }),
      ],
    });
    const [one, two] = [await fleet.bus().emit(a(OrderPlaced, { number: 1 }), { confirm: true }), fleet.bus()];
    await eventually(() => expect(outcomes(replica.handled)).toEqual(['done']));
    expect(await fleet.pending('packing', ORDERS)).toBe(1);
    await proxy.open();
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    const [[, [, text = ''] = []] = ['']] = await fleet.redis.xrange(two.keys.confirmations('sender'), '-', '+');
    expect(text).toContain(JSON.stringify({ group: 'packing', ids: [one.id] }));
    expect(begun).toBe(1);
    await proxy.close();
  });
});

describe('a handler that takes too long', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  const hasty = (plan: Partial<ReplicaPlan>) =>
    fleet.replica({ service: 'packing', leaseMs: 600, processingTimeoutMs: 400, maxAttempts: 2, ...plan });

  it.each(HOW_TO_STOP)(
    'is told to stop, tried again, and in the end a dead letter, if it stops %s',
    async (_how, stop) => {
      const reasons: string[] = [];
      const replica = await hasty({
        handlers: [
          handling(OrderPlaced, async (_order, { signal }) => {
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
            reasons.push((signal.reason as Error).message);
            stop();
          }),
        ],
      });
      await replica.bus.emit(a(OrderPlaced, { number: 1 }));
      await eventually(async () => expect(await fleet.deadLetters('processing_timeout')).toHaveLength(1));
      expect(reasons).toEqual(Array(2).fill('Its handler ran longer than 400 ms'));
      const [letter] = await fleet.deadLetters('processing_timeout');
      expect(letter).toMatchObject({ attempts: 2, failure: { code: 'PROCESSING_TIMEOUT', retry: 'later' } });
      expect(replica.handled.map(({ outcome }) => outcome)).toEqual(['retried', 'dead_lettered']);
      await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    },
  );

  it.each([1, 2])(
    'and does not listen keeps its slot and nothing else, also where only %i replicas are there',
    async (replicas) => {
      const begun: number[] = [];
      const done: number[] = [];
      const member = () =>
        hasty({
          concurrency: 4,
          handlers: [
            handling(OrderPlaced, async ({ number }) => {
              begun.push(number);
              if (number === 1) await new Promise(() => undefined);
              done.push(number);
            }),
          ],
        });
      const [first] = await Promise.all(Array.from({ length: replicas }, member));
      await first?.bus.emit(a(OrderPlaced, { number: 1 }));
      await eventually(async () => expect(await fleet.deadLetters('processing_timeout')).toHaveLength(1), {
        withinMs: 20_000,
      });
      expect(begun).toEqual([1, 1]);
      expect(await fleet.deadLetters('processing_timeout')).toMatchObject([{ attempts: 2, payload: { number: 1 } }]);
      await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
      const others = Array.from({ length: 20 }, (_value, index) => index + 2);
      for (const number of others) await first?.bus.emit(a(OrderPlaced, { number }));
      await eventually(() => expect([...done].sort((x, y) => x - y)).toEqual(others));
    },
  );
});
