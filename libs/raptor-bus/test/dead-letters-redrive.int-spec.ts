import { Inbox, type RaptorBusContext } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { ShopError } from './fixtures/fleet';
import { LetterOffice, OPERATOR } from './fixtures/letter-office';
import { a, CancelOrder, KEY_RING, OrderPlaced, SendParcel } from './fixtures/messages';
import { ShopDatabase } from './fixtures/shop-database';

const ORDERS = 'shop.orders';
const NEW_KEY = { kid: 'test-2', secret: Buffer.alloc(32, 9).toString('base64') };

describe('redriving dead letters', () => {
  let database: ShopDatabase;
  let office: LetterOffice;
  /** Numbers of the orders that cannot be packed now. */
  let broken: Set<number>;
  let seen: { number: number; context: RaptorBusContext }[];

  beforeAll(async () => {
    database = await ShopDatabase.create();
  });

  beforeEach(() => {
    office = LetterOffice.open(database);
    broken = new Set();
    seen = [];
  });

  afterEach(async () => {
    await office.close();
  });

  afterAll(async () => {
    await database.drop();
  });

  const packOrders = handling(OrderPlaced, ({ number }, context) => {
    seen.push({ number, context });
    if (broken.has(number)) throw new ShopError('SHELF_BROKEN', 'never');
  });

  /** Letters of orders with these numbers, and nothing broken any more. */
  const lettersOf = async (...numbers: number[]) => {
    broken = new Set(numbers);
    for (const number of numbers) await office.sender.emit(a(OrderPlaced, { number }));
    const letters = await office.settled(numbers.length);
    await eventually(async () => expect(await office.fleet.pending('packing', ORDERS)).toBe(0));
    broken = new Set();
    seen = [];
    return letters;
  };

  const closedAs = (state: 'redriven' | 'open', count = 1) =>
    eventually(
      async () => {
        const letters = (await office.all()).filter((letter) => letter.state === state);
        expect(letters).toHaveLength(count);
        return letters;
      },
      { withinMs: 10_000 },
    );

  it('one: it is handled again as the same event of the same group, and its history tells by whom', async () => {
    const replica = await office.packing([packOrders]);
    const [letter] = await lettersOf(1);
    expect(await office.letters.redrive(letter?.id ?? '', { by: OPERATOR })).toBe(1);
    const [redriven] = await closedAs('redriven');
    expect(seen.map(({ number, context }) => [number, context.envelope.id, context.group])).toEqual([
      [1, letter?.eventId, 'packing'],
    ]);
    expect(redriven).toMatchObject({ attempts: 2, closedAt: expect.any(Date) as Date, raw: letter?.raw });
    const system = { type: 'system', id: replica.bus.options.instance };
    expect(redriven?.history).toMatchObject([
      { did: 'buried', by: system },
      { did: 'queued', by: OPERATOR },
      { did: 'redriven', by: system },
    ]);
    expect(replica.handled.at(-1)).toMatchObject({ message: 'shop.order.placed', outcome: 'done' });
    expect(await office.letters.redrive(letter?.id ?? '', { by: OPERATOR })).toBe(0);
    expect(await office.letters.discard(letter?.id ?? '', { by: OPERATOR, reason: 'late' })).toBe(0);
  });

  it('that fails again opens the same letter with the new failure, after one try', async () => {
    let fails: 'never' | 'later' = 'never';
    await office.packing([
      handling(OrderPlaced, () => {
        seen.push({} as (typeof seen)[number]);
        throw new ShopError(fails === 'never' ? 'SHELF_BROKEN' : 'SHELF_BUSY', fails);
      }),
    ]);
    const [letter] = await lettersOf(1);
    fails = 'later';
    await office.letters.redrive(letter?.id ?? '', { by: OPERATOR });
    const again = await eventually(async () => {
      const one = await office.theOne();
      expect(one.failure.code).toBe('SHELF_BUSY');
      return one;
    });
    expect(again).toMatchObject({ id: letter?.id, state: 'open', attempts: 2, closedAt: null });
    expect(again.history.map(({ did, failure }) => [did, failure?.code])).toEqual([
      ['buried', 'SHELF_BROKEN'],
      ['queued', undefined],
      ['failed', 'SHELF_BUSY'],
    ]);
    expect(seen).toHaveLength(1);
  });

  it('many by filter leaves the others alone', async () => {
    await office.packing([
      packOrders,
      handling(CancelOrder, () => {
        throw new ShopError('ORDER_UNKNOWN', 'never');
      }),
    ]);
    await office.sender.emit(a(CancelOrder, { number: 9 }));
    await office.settled(1);
    broken = new Set([1, 2, 3]);
    for (const number of broken) await office.sender.emit(a(OrderPlaced, { number }));
    await office.settled(4);
    broken = new Set();
    seen = [];
    expect(await office.letters.redrive({ name: 'shop.order.placed' }, { by: OPERATOR })).toBe(3);
    await closedAs('redriven', 3);
    expect(seen.map(({ number }) => number).sort()).toEqual([1, 2, 3]);
    expect((await closedAs('open')).map(({ name }) => name)).toEqual(['shop.order.cancel']);
  });

  it('edited: a payload that does not fit is refused by the name of its field, and nothing happens', async () => {
    await office.packing([packOrders]);
    const [letter] = await lettersOf(1);
    const edit = (payload: object) => office.letters.redriveEdited(letter?.id ?? '', payload, { by: OPERATOR });
    await expect(edit({ number: 'two' })).rejects.toThrow('number: number must be an integer number');
    await expect(edit({ number: 2, colour: 'red' })).rejects.toThrow('colour: property colour should not exist');
    expect(await office.letters.get(letter?.id ?? '')).toEqual(letter);
    expect(seen).toEqual([]);
  });

  it('edited: the new payload is handled as the same event, the text that came stays', async () => {
    await office.packing([packOrders]);
    const [letter] = await lettersOf(1);
    expect(await office.letters.redriveEdited(letter?.id ?? '', { number: 2 }, { by: OPERATOR })).toBe(true);
    const [redriven] = await closedAs('redriven');
    expect(seen.map(({ number, context }) => [number, context.envelope.id])).toEqual([[2, letter?.eventId]]);
    expect(redriven).toMatchObject({ raw: letter?.raw, isEdited: true });
    expect(redriven?.edited).toContain('"number":2');
    expect(redriven?.history[1]).toMatchObject({ did: 'edited', by: OPERATOR, fields: ['number'] });
    expect(await office.letters.redriveEdited(letter?.id ?? '', { number: 3 }, { by: OPERATOR })).toBe(false);
    expect(await office.letters.redriveEdited('no-uuid', { number: 3 }, { by: OPERATOR })).toBe(false);
  });

  it('edited: mends a payload that never fitted', async () => {
    await office.packing([packOrders]);
    const { keys, sealer } = office.sender;
    const { text } = office.sender.prepare(a(OrderPlaced, { number: 1 }));
    const wrong = sealer.seal(keys.place(ORDERS), text.replace('"number":1', '"number":"one"'));
    await office.fleet.redis.xadd(keys.stream(ORDERS, 'normal'), '*', 'e', wrong);
    const letter = await office.theOne();
    expect(letter.reason).toBe('schema_violation');
    await office.letters.redriveEdited(letter.id, { number: 1 }, { by: OPERATOR });
    await closedAs('redriven');
    expect(seen.map(({ number }) => number)).toEqual([1]);
  });

  it('says so when the seal is of a key that was retired; edited, it is sealed anew', async () => {
    const first = await office.packing([packOrders]);
    const [letter] = await lettersOf(1);
    await first.stop();
    const keyRing = [NEW_KEY] as const;
    await office.packing([packOrders], { keyRing });
    const newOffice = office.withKeyRing(keyRing);
    await newOffice.redrive(letter?.id ?? '', { by: OPERATOR });
    const refused = await eventually(async () => {
      const one = await office.theOne();
      expect(one.history).toHaveLength(3);
      return one;
    });
    expect(refused).toMatchObject({ state: 'open', reason: 'schema_violation' });
    expect(refused.failure.message).toMatch(/sealed with a key that is not in the ring; .* redrive it edited/);
    expect(seen).toEqual([]);
    expect(await newOffice.redriveEdited(letter?.id ?? '', { number: 1 }, { by: OPERATOR })).toBe(true);
    await closedAs('redriven');
    expect(seen.map(({ number, context }) => [number, context.envelope.id])).toEqual([[1, letter?.eventId]]);
  });

  it('does not lend its seal to a letter that was forged', async () => {
    await office.packing([packOrders]);
    const { text } = office.sender.prepare(a(OrderPlaced, { number: 666 }));
    const forged = `${KEY_RING[0].kid}.${'A'.repeat(43)}.${text}`;
    await office.fleet.redis.xadd(office.sender.keys.stream(ORDERS, 'normal'), '*', 'e', forged);
    const letter = await office.theOne();
    const edit = office.letters.redriveEdited(letter.id, { number: 1 }, { by: OPERATOR });
    await expect(edit).rejects.toThrow('has a seal that does not fit');
    await office.letters.redrive(letter.id, { by: OPERATOR });
    await eventually(async () => expect((await office.theOne()).history).toHaveLength(3));
    expect(seen).toEqual([]);
  });

  it('handles what nobody waited for any more', async () => {
    await office.packing([packOrders]);
    await office.sender.emit(a(OrderPlaced, { number: 1 }), { deadline: Date.now() - 1 });
    const letter = await office.theOne();
    expect(letter.reason).toBe('processing_timeout');
    await office.letters.redrive(letter.id, { by: OPERATOR });
    await closedAs('redriven');
    expect(seen.map(({ context }) => [context.envelope.deadline, context.signal.aborted])).toEqual([
      [undefined, false],
    ]);
  });

  it('may take back a discard', async () => {
    await office.packing([packOrders]);
    const [letter] = await lettersOf(1);
    await office.letters.discard({ reason: 'max_retries_exceeded' }, { by: OPERATOR, reason: 'by mistake' });
    expect(await office.letters.redrive({ reason: 'max_retries_exceeded' }, { by: OPERATOR })).toBe(0);
    expect(await office.letters.redrive([letter?.id ?? ''], { by: OPERATOR })).toBe(1);
    await closedAs('redriven');
  });

  it('and the stream bringing the message once more: the inbox lets the effect happen once', async () => {
    const inbox = new Inbox('shop');
    let isBroken = true;
    await office.packing([
      handling(OrderPlaced, async ({ number }, context) => {
        if (isBroken) throw new ShopError('SHELF_BROKEN', 'never');
        await database.transaction((tx) =>
          inbox.once(tx, context, () => tx.query('INSERT INTO shop.effects (number) VALUES ($1)', [number])),
        );
      }),
    ]);
    await office.sender.emit(a(OrderPlaced, { number: 1 }));
    const letter = await office.theOne();
    isBroken = false;
    await office.letters.redrive(letter.id, { by: OPERATOR });
    await office.fleet.redis.xadd(letter.stream, '*', 'e', letter.raw);
    await closedAs('redriven');
    await eventually(async () => expect(await office.fleet.pending('packing', ORDERS)).toBe(0));
    expect(await database.effects()).toEqual([1]);
  });

  it('opens a letter again whose message comes once more and fails', async () => {
    await office.packing([packOrders]);
    const [letter] = await lettersOf(1);
    await office.letters.redrive(letter?.id ?? '', { by: OPERATOR });
    await closedAs('redriven');
    broken = new Set([1]);
    await office.fleet.redis.xadd(letter?.stream ?? '', '*', 'e', letter?.raw ?? '');
    const [again] = await closedAs('open');
    expect(again).toMatchObject({ id: letter?.id, attempts: 3, closedAt: null });
    expect(again?.history.map(({ did }) => did)).toEqual(['buried', 'queued', 'redriven', 'buried']);
  });

  it('keeps the beginning of a long history and its end', async () => {
    await office.packing([packOrders]);
    const [letter] = await lettersOf(1);
    for (let time = 0; time < 120; time += 1) {
      await database.query(
        `UPDATE shop.dead_letters SET state = 'open', history = history || '[{"did": "failed"}]'::jsonb`,
      );
    }
    await office.letters.discard(letter?.id ?? '', { by: OPERATOR, reason: 'enough' });
    await office.letters.redrive(letter?.id ?? '', { by: OPERATOR });
    const [redriven] = await closedAs('redriven');
    expect(redriven?.history[0]?.did).toBe('buried');
    expect(redriven?.history.slice(-3).map(({ did }) => did)).toEqual(['discarded', 'queued', 'redriven']);
    expect(redriven?.history.length).toBeLessThanOrEqual(121);
  });

  it('leaves letters of another service in the same tables to that service', async () => {
    await office.packing([packOrders]);
    const [letter] = await lettersOf(1);
    await office.letters.bury({ ...(letter as NonNullable<typeof letter>), eventId: 'other', group: 'billing' });
    await office.letters.redrive({ channel: ORDERS }, { by: OPERATOR });
    await closedAs('redriven');
    const [other] = (await office.all()).filter(({ group }) => group === 'billing');
    expect(other).toMatchObject({ state: 'queued', attempts: 1 });
    expect(seen).toHaveLength(1);
  });

  it('is beside the work that comes from Redis, not before it', async () => {
    const parcels: number[] = [];
    await office.packing([packOrders, handling(SendParcel, ({ number }) => void parcels.push(number))], {
      concurrency: 1,
    });
    await lettersOf(1, 2, 3, 4, 5, 6);
    await office.letters.redrive({ channel: ORDERS }, { by: OPERATOR });
    await office.sender.emit(a(SendParcel, { number: 7 }));
    await closedAs('redriven', 6);
    await eventually(() => expect(parcels).toEqual([7]));
  });
});
