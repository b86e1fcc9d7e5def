import { once } from 'node:events';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { eventually, testServers } from '@raptor/testing';
import type { DeadLetter, DeadLetterReason } from '@raptor/raptor-bus';
import { forgetClosedLetters } from '../src/dead-letters/forget-closed-letters';
import { handling } from './fixtures/consumer';
import { ShopError } from './fixtures/fleet';
import { LetterOffice, OPERATOR } from './fixtures/letter-office';
import { a, CancelOrder, OrderPlaced } from './fixtures/messages';
import { ShopDatabase } from './fixtures/shop-database';
import { startScript } from './fixtures/start-script';

const ORDERS = 'shop.orders';
const WORKSPACE = '0198c9a0-0000-7000-8000-00000000000a';

const aLetter = (fields: Partial<DeadLetter> = {}): DeadLetter => ({
  eventId: uuidv7(),
  group: 'packing',
  workspaceId: WORKSPACE,
  name: 'shop.order.placed',
  channel: ORDERS,
  stream: 'orders',
  entryId: '1-0',
  reason: 'max_retries_exceeded',
  failure: { code: 'SHELF_BUSY', message: 'No shelf', retry: 'later' },
  attempts: 3,
  raw: '{}',
  ...fields,
});

describe('dead letters in Postgres', () => {
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

  const put = (text: string | Buffer) =>
    office.fleet.redis.xadd(office.sender.keys.stream(ORDERS, 'normal'), '*', 'e', text);

  it('are one for each event and group, however often and from wherever they come', async () => {
    const letter = aLetter();
    await Promise.all(Array.from({ length: 10 }, () => office.letters.bury(letter)));
    await office.letters.bury({ ...letter, group: 'billing' });
    expect((await office.all()).map(({ group }) => group).sort()).toEqual(['billing', 'packing']);
    const [one] = await office.all();
    expect(one?.history.map(({ did }) => did)).toEqual(['buried']);
  });

  it('are one when the process dies between keeping the letter and telling Redis', async () => {
    const packing = { BUS_URL: testServers().redisBusUrl, KEY_PREFIX: office.fleet.keyPrefix, LEASE_MS: '1000' };
    const env = { ...packing, DATABASE_URL: database.url, DIES_AT: 'burial' };
    const child = startScript(join(__dirname, 'fixtures', 'letter-worker.ts'), env);
    const exit = once(child, 'exit');
    await office.sender.emit(a(OrderPlaced, { number: 1 }));
    expect((await exit)[1]).toBe('SIGKILL');
    expect(await office.fleet.pending('packing', ORDERS)).toBe(1);
    let tries = 0;
    await office.packing([
      handling(OrderPlaced, () => {
        tries += 1;
        throw new ShopError('ARTICLE_UNKNOWN', 'never');
      }),
    ]);
    await eventually(async () => expect(await office.fleet.pending('packing', ORDERS)).toBe(0), { withinMs: 10_000 });
    expect(tries).toBe(1);
    expect(await office.all()).toHaveLength(1);
  });

  it('hold what Postgres refuses, at once and alone: the neighbours take effect', async () => {
    const replica = await office.packing([
      handling(OrderPlaced, ({ number }) =>
        database.transaction((tx) =>
          tx.query('INSERT INTO shop.effects (number, by) VALUES ($1, $2)', [
            number,
            number === 5 ? 'a\0b' : 'packing',
          ]),
        ),
      ),
    ]);
    for (let number = 1; number <= 9; number += 1) await replica.bus.emit(a(OrderPlaced, { number }));
    const letter = await office.theOne();
    expect(letter).toMatchObject({ reason: 'max_retries_exceeded', attempts: 1, failure: { retry: 'never' } });
    await eventually(async () => expect(await database.effects()).toEqual([1, 2, 3, 4, 6, 7, 8, 9]));
    await eventually(async () => expect(await office.fleet.pending('packing', ORDERS)).toBe(0));
    expect(await office.all()).toHaveLength(1);
  });

  it('tell where the message came from, what it failed with and how often it was tried', async () => {
    const replica = await office.packing(
      [
        handling(OrderPlaced, () => {
          throw new Error('a shelf fell\0over');
        }),
      ],
      { origin: () => ({ workspaceId: WORKSPACE, actor: { type: 'system', id: 'packing' } }) },
    );
    const { id } = await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    const { instance } = replica.bus.options;
    expect(await office.theOne()).toEqual({
      id: expect.any(String) as string,
      eventId: id,
      group: 'packing',
      workspaceId: WORKSPACE,
      name: 'shop.order.placed',
      channel: ORDERS,
      stream: office.sender.keys.stream(ORDERS, 'normal'),
      entryId: expect.stringMatching(/^\d+-\d+$/) as string,
      reason: 'max_retries_exceeded',
      failure: { code: 'INTERNAL', message: 'a shelf fell\ufffdover', retry: 'later' },
      attempts: 3,
      state: 'open',
      isEdited: false,
      raw: expect.stringContaining(id) as string,
      edited: null,
      createdAt: expect.any(Date) as Date,
      closedAt: null,
      history: [
        {
          did: 'buried',
          by: { type: 'system', id: instance },
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
          failure: { code: 'INTERNAL', message: 'a shelf fell\ufffdover' },
        },
      ],
    });
  });

  it.each([
    ['with a NUL character', 'x\0y'],
    ['of a million bytes', 'x'.repeat(1_000_000)],
    ['that is empty', ''],
    ['of every kind of character', 'ä \u{1f600} \n " \\u0000'],
  ])('keep a text %s as it came', async (_what, text) => {
    await office.packing([]);
    await put(text);
    const letter = await office.theOne();
    expect(letter.raw === text).toBe(true);
    expect(letter).toMatchObject({ name: 'unknown', reason: 'schema_violation', workspaceId: null });
    expect(letter.eventId).toBe(`${letter.stream} ${letter.entryId}`);
  });

  it('keep what is not UTF-8 as far as it can be read', async () => {
    await office.packing([]);
    await put(Buffer.from([0x61, 0xff, 0x62]));
    expect((await office.theOne()).raw).toBe('a\ufffdb');
  });

  it('keep a letter whose failure or workspace Postgres would refuse', async () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const failure = { code: 'X', message: 'half \ud83d', retry: 'never', details: cycle } as const;
    await office.letters.bury(aLetter({ failure, workspaceId: 'no-uuid' }));
    expect(await office.theOne()).toMatchObject({ workspaceId: null, failure: { code: 'X', message: 'half \ufffd' } });
  });

  it('can be listed page by page, newest first, and by what they are', async () => {
    const other = '0198c9a0-0000-7000-8000-00000000000b';
    const kinds: Partial<DeadLetter>[] = [
      { eventId: 'a', workspaceId: other },
      { eventId: 'b', workspaceId: null },
      { eventId: 'c', reason: 'routing_error' },
      { eventId: 'd', name: 'shop.order.cancel' },
      { eventId: 'e', channel: 'shop.lanes' },
      { eventId: 'f', group: 'replay-1' },
    ];
    for (const kind of kinds) await office.letters.bury(aLetter(kind));
    const found = async (page: Partial<Parameters<typeof office.letters.list>[0]>) =>
      (await office.letters.list({ limit: 10, ...page })).map(({ eventId }) => eventId).join('');
    const first = await office.letters.list({ limit: 4 });
    expect(first.map(({ eventId }) => eventId).join('')).toBe('fedc');
    expect(await found({ limit: 4, after: first.at(-1)?.id })).toBe('ba');
    expect(await found({ workspaceId: other })).toBe('a');
    expect(await found({ workspaceId: null })).toBe('b');
    expect(await found({ reason: 'routing_error' })).toBe('c');
    expect(await found({ name: 'shop.order.cancel' })).toBe('d');
    expect(await found({ channel: 'shop.lanes' })).toBe('e');
    expect(await found({ group: 'replay-1' })).toBe('f');
    expect(await found({ state: 'discarded' })).toBe('');
    const third = first.at(-1)?.createdAt;
    expect(await found({ since: third })).toBe('fedc');
    expect(await found({ until: third, state: 'open' })).toBe('ba');
    const counts: Record<DeadLetterReason, number> = await office.letters.counts();
    expect(counts).toEqual({
      max_retries_exceeded: 5,
      schema_violation: 0,
      routing_error: 1,
      processing_timeout: 0,
      publish_error: 0,
    });
    expect(() => office.letters.list({ limit: 0 })).toThrow(RangeError);
    expect(await office.letters.get('no-uuid')).toBeUndefined();
    expect(await office.letters.get(uuidv7())).toBeUndefined();
  });

  it('stay discarded, with who did it and why, and go after their time; open ones stay', async () => {
    await office.letters.bury(aLetter({ eventId: 'a' }));
    await office.letters.bury(aLetter({ eventId: 'b', name: 'shop.order.cancel' }));
    const [one] = await office.letters.list({ limit: 1, name: 'shop.order.placed' });
    expect(await office.letters.discard(one?.id ?? '', { by: OPERATOR, reason: 'a test order' })).toBe(1);
    expect(await office.letters.discard(one?.id ?? '', { by: OPERATOR, reason: 'again' })).toBe(0);
    expect(await office.letters.discard('no-uuid', { by: OPERATOR, reason: 'a test order' })).toBe(0);
    await office.letters.bury(aLetter({ eventId: 'a' }));
    const discarded = await office.letters.get(one?.id ?? '');
    expect(discarded).toMatchObject({ state: 'discarded', closedAt: expect.any(Date) as Date });
    expect(discarded?.history.at(-1)).toMatchObject({ did: 'discarded', by: OPERATOR, reason: 'a test order' });
    expect(await forgetClosedLetters(database, office.letters.table, 60_000)).toBe(0);
    expect(await forgetClosedLetters(database, office.letters.table, 0)).toBe(1);
    expect((await office.all()).map(({ eventId }) => eventId)).toEqual(['b']);
  });

  it('are not redriven or discarded by a filter that says nothing', async () => {
    await office.letters.bury(aLetter());
    await expect(office.letters.redrive({}, { by: OPERATOR })).rejects.toThrow('Say which letters');
    await expect(office.letters.discard({ name: undefined }, { by: OPERATOR, reason: '' })).rejects.toThrow(
      'Say which',
    );
    expect((await office.theOne()).state).toBe('open');
  });

  it('wait with the work while they cannot be kept', async () => {
    let away = true;
    const troubles: string[] = [];
    const replica = await office.packing(
      [
        handling(CancelOrder, () => {
          throw new ShopError('ORDER_UNKNOWN', 'never');
        }),
      ],
      {
        observer: { trouble: (text) => void troubles.push(text) },
        deadLetters: () => ({
          bury: (letter) => (away ? Promise.reject(new Error('no database')) : office.letters.bury(letter)),
        }),
      },
    );
    await replica.bus.emit(a(CancelOrder, { number: 1 }));
    await eventually(() => expect(troubles.length).toBeGreaterThanOrEqual(2));
    expect(await office.fleet.pending('packing', ORDERS)).toBe(1);
    away = false;
    expect((await office.theOne()).failure.code).toBe('ORDER_UNKNOWN');
    await eventually(async () => expect(await office.fleet.pending('packing', ORDERS)).toBe(0));
  });
});
