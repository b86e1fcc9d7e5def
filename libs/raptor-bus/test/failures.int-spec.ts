import { setTimeout as after } from 'node:timers/promises';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet, ShopError } from './fixtures/fleet';
import { a, CancelOrder, OrderPlaced } from './fixtures/messages';

jest.setTimeout(15_000);

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

  it('is tried again when its lease is over, and counted', async () => {
    const tries: number[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 300,
      handlers: [
        handling(OrderPlaced, () => {
          tries.push(Date.now());
          if (tries.length < 3) throw new ShopError('SHELF_BUSY', 'later');
        }),
      ],
    });
    const { id } = await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(tries).toHaveLength(2));
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(290);
    expect(await attemptsKept()).toEqual({ [id]: '2' });
    await eventually(() =>
      expect(replica.handled.map(({ outcome }) => outcome)).toEqual(['retried', 'retried', 'done']),
    );
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    expect(await attemptsKept()).toEqual({});
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([]);
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
    await eventually(() => expect(seen).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9]));
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    await after(700);
    expect(await fleet.deadLetters('max_retries_exceeded')).toEqual([
      {
        name: 'shop.order.placed',
        payload: { number: 5 },
        group: 'packing',
        stream: expect.stringContaining(`{${ORDERS}}:normal`) as string,
        entryId: expect.any(String) as string,
        attempts: 1,
        failure: { code: 'ARTICLE_UNKNOWN', message: 'The shop failed with ARTICLE_UNKNOWN', retry: 'never' },
      },
    ]);
    expect(seen).toHaveLength(9);
    expect(await attemptsKept()).toEqual({});
  });

  it('ends after maxAttempts in the dead letters when it always fails', async () => {
    let tries = 0;
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 300,
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

  it('never reaches the handler when its payload does not fit: schema_violation', async () => {
    const seen: number[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      handlers: [handling(OrderPlaced, ({ number }) => void seen.push(number))],
    });
    const good = await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    const put = (text: string) => fleet.redis.xadd(`${fleet.keyPrefix}:{${ORDERS}}:normal`, '*', 'e', text);
    await put(JSON.stringify({ ...good, id: 'bad-1', payload: { number: 'seven' } }));
    await put(JSON.stringify({ ...good, id: 'bad-2', payload: ['seven'] }));
    await put(JSON.stringify({ ...good, id: 'bad-3', version: 2 }));
    await put('{"id":"bad-4"}');
    await put('not json');
    await replica.bus.emit(a(OrderPlaced, { number: 2 }));
    await eventually(() => expect(seen).toEqual([1, 2]));
    await eventually(async () => expect(await fleet.deadLetters('schema_violation')).toHaveLength(5));
    const messages = (await fleet.deadLetters('schema_violation')).map(({ failure }) => failure.message);
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.stringContaining('number must be an integer'),
        expect.stringContaining('has a payload that is not an object'),
        expect.stringContaining('has version 2, this service reads 1'),
        expect.stringContaining('is not an envelope'),
      ]),
    );
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
  });

  it('is a routing error when nobody knows its name or this service has no handler for it', async () => {
    const replica = await fleet.replica({ service: 'packing', handlers: [handling(OrderPlaced, () => undefined)] });
    const known = await replica.bus.emit(a(CancelOrder, { number: 1 }));
    await fleet.redis.xadd(
      `${fleet.keyPrefix}:{${ORDERS}}:normal`,
      '*',
      'e',
      JSON.stringify({ ...known, id: 'x', name: 'shop.order.teleport' }),
    );
    await eventually(async () => expect(await fleet.deadLetters('routing_error')).toHaveLength(2));
    const letters = await fleet.deadLetters('routing_error');
    expect(letters).toMatchObject([
      {
        name: 'shop.order.cancel',
        attempts: 1,
        failure: { message: expect.stringContaining('has no handler in packing') as string },
      },
      { name: 'shop.order.teleport', attempts: 1, failure: { retry: 'never' } },
    ]);
    await eventually(() =>
      expect(replica.handled.map(({ message }) => message).sort()).toEqual(['shop.order.cancel', 'unknown']),
    );
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
  });
});

describe('work that takes longer than its lease', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  it('is told to stop through its signal and goes to another replica', async () => {
    const events: string[] = [];
    const reasons: unknown[] = [];
    const member = (replica: string) =>
      fleet.replica({
        service: 'packing',
        leaseMs: 400,
        handlers: [
          handling(OrderPlaced, async (_order, { signal }) => {
            events.push(`${replica} begins`);
            if (events.length > 1) return;
            await new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => {
                reasons.push(signal.reason);
                reject(signal.reason as Error);
              });
            });
          }),
        ],
      });
    const [first] = await Promise.all([member('one'), member('two')]);
    await first.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(events).toHaveLength(2));
    expect(reasons).toMatchObject([{ message: 'The lease of this message is over' }]);
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
  });

  it('is left to its replica while the lease runs', async () => {
    const begun: string[] = [];
    const member = (name: string) =>
      fleet.replica({
        service: 'packing',
        leaseMs: 2_400,
        handlers: [
          handling(OrderPlaced, async () => {
            begun.push(name);
            await after(1_200);
          }),
        ],
      });
    const [first, second] = await Promise.all([member('one'), member('two')]);
    await first.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect([...first.handled, ...second.handled]).toMatchObject([{ outcome: 'done' }]));
    expect(begun).toHaveLength(1);
  });

  it('is not started a second time by the process that still works on it', async () => {
    let begun = 0;
    let finish: () => void = () => undefined;
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 300,
      handlers: [
        handling(OrderPlaced, () => {
          begun += 1;
          return new Promise<void>((resolve) => (finish = resolve));
        }),
      ],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(begun).toBe(1));
    await after(900);
    expect(begun).toBe(1);
    finish();
    await eventually(() => expect(replica.handled).toMatchObject([{ outcome: 'done' }]));
  });

  it('on its last try is not declared dead by the process that has lost it', async () => {
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 300,
      maxAttempts: 1,
      handlers: [
        handling(
          OrderPlaced,
          (_order, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => {
                reject(signal.reason as Error);
              });
            }),
        ),
      ],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(async () => expect(await fleet.deadLetters('max_retries_exceeded')).toHaveLength(1));
    const [letter] = await fleet.deadLetters('max_retries_exceeded');
    expect(letter?.failure.message).toContain('was tried 1 times without coming to an end');
    await eventually(() => expect(replica.handled.map(({ outcome }) => outcome)).toEqual(['retried', 'dead_lettered']));
  });
});
