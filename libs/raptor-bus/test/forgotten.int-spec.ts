import { eventually } from '@raptor/testing';
import { Sealer } from '@raptor/raptor-bus';
import { handling } from './fixtures/consumer';
import { Fleet, type Replica } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { a, KEY_RING, OrderPlaced } from './fixtures/messages';

describe('work whose lease has run out', () => {
  let fleet: Fleet;
  let known: Record<string, string>[];

  beforeEach(() => {
    fleet = new Fleet();
    known = [];
  });

  afterEach(async () => {
    await fleet.end();
  });

  /** Tells, whenever it handles a message, what is known of that one's tries and crashes. */
  const member = (instance: string): Promise<Replica> =>
    fleet.replica({
      service: 'packing',
      instance,
      leaseMs: 900,
      handlers: [handling(OrderPlaced, async () => void known.push(await counts()))],
    });

  const countsKey = (): string => `${fleet.keyPrefix}:{shop.orders}:attempts:packing`;
  const counts = (): Promise<Record<string, string>> => fleet.redis.hgetall(countsKey());

  /** Redis has handed it out, and the answer never came. @param before what is known of it, by the ends of the names. */
  async function handedOutTo(consumer: string, { bus }: Replica, before: Record<string, number> = {}): Promise<string> {
    const { channel, envelope, text } = bus.prepare(a(OrderPlaced, { number: 1 }));
    const stream = bus.keys.stream(channel, 'normal');
    await eventually(async () => expect(await fleet.redis.exists(stream)).toBe(1));
    for (const [what, count] of Object.entries(before)) {
      await fleet.redis.hset(countsKey(), `${envelope.id}:${what}`, count);
    }
    await fleet.redis
      .multi()
      .xadd(stream, `${Date.now() + 10}-0`, 'e', new Sealer(KEY_RING).seal(bus.keys.place(channel), text))
      .xreadgroup('GROUP', 'packing', consumer, 'COUNT', 1, 'STREAMS', stream, '>')
      .exec();
    return envelope.id;
  }

  it('counts as a crash when the process that had it is silent', async () => {
    const id = await handedOutTo('dead', await member('one'));
    await eventually(() => expect(known).toEqual([{ [`${id}:crashes`]: '1' }]));
  });

  it('does not when that process lives and was never told of it', async () => {
    const one = await member('one');
    await member('two');
    await handedOutTo('one', one);
    await eventually(() => expect(known).toEqual([{}]));
  });

  it('does not even when that process has its hands full', async () => {
    const one = await member('one');
    const busy = await fleet.replica({
      service: 'packing',
      instance: 'busy',
      leaseMs: 900,
      concurrency: 1,
      handlers: [handling(OrderPlaced, () => new Promise(() => undefined))],
    });
    await one.server.stopReading();
    await busy.bus.emit(a(OrderPlaced, { number: 0 }));
    await eventually(() => expect(busy.server.inFlight).toBe(1));
    await handedOutTo('busy', busy);
    await member('two');
    await eventually(() => expect(known).toEqual([{}]));
  });

  it.each([
    ['died over it with nothing else to do: so far that may be chance', { 'lone-deaths': 1, alone: 1 }],
    ['died while it waited to be alone', { 'lone-deaths': 2 }],
  ])('is tried alone again when the last process %s', async (_how, before) => {
    const id = await handedOutTo('dead', await member('one'), { crashes: 4, ...before });
    await eventually(() =>
      expect(known).toEqual([{ [`${id}:crashes`]: '5', [`${id}:lone-deaths`]: '2', [`${id}:alone`]: '1' }]),
    );
    await eventually(async () => expect(await counts()).toEqual({}));
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([]);
  });

  it('is tried alone again when the process that tried it alone lives and forgot it', async () => {
    const one = await member('one');
    await member('two');
    const id = await handedOutTo('one', one, { crashes: 4, 'lone-deaths': 2, alone: 1 });
    await eventually(() =>
      expect(known).toEqual([{ [`${id}:crashes`]: '4', [`${id}:lone-deaths`]: '2', [`${id}:alone`]: '1' }]),
    );
  });

  it('is a dead letter, and not begun, when three processes died over it with nothing else to do', async () => {
    await handedOutTo('dead', await member('one'), { crashes: 4, 'lone-deaths': 2, alone: 1 });
    await eventually(async () =>
      expect(await fleet.deadLetters('max_retries_exceeded')).toMatchObject([
        {
          failure: {
            code: 'PROCESS_DIED',
            message: '5 processes died over it, 3 of them with nothing else to do',
          },
        },
      ]),
    );
    await eventually(async () => expect(await counts()).toEqual({}));
    expect(known).toEqual([]);
  });

  it('keeps its process, while it is tried alone, from taking what others could begin', async () => {
    const finish = gate();
    const begun: string[] = [];
    const slow = await fleet.replica({
      service: 'packing',
      leaseMs: 900,
      concurrency: 8,
      handlers: [
        handling(OrderPlaced, async ({ number }) => {
          begun.push(`slow ${number}`);
          await finish.opened;
        }),
      ],
    });
    await handedOutTo('dead', slow, { crashes: 2 });
    await eventually(() => expect(begun).toEqual(['slow 1']));
    await fleet.replica({
      service: 'packing',
      concurrency: 2,
      handlers: [handling(OrderPlaced, ({ number }) => void begun.push(`quick ${number}`))],
    });
    const numbers = Array.from({ length: 20 }, (_value, index) => 100 + index);
    for (const number of numbers) await slow.bus.emit(a(OrderPlaced, { number }));
    // One may have been handed to a read that had been waiting for it.
    await eventually(() => expect(begun.length).toBeGreaterThanOrEqual(1 + numbers.length - 1));
    expect(begun.filter((line) => line.startsWith('slow'))).toEqual(['slow 1']);
    finish.open();
    await eventually(() => expect(begun).toHaveLength(1 + numbers.length));
  });
});
