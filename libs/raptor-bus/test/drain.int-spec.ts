import { setTimeout as after } from 'node:timers/promises';
import { Sealer, type PreparedMessage } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet, type Replica } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { a, KEY_RING, OrderPlaced, RaiseAlarm, SendParcel } from './fixtures/messages';

describe('a replica that is told to leave', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  /** Before a read that waits for something new would end by itself. */
  const promptly = async (step: () => Promise<void>, withinMs = 1_500) => {
    const startedAt = performance.now();
    await step();
    expect(performance.now() - startedAt).toBeLessThan(withinMs);
  };

  const busyReplica = async (plan: { concurrency?: number; leaseMs?: number } = {}) => {
    const finish = gate();
    const begun: number[] = [];
    const ended: number[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 10_000,
      ...plan,
      handlers: [
        handling(OrderPlaced, async ({ number }) => {
          begun.push(number);
          await finish.opened;
          ended.push(number);
        }),
      ],
    });
    return { replica, finish, begun, ended };
  };

  it('takes nothing more, while what it has goes on to its end', async () => {
    const { replica, finish, begun, ended } = await busyReplica();
    const sender = fleet.bus();
    await sender.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(begun).toEqual([1]));
    await promptly(() => replica.server.stopReading());
    await sender.emit(a(OrderPlaced, { number: 2 }));
    await after(300);
    expect(begun).toEqual([1]);
    let idle = false;
    const waiting = replica.server.untilIdle().then(() => (idle = true));
    await after(50);
    expect(idle).toBe(false);
    finish.open();
    await waiting;
    expect(ended).toEqual([1]);
    expect(await fleet.pending('packing', 'shop.orders')).toBe(0);
  });

  it('stops at once when every slot is busy', async () => {
    const { replica, begun } = await busyReplica({ concurrency: 2 });
    for (const number of [1, 2, 3]) await replica.bus.emit(a(OrderPlaced, { number }));
    await eventually(() => expect(begun).toEqual([1, 2]));
    await promptly(() => replica.server.stopReading());
    expect(begun).toEqual([1, 2]);
  });

  it('stops at once when its reads wait, right after it lost its connection too', async () => {
    const { replica } = await busyReplica();
    await eventually(async () => expect(await fleet.killConnections(['packing'])).toBeGreaterThanOrEqual(1));
    await eventually(() => replica.bus.ping());
    await after(300);
    await promptly(() => replica.server.stopReading());
  });

  it('takes over nothing of others once it has stopped', async () => {
    const first = await busyReplica({ leaseMs: 1_200 });
    await first.replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(first.begun).toEqual([1]));
    const second = await busyReplica({ leaseMs: 1_200 });
    await second.replica.server.stopReading();
    await after(2_000);
    expect(second.begun).toEqual([]);
  });

  it.each([
    ['with an error', (reject: (error: Error) => void) => reject(new Error('stopped half way'))],
    ['without a word', (_reject: unknown, resolve: (value?: unknown) => void) => resolve()],
  ])('gives back what it had, for another replica to begin at once, if its handlers stop %s', async (_how, stop) => {
    const tries: string[] = [];
    const reasons: unknown[] = [];
    const member = (name: string): Promise<Replica> =>
      fleet.replica({
        service: 'packing',
        leaseMs: 30_000,
        maxAttempts: 1,
        handlers: [
          handling(OrderPlaced, async (_order, { signal }) => {
            tries.push(name);
            if (name === 'second') return;
            await new Promise((resolve, reject) => {
              signal.addEventListener('abort', () => {
                reasons.push(signal.reason);
                stop(reject, resolve);
              });
            });
          }),
        ],
      });
    const first = await member('first');
    await first.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(tries).toEqual(['first']));
    const second = await member('second');
    await first.server.stopReading();
    await promptly(() => first.server.abort());
    await eventually(() => expect(tries).toEqual(['first', 'second']), { withinMs: 2_000 });
    await eventually(() => expect(second.handled).toMatchObject([{ outcome: 'done' }]));
    expect(reasons).toMatchObject([{ message: 'The process is leaving' }]);
    expect(first.handled).toMatchObject([{ outcome: 'retried' }]);
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([]);
  });

  it('begins nothing that waited to be alone, and gives that back', async () => {
    const first = await busyReplica({ leaseMs: 1_000 });
    await first.replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(first.begun).toEqual([1]));
    // Two processes have died over this one.
    const { channel, envelope, text } = first.replica.bus.prepare(a(OrderPlaced, { number: 2 }));
    const { keys } = first.replica.bus;
    await fleet.redis.hset(keys.attempts(channel, 'packing'), `${envelope.id}:crashes`, 1);
    const stream = keys.stream(channel, 'normal');
    const id = `${Date.now() + 10}-0`;
    await fleet.redis
      .multi()
      .xadd(stream, id, 'e', new Sealer(KEY_RING).seal(keys.place(channel), text))
      .xreadgroup('GROUP', 'packing', 'dead', 'COUNT', 1, 'STREAMS', stream, '>')
      .exec();
    await eventually(async () =>
      expect(await fleet.redis.hget(keys.attempts(channel, 'packing'), `${envelope.id}:crashes`)).toBe('2'),
    );
    await first.replica.server.stopReading();
    first.finish.open();
    await first.replica.server.untilIdle();
    await eventually(async () => expect(await fleet.redis.zcard(keys.retries(channel, 'packing'))).toBe(1));
    expect(first.begun).toEqual([1]);
    const second = await busyReplica({ leaseMs: 1_000 });
    second.finish.open();
    await eventually(() => expect(second.ended).toEqual([2]));
    await eventually(async () => expect(await fleet.redis.hgetall(keys.attempts(channel, 'packing'))).toEqual({}));
  });

  it('gives back only what is its own, even when another lane has an entry with the same id', async () => {
    const begun: string[] = [];
    const forever = (text: string) => () => {
      begun.push(text);
      return new Promise<void>(() => undefined);
    };
    const member = (name: string) =>
      fleet.replica({
        service: 'packing',
        leaseMs: 10_000,
        concurrency: 1,
        handlers: [handling(RaiseAlarm, forever(`${name} alarm`)), handling(SendParcel, forever(`${name} parcel`))],
      });
    const put = ({ channel, envelope: { lane }, text }: PreparedMessage) =>
      fleet.put(channel, lane, text, { id: '1-1' });
    const first = await member('first');
    await put(first.bus.prepare(a(RaiseAlarm, { number: 1 })));
    await eventually(() => expect(begun).toEqual(['first alarm']));
    const second = await member('second');
    await put(first.bus.prepare(a(SendParcel, { number: 1 })));
    await eventually(() => expect(begun).toEqual(['first alarm', 'second parcel']));
    await first.server.stopReading();
    await first.server.abort();
    const owners = async (lane: string) =>
      (await fleet.redis.xpending(`${fleet.keyPrefix}:{shop.lanes}:${lane}`, 'packing', '-', '+', 9)) as unknown[][];
    expect((await owners('normal')).map(([, consumer]) => consumer)).toEqual([second.bus.options.instance]);
  });
});
