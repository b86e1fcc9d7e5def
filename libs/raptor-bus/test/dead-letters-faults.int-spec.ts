import { once } from 'node:events';
import { join } from 'node:path';
import { PostgresDeadLetters, type RaptorBus } from '@raptor/raptor-bus';
import { eventually, testServers } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { ShopError } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { LetterOffice, OPERATOR } from './fixtures/letter-office';
import { a, OrderPlaced, SendParcel } from './fixtures/messages';
import { ShopDatabase } from './fixtures/shop-database';
import { startScript } from './fixtures/start-script';

describe('redriving dead letters when things break', () => {
  let database: ShopDatabase;
  let office: LetterOffice;

  beforeAll(async () => {
    database = await ShopDatabase.create();
  });

  beforeEach(() => {
    office = LetterOffice.open(database);
  });

  afterEach(async () => {
    await office.close();
  });

  afterAll(async () => {
    await database.drop();
  });

  /** Letters of orders with these numbers, from a replica that is gone. */
  const lettersOf = async (...numbers: number[]) => {
    const replica = await office.packing([
      handling(OrderPlaced, () => {
        throw new ShopError('SHELF_BROKEN', 'never');
      }),
    ]);
    for (const number of numbers) await office.sender.emit(a(OrderPlaced, { number }));
    const letters = await office.settled(numbers.length);
    await eventually(async () => expect(await office.fleet.pending('packing', 'shop.orders')).toBe(0));
    await replica.stop();
    return letters.map(({ id }) => id);
  };

  const isRedriven = (count = 1) =>
    eventually(
      async () => {
        const letters = await office.all();
        expect(letters.filter(({ state }) => state === 'redriven')).toHaveLength(count);
        return letters;
      },
      { withinMs: 20_000 },
    );

  /** As if the process that had them was killed: nobody renews, and the lease is over. */
  const processDied = (deathsBefore: number) =>
    database.query(`UPDATE shop.dead_letters SET deaths = ${deathsBefore}, lease_until = now() - interval '1 second'`);

  it('two replicas handle each letter once', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    await lettersOf(...numbers);
    const handledBy: Record<'one' | 'other', number[]> = { one: [], other: [] };
    const stores: PostgresDeadLetters[] = [];
    for (const name of ['one', 'other'] as const) {
      await office.packing(
        [
          handling(OrderPlaced, async ({ number }) => {
            handledBy[name].push(number);
            await new Promise((resolve) => setTimeout(resolve, 20));
          }),
        ],
        {
          leaseMs: 10_000,
          deadLetters: (bus: RaptorBus) => {
            stores.push(new PostgresDeadLetters(bus, database));
            return stores.at(-1) as PostgresDeadLetters;
          },
        },
      );
    }
    // Both wake at the same moment, each by itself.
    await Promise.all(stores.map((letters) => letters.redrive({ channel: 'shop.orders' }, { by: OPERATOR })));
    await isRedriven(40);
    expect([...handledBy.one, ...handledBy.other].sort((x, y) => x - y)).toEqual(numbers);
  });

  it('in the process that decided it begins at once, not with the next poll', async () => {
    const ids = await lettersOf(1, 2, 3, 4, 5, 6, 7, 8);
    let letters = office.letters;
    await office.packing([], {
      leaseMs: 10_000,
      deadLetters: (bus) => (letters = new PostgresDeadLetters(bus, database)),
    });
    const startedAt = performance.now();
    for (const [index, id] of ids.entries()) {
      await letters.redrive(id, { by: OPERATOR });
      await isRedriven(index + 1);
    }
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });

  it('a process that is killed over a letter costs a lease: another takes it over and counts the death', async () => {
    const [id] = await lettersOf(1);
    const packing = { BUS_URL: testServers().redisBusUrl, KEY_PREFIX: office.fleet.keyPrefix, LEASE_MS: '1500' };
    const child = startScript(join(__dirname, 'fixtures', 'letter-worker.ts'), {
      ...packing,
      DATABASE_URL: database.url,
    });
    const said: unknown[] = [];
    child.on('message', (text) => said.push(text));
    const exit = once(child, 'exit');
    await office.letters.redrive(id ?? '', { by: OPERATOR });
    await eventually(async () => expect((await office.letters.get(id ?? ''))?.state).toBe('queued'));
    await eventually(() => expect(said).toContain('begun'), { withinMs: 20_000 });
    let handled = 0;
    await office.packing([handling(OrderPlaced, () => void (handled += 1))], { leaseMs: 1_500 });
    child.kill('SIGKILL');
    await exit;
    const [letter] = await isRedriven();
    expect(handled).toBe(1);
    // Buried, killed, redriven.
    expect(letter?.attempts).toBe(3);
  });

  it('a process that lives keeps its letter, however long it takes', async () => {
    const [id] = await lettersOf(1);
    const finish = gate();
    let begun = 0;
    const packOrders = handling(OrderPlaced, async () => {
      begun += 1;
      await finish.opened;
    });
    for (const leaseMs of [600, 600]) await office.packing([packOrders], { leaseMs });
    await office.letters.redrive(id ?? '', { by: OPERATOR });
    await eventually(() => expect(begun).toBe(1));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(begun).toBe(1);
    expect(await office.letters.discard(id ?? '', { by: OPERATOR, reason: 'too late' })).toBe(0);
    finish.open();
    const [letter] = await isRedriven();
    expect(letter?.attempts).toBe(2);
  });

  it('three deaths over a letter open it again, and nobody begins it any more', async () => {
    const [id] = await lettersOf(1);
    await office.letters.redrive(id ?? '', { by: OPERATOR });
    await processDied(2);
    let begun = 0;
    await office.packing([handling(OrderPlaced, () => void (begun += 1))]);
    const letter = await office.theOne();
    expect(letter).toMatchObject({ state: 'open', reason: 'max_retries_exceeded', attempts: 4 });
    expect(letter.failure).toMatchObject({ code: 'PROCESS_DIED' });
    expect(letter.history.at(-1)).toMatchObject({ did: 'failed', failure: { code: 'PROCESS_DIED' } });
    expect(begun).toBe(0);
  });

  it('after two deaths a letter is handled with nothing beside it', async () => {
    const [id] = await lettersOf(1);
    const finish = gate();
    const now = new Set<string>();
    const beside: string[] = [];
    const replica = await office.packing([
      handling(SendParcel, async ({ number }) => {
        now.add(`parcel ${number}`);
        await finish.opened;
        now.delete(`parcel ${number}`);
      }),
      handling(OrderPlaced, () => void beside.push(`order, ${now.size} beside it`)),
    ]);
    await replica.bus.emit(a(SendParcel, { number: 1 }));
    await eventually(() => expect(now.size).toBe(1));
    await office.letters.redrive(id ?? '', { by: OPERATOR });
    await processDied(1);
    await eventually(async () =>
      expect(await database.query('SELECT deaths FROM shop.dead_letters')).toEqual([{ deaths: 2 }]),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(beside).toEqual([]);
    finish.open();
    await isRedriven();
    expect(beside).toEqual(['order, 0 beside it']);
  });

  it.each([
    ['fails', true],
    ['ends well', false],
  ])('a letter that another process has taken is aborted and not written over when it %s', async (_how, fails) => {
    const [id] = await lettersOf(1);
    const aborted: unknown[] = [];
    const replica = await office.packing([
      handling(OrderPlaced, async (_order, { signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        aborted.push(signal.reason);
        if (fails) throw new ShopError('SHELF_BROKEN', 'never');
      }),
    ]);
    await office.letters.redrive(id ?? '', { by: OPERATOR });
    await eventually(async () =>
      expect(await database.query('SELECT id FROM shop.dead_letters WHERE lease_until > now()')).toHaveLength(1),
    );
    await database.query(
      `UPDATE shop.dead_letters SET epoch = epoch + 1, lease_until = now() + interval '1 hour', history = history || '"mine"'`,
    );
    await eventually(() => expect(replica.handled.at(-1)?.outcome).toBe('lost'));
    expect(aborted).toHaveLength(1);
    const letter = await office.letters.get(id ?? '');
    expect(letter).toMatchObject({ state: 'queued', attempts: 1 });
    expect(letter?.history.at(-1)).toBe('mine');
  });

  it('a process that leaves gives its letter back at once, and no death is counted', async () => {
    const [id] = await lettersOf(1);
    let begun = 0;
    const leaving = await office.packing(
      [
        handling(OrderPlaced, async (_order, { signal }) => {
          begun += 1;
          await new Promise((_resolve, reject) => signal.addEventListener('abort', reject));
        }),
      ],
      { leaseMs: 600_000 },
    );
    await office.letters.redrive(id ?? '', { by: OPERATOR });
    await eventually(() => expect(begun).toBe(1));
    expect(leaving.server.inFlight).toBe(1);
    await leaving.server.stopReading();
    await leaving.server.abort();
    await office.packing([], { leaseMs: 600_000 });
    const [letter] = await isRedriven();
    expect(letter?.attempts).toBe(2);
    expect(leaving.handled.at(-1)?.outcome).toBe('retried');
  });

  it('a drain waits for the letter that is being handled and takes no other', async () => {
    const ids = await lettersOf(1, 2);
    const finish = gate();
    let begun = 0;
    const leaving = await office.packing([
      handling(OrderPlaced, async () => {
        begun += 1;
        await finish.opened;
      }),
    ]);
    await office.letters.redrive(ids[0] ?? '', { by: OPERATOR });
    await eventually(() => expect(begun).toBe(1));
    await leaving.server.stopReading();
    await office.letters.redrive(ids[1] ?? '', { by: OPERATOR });
    const idle = leaving.server.untilIdle();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(begun).toBe(1);
    finish.open();
    await idle;
    const states = (await office.all()).map(({ state }) => state);
    expect(states).toEqual(['redriven', 'queued']);
  });

  it('a handler that takes too long opens its letter again, also when it does not listen', async () => {
    const [id] = await lettersOf(1);
    const finish = gate();
    const replica = await office.packing([handling(OrderPlaced, () => finish.opened)], { processingTimeoutMs: 300 });
    await office.letters.redrive(id ?? '', { by: OPERATOR });
    const letter = await eventually(async () => {
      const one = await office.theOne();
      expect(one.history).toHaveLength(3);
      return one;
    });
    expect(letter).toMatchObject({ state: 'open', reason: 'processing_timeout', attempts: 2 });
    expect(letter.failure.code).toBe('PROCESSING_TIMEOUT');
    // Nobody waits for it: it would hold up a drain, and whatever is to be handled alone.
    await eventually(() => expect(replica.server.inFlight).toBe(0));
    finish.open();
    expect((await office.theOne()).state).toBe('open');
  });

  it('a database that is away for a moment does not lose what became of a letter', async () => {
    const [id] = await lettersOf(1);
    const finish = gate();
    let begun = 0;
    let away = false;
    const flaky = {
      schema: database.schema,
      transaction: ((work) =>
        away ? Promise.reject(new Error('no database')) : database.transaction(work)) as typeof database.transaction,
    };
    const troubles: string[] = [];
    await office.packing(
      [
        handling(OrderPlaced, async () => {
          begun += 1;
          await finish.opened;
        }),
      ],
      {
        leaseMs: 60_000,
        observer: { trouble: (text) => void troubles.push(text) },
        deadLetters: (bus) => new PostgresDeadLetters(bus, flaky),
      },
    );
    await office.letters.redrive(id ?? '', { by: OPERATOR });
    await eventually(() => expect(begun).toBe(1));
    away = true;
    finish.open();
    await eventually(() => expect(troubles).toContain('noting what became of a dead letter'));
    away = false;
    await isRedriven();
    expect(begun).toBe(1);
  });
});
