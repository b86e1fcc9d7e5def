import { setTimeout as after } from 'node:timers/promises';
import type { DeadLetter } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet, ShopError, type Replica } from './fixtures/fleet';
import { a, CancelOrder, OrderPlaced } from './fixtures/messages';

const ORDERS = 'shop.orders';

describe('work that fails', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  const attemptsKept = () => fleet.redis.hgetall(`${fleet.keyPrefix}:{${ORDERS}}:attempts:packing`);

  it('is tried again after a pause that grows, long before its lease is over, and counted', async () => {
    const tries: number[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 60_000,
      retry: { firstMs: 400, longestMs: 10_000 },
      handlers: [
        handling(OrderPlaced, () => {
          tries.push(Date.now());
          if (tries.length < 3) throw new ShopError('SHELF_BUSY', 'later');
        }),
      ],
    });
    const { id } = await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(async () => expect(await attemptsKept()).toEqual({ [`${id}:tries`]: '2' }));
    await eventually(() => expect(tries).toHaveLength(3));
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(200);
    expect((tries[2] ?? 0) - (tries[1] ?? 0)).toBeGreaterThanOrEqual(400);
    await eventually(() =>
      expect(replica.handled.map(({ outcome }) => outcome)).toEqual(['retried', 'retried', 'done']),
    );
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    await eventually(async () => expect(await attemptsKept()).toEqual({}));
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([]);
  });

  it('waits as long as the failure asks for', async () => {
    const tries: number[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      retry: { firstMs: 10, longestMs: 10_000 },
      describeFailure: () => ({ code: 'VENDOR_BUSY', message: 'busy', retry: 'later', retryAfterMs: 600 }),
      handlers: [
        handling(OrderPlaced, () => {
          tries.push(Date.now());
          if (tries.length === 1) throw new Error('too many requests');
        }),
      ],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(tries).toHaveLength(2));
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(600);
  });

  it('is tried again by whichever replica is free, and counted over all of them', async () => {
    const tries: string[] = [];
    const member = () =>
      fleet.replica({
        service: 'packing',
        handlers: [
          handling(OrderPlaced, (_order, { envelope }) => {
            tries.push(envelope.id);
            throw new ShopError('SHELF_BUSY', 'later');
          }),
        ],
      });
    const replicas = await Promise.all([member(), member(), member()]);
    const numbers = Array.from({ length: 12 }, (_value, number) => number);
    await Promise.all(numbers.map((number) => replicas[0].bus.emit(a(OrderPlaced, { number }))));
    await eventually(async () => expect(await fleet.deadLetters('max_retries_exceeded')).toHaveLength(12));
    expect(tries).toHaveLength(36);
    expect(new Set(tries).size).toBe(12);
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    expect(await attemptsKept()).toEqual({});
  });

  it('goes to the dead letters at once and once only when another try cannot help, its neighbours unharmed', async () => {
    const seen: number[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      handlers: [
        handling(OrderPlaced, ({ number }) => {
          if (number === 5) throw new ShopError('ARTICLE_UNKNOWN', 'never');
          seen.push(number);
        }),
      ],
    });
    for (let number = 0; number < 10; number += 1) await replica.bus.emit(a(OrderPlaced, { number }));
    await eventually(() => expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9]));
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    await after(700);
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([
      {
        eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        workspaceId: null,
        name: 'shop.order.placed',
        payload: { number: 5 },
        channel: ORDERS,
        group: 'packing',
        stream: `${fleet.keyPrefix}:{${ORDERS}}:normal`,
        entryId: expect.any(String) as string,
        reason: 'max_retries_exceeded',
        raw: expect.stringMatching(/^test-1\.[\w-]{43}\.\{/) as string,
        attempts: 1,
        failure: { code: 'ARTICLE_UNKNOWN', message: 'The shop failed with ARTICLE_UNKNOWN', retry: 'never' },
      },
    ]);
    expect(seen).toHaveLength(9);
    expect(await attemptsKept()).toEqual({});
  });

  it('that somebody deletes while it waits for its next try is told of, and is pending no more', async () => {
    const troubles: string[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      retry: { firstMs: 400, longestMs: 400 },
      observer: { trouble: (_text, error) => void troubles.push(String(error)) },
      handlers: [
        handling(OrderPlaced, () => {
          throw new ShopError('SHELF_BUSY', 'later');
        }),
      ],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(replica.handled).toHaveLength(1));
    const stream = replica.bus.keys.stream(ORDERS, 'normal');
    const [[id = ''] = []] = await fleet.redis.xrange(stream, '-', '+');
    await fleet.redis.xdel(stream, id);
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    await eventually(() =>
      expect(troubles).toEqual([`Error: Entry ${id} of ${stream} was deleted before packing had handled it`]),
    );
    expect(replica.handled).toHaveLength(1);
  });

  it('ends after maxAttempts in the dead letters when it always fails', async () => {
    let tries = 0;
    const replica = await fleet.replica({
      service: 'packing',
      handlers: [
        handling(OrderPlaced, () => {
          tries += 1;
          throw new Error('poison');
        }),
      ],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(async () => expect(await fleet.deadLetters('max_retries_exceeded')).toHaveLength(1));
    expect(tries).toBe(3);
    const [letter] = await fleet.deadLetters('max_retries_exceeded');
    expect(letter).toMatchObject({ group: 'packing', attempts: 3, failure: { code: 'INTERNAL', message: 'poison' } });
    await eventually(() =>
      expect(replica.handled.map(({ outcome }) => outcome)).toEqual(['retried', 'retried', 'dead_lettered']),
    );
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    await after(700);
    expect(tries).toBe(3);
    expect(await attemptsKept()).toEqual({});
  });

  it('in one service stays the business of that service', async () => {
    const billed: number[] = [];
    const packing = await fleet.replica({
      service: 'packing',
      handlers: [
        handling(OrderPlaced, () => {
          throw new ShopError('ARTICLE_UNKNOWN', 'never');
        }),
      ],
    });
    await fleet.replica({
      service: 'billing',
      handlers: [handling(OrderPlaced, ({ number }) => void billed.push(number))],
    });
    await packing.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(async () => expect(await fleet.deadLetters('max_retries_exceeded')).toHaveLength(1));
    await eventually(() => expect(billed).toEqual([1]));
  });

  it('waits, and counts no try, while its dead letter cannot be kept', async () => {
    let storeIsAway = true;
    let tries = 0;
    const kept: DeadLetter[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      deadLetters: {
        bury: async (letter) => {
          if (storeIsAway) throw new Error('the database is away');
          kept.push(letter);
          return Promise.resolve();
        },
      },
      handlers: [
        handling(OrderPlaced, () => {
          tries += 1;
          throw new ShopError('ARTICLE_UNKNOWN', 'never');
        }),
      ],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(tries).toBeGreaterThan(4));
    expect(await fleet.pending('packing', ORDERS)).toBe(1);
    storeIsAway = false;
    await eventually(() => expect(kept).toMatchObject([{ attempts: 1, failure: { code: 'ARTICLE_UNKNOWN' } }]));
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    expect(await attemptsKept()).toEqual({});
  });
});

describe('what no handler can take', () => {
  let fleet: Fleet;
  let replica: Replica;
  let seen: number[];

  beforeEach(async () => {
    fleet = new Fleet();
    seen = [];
    const handlers = [handling(OrderPlaced, ({ number }) => void seen.push(number))];
    replica = await fleet.replica({ service: 'packing', handlers });
  });

  afterEach(async () => {
    await fleet.end();
  });

  /** An order as a bus would have sent it, but for what is said. */
  const put = (changes: object) => {
    const { envelope } = replica.bus.prepare(a(OrderPlaced, { number: 0 }));
    return fleet.put(ORDERS, 'normal', JSON.stringify({ ...envelope, ...changes }));
  };

  it('never reaches it when it is not what its class says: schema_violation', async () => {
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await put({ payload: { number: 'seven' } });
    await put({ payload: ['seven'] });
    await put({ version: 2 });
    await put({ lane: 'high' });
    await put({ workspaceId: 'mine' });
    await fleet.put(ORDERS, 'normal', '{"id":"1"}');
    await fleet.put(ORDERS, 'normal', 'not json');
    await fleet.redis.xadd(replica.bus.keys.stream(ORDERS, 'normal'), '*', 'e', 'not sealed');
    await replica.bus.emit(a(OrderPlaced, { number: 2 }));
    await eventually(() => expect(seen).toEqual([1, 2]));
    await eventually(async () => expect(await fleet.deadLetters('schema_violation')).toHaveLength(8));
    const messages = (await fleet.deadLetters('schema_violation')).map(({ failure }) => failure.message);
    for (const text of [
      'number must be an integer',
      'payload must be object',
      'shop.order.placed has version 2, this service reads 1',
      'of lane high came on another',
      'workspaceId must match',
      "is not an envelope:  must have required property 'name'",
      'is not JSON',
      'carries no seal',
    ]) {
      expect(messages).toContainEqual(expect.stringContaining(text.replace(':  ', ': ')));
    }
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
  });

  it('is a routing error when nobody knows its name or it belongs on another channel', async () => {
    await put({ name: 'shop.order.teleport' });
    await put({ name: 'shop.parcel.send' });
    await eventually(async () => expect(await fleet.deadLetters('routing_error')).toHaveLength(2));
    const letters = await fleet.deadLetters('routing_error');
    expect(letters.map(({ name, attempts, failure: { message } }) => [name, attempts, message])).toEqual(
      expect.arrayContaining([
        ['unknown', 1, 'Message shop.order.teleport is not in the catalogue of this service'],
        ['shop.parcel.send', 1, 'Message shop.parcel.send came on shop.orders and belongs on shop.lanes'],
      ]),
    );
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
  });

  it('is acknowledged without a word when it is for other services', async () => {
    const billing = await fleet.replica({ service: 'billing' });
    await replica.bus.emit(a(CancelOrder, { number: 1 }));
    await replica.bus.emit(a(OrderPlaced, { number: 2 }));
    await eventually(() => expect(billing.handled).toMatchObject([{ message: 'shop.order.placed', outcome: 'done' }]));
    await eventually(async () => expect(await fleet.pending('billing', ORDERS)).toBe(0));
    expect(await fleet.deadLetters('routing_error')).toEqual([]);
  });

  it('is not begun when nobody waits for it any more: processing_timeout', async () => {
    await replica.bus.emit(a(OrderPlaced, { number: 1 }), { deadline: Date.now() + 500 });
    await replica.bus.emit(a(OrderPlaced, { number: 2 }), { deadline: Date.now() + 60_000 });
    await eventually(async () => expect(await fleet.deadLetters('processing_timeout')).toHaveLength(1));
    const [letter] = await fleet.deadLetters('processing_timeout');
    expect(letter).toMatchObject({ payload: { number: 1 }, failure: { code: 'DEADLINE_PASSED', retry: 'never' } });
    await eventually(() => expect(seen).toEqual([2]));
  });
});
