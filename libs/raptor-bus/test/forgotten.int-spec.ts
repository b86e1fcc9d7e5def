import { eventually } from '@raptor/testing';
import { Sealer } from '@raptor/raptor-bus';
import { handling } from './fixtures/consumer';
import { Fleet, type Replica } from './fixtures/fleet';
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
      handlers: [
        handling(OrderPlaced, async () => {
          known.push(await fleet.redis.hgetall(`${fleet.keyPrefix}:{shop.orders}:attempts:packing`));
        }),
      ],
    });

  /** Redis has handed it out, and the answer never came. */
  async function handedOutTo(consumer: string, { bus }: Replica): Promise<string> {
    const { channel, envelope, text } = bus.prepare(a(OrderPlaced, { number: 1 }));
    const stream = bus.keys.stream(channel, 'normal');
    await eventually(async () => expect(await fleet.redis.exists(stream)).toBe(1));
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
});
