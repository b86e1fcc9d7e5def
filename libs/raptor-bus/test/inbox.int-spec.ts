import { DataSource } from 'typeorm';
import { DedupConflictError, Inbox, type Envelope, type SqlTransaction } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { gate } from './fixtures/gate';
import { workspace } from './fixtures/outbox-stage';
import { ShopDatabase } from './fixtures/shop-database';

describe('the inbox', () => {
  let database: ShopDatabase;
  let inbox: Inbox;

  beforeAll(async () => {
    database = await ShopDatabase.create();
    inbox = new Inbox(database.schema);
  });

  afterAll(async () => {
    await database.drop();
  });

  beforeEach(async () => {
    await database.clear();
  });

  let made = 0;

  const anEnvelope = (fields: Partial<Envelope> = {}): Envelope => ({
    id: workspace((made += 1)),
    name: 'shop.order.place',
    version: 1,
    workspaceId: workspace(1),
    actor: { type: 'user', id: 'u1' },
    correlationId: 'c1',
    causationId: null,
    lane: 'normal',
    occurredAt: '2026-11-23T12:00:00.000Z',
    producer: 'sender',
    payload: { article: 'pen', count: 2 },
    ...fields,
  });

  /** An effect in the transaction, with a result. */
  const note =
    <T>(tx: SqlTransaction, number: number, result: T) =>
    async (): Promise<T> => {
      await tx.query('INSERT INTO shop.effects (number) VALUES ($1)', [number]);
      return result;
    };

  const deliver = <T>(envelope: Envelope, number: number, result: T, group = 'packing'): Promise<T> =>
    database.transaction((tx) => inbox.once(tx, { envelope, group }, note(tx, number, result)));

  it('lets the effect of a message happen once, and gives the first result to the second delivery', async () => {
    const envelope = anEnvelope();
    const result = { order: 'o1', lines: [1, 2], note: 'nul \u0000 and half a 😀 \ud83d', none: null };
    expect(await deliver(envelope, 1, result)).toEqual(result);
    expect(await deliver(envelope, 2, { order: 'another' })).toEqual(result);
    expect(await database.effects()).toEqual([1]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['zero', 0],
    ['a text', 'done'],
    ['false', false],
  ])('gives back %s as it was', async (_what, result) => {
    const envelope = anEnvelope();
    await deliver<unknown>(envelope, 1, result);
    expect(await deliver<unknown>(envelope, 2, 'another')).toBe(result);
  });

  it('keeps the groups apart: each service, and each replay, has its own effect', async () => {
    const envelope = anEnvelope();
    await deliver(envelope, 1, undefined, 'packing');
    await deliver(envelope, 2, undefined, 'billing');
    expect(await database.effects()).toEqual([1, 2]);
  });

  it('forgets a message whose effect was rolled back', async () => {
    const envelope = anEnvelope();
    const failing = database.transaction((tx) =>
      inbox.once(tx, { envelope, group: 'packing' }, async () => {
        await note(tx, 1, undefined)();
        throw new Error('no stock');
      }),
    );
    await expect(failing).rejects.toThrow('no stock');
    expect(await deliver(envelope, 2, 'done')).toBe('done');
    expect(await database.effects()).toEqual([2]);
  });

  it('lets one of two deliveries at the same time happen; the other waits for its result', async () => {
    const envelope = anEnvelope({ dedupId: 'd1' });
    const isFirst = gate();
    const mayCommit = gate();
    const slow = database.transaction((tx) =>
      inbox.once(tx, { envelope, group: 'packing' }, async () => {
        await note(tx, 1, undefined)();
        isFirst.open();
        await mayCommit.opened;
        return 'first';
      }),
    );
    await isFirst.opened;
    const quick = [2, 3, 4].map((number) => deliver(envelope, number, 'later'));
    await eventually(async () => expect(await waitingForLocks()).toBe(3));
    mayCommit.open();
    expect(await Promise.all([slow, ...quick])).toEqual(Array(4).fill('first'));
    expect(await database.effects()).toEqual([1]);
  });

  it('lets a delivery that waited have the effect when the first one fails', async () => {
    const envelope = anEnvelope();
    const isFirst = gate();
    const mayFail = gate();
    const failing = database.transaction((tx) =>
      inbox.once(tx, { envelope, group: 'packing' }, async () => {
        isFirst.open();
        await mayFail.opened;
        throw new Error('no stock');
      }),
    );
    failing.catch(() => undefined);
    await isFirst.opened;
    const second = deliver(envelope, 2, 'second');
    await eventually(async () => expect(await waitingForLocks()).toBe(1));
    mayFail.open();
    await expect(failing).rejects.toThrow('no stock');
    expect(await second).toBe('second');
    expect(await database.effects()).toEqual([2]);
  });

  describe('for a message with a dedup id', () => {
    it('gives the stored result to the same wish sent as another message', async () => {
      const first = anEnvelope({ dedupId: 'd2' });
      const again = anEnvelope({ dedupId: 'd2', payload: { count: 2, article: 'pen' }, correlationId: 'c2' });
      expect(await deliver(first, 1, { order: 'o1' })).toEqual({ order: 'o1' });
      expect(await deliver(again, 2, { order: 'o2' })).toEqual({ order: 'o1' });
      expect(await deliver(again, 3, { order: 'o3' })).toEqual({ order: 'o1' });
      expect(await database.effects()).toEqual([1]);
    });

    it.each<[string, Partial<Envelope>]>([
      ['payload', { payload: { article: 'pen', count: 3 } }],
      ['message', { name: 'shop.order.cancel' }],
      ['workspace: nobody gets the result of another', { workspaceId: workspace(2) }],
    ])('refuses it with another %s', async (_what, fields) => {
      await deliver(anEnvelope({ dedupId: 'd3' }), 1, { order: 'o1' });
      const other = deliver(anEnvelope({ dedupId: 'd3', ...fields }), 2, { order: 'o2' });
      await expect(other).rejects.toBeInstanceOf(DedupConflictError);
      expect(await database.effects()).toEqual([1]);
    });

    it('has it by itself in each group', async () => {
      await deliver(anEnvelope({ dedupId: 'd4' }), 1, 'packed', 'packing');
      expect(await deliver(anEnvelope({ dedupId: 'd4' }), 2, 'billed', 'billing')).toBe('billed');
    });
  });

  it('costs one statement where there is no result to keep', async () => {
    const statements: string[] = [];
    await database.transaction(async (tx) => {
      const counted: SqlTransaction = {
        query: (text, values) => {
          statements.push(text);
          return tx.query(text, values);
        },
      };
      await inbox.once(counted, { envelope: anEnvelope({ dedupId: 'd5' }), group: 'packing' }, () => Promise.resolve());
    });
    expect(statements).toHaveLength(1);
  });

  it('works in a transaction of TypeORM', async () => {
    const source = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    try {
      const envelope = anEnvelope({ dedupId: 'd6' });
      const once = (number: number): Promise<{ number: number }> =>
        source.transaction((tx) => inbox.once(tx, { envelope, group: 'packing' }, note(tx, number, { number })));
      expect([await once(1), await once(2)]).toEqual([{ number: 1 }, { number: 1 }]);
      expect(await database.effects()).toEqual([1]);
    } finally {
      await source.destroy();
    }
  });

  const waitingForLocks = async (): Promise<number> => {
    const rows = await database.query<{ count: number }>(
      `SELECT count(DISTINCT pid)::int AS count FROM pg_locks JOIN pg_stat_activity USING (pid)
       WHERE datname = current_database() AND NOT granted`,
    );
    return rows[0]?.count ?? 0;
  };

  it('tells of many at once which are the first, in the order in which they were sent', async () => {
    const [one, two, three] = [anEnvelope(), anEnvelope(), anEnvelope()];
    const firsts = (...envelopes: Envelope[]): Promise<string[]> =>
      database.transaction(async (tx) => {
        const received = envelopes.map((envelope) => ({ envelope, group: 'packing' }));
        return (await inbox.firsts(tx, received)).map(({ envelope }) => envelope.id);
      });
    await deliver(two, 2, undefined);
    expect(await firsts(three, one, two, three)).toEqual([one.id, three.id]);
    expect(await firsts(three, one, two)).toEqual([]);
    expect(await firsts()).toEqual([]);
    // What another group has had is new to this one.
    await deliver(one, 1, undefined, 'billing');
    expect(await database.effects()).toEqual([1, 2]);
    const four = anEnvelope();
    await deliver(four, 4, undefined, 'billing');
    expect(await firsts(four)).toEqual([four.id]);
  });

  it('refuses a dedup id of another request among many, too, and then none of them is noted', async () => {
    await deliver(anEnvelope({ dedupId: 'd1' }), 1, 'done');
    const harmless = anEnvelope();
    const other = anEnvelope({ dedupId: 'd1', payload: { article: 'ink', count: 1 } });
    const same = anEnvelope({ dedupId: 'd1' });
    const firsts = (...envelopes: Envelope[]): Promise<Envelope[]> =>
      database.transaction(async (tx) => {
        const received = envelopes.map((envelope) => ({ envelope, group: 'packing' }));
        return (await inbox.firsts(tx, received)).map(({ envelope }) => envelope);
      });
    await expect(firsts(harmless, other)).rejects.toThrow(DedupConflictError);
    expect(await firsts(harmless, same)).toEqual([harmless]);
  });
});
