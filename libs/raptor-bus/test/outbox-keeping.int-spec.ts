import { OutboxArchive, type ArchiveSelection } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { sweep } from '../src/outbox/sweep';
import { a, CancelOrder, OrderPlaced, SendParcel } from './fixtures/messages';
import { ORDERS, OutboxStage, workspace } from './fixtures/outbox-stage';
import { ShopDatabase } from './fixtures/shop-database';

const DAY = 24 * 60 * 60 * 1_000;
const KEEPING = { archiveMs: 7 * DAY, inboxMs: 35 * DAY };

describe('what is kept', () => {
  let database: ShopDatabase;
  let stage: OutboxStage;

  beforeAll(async () => {
    database = await ShopDatabase.create();
  });

  afterAll(async () => {
    await database.drop();
  });

  beforeEach(async () => {
    await database.clear();
    stage = new OutboxStage(database);
  });

  afterEach(async () => {
    await stage.end();
  });

  /** Rows of the outbox that were made, and changed last, so many days ago. */
  const outboxRows = async (
    state: string,
    madeDaysAgo: number,
    changedDaysAgo: number,
    count = 1,
  ): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => uuidv7({ msecs: Date.now() - madeDaysAgo * DAY }));
    await database.query(
      `INSERT INTO shop.outbox_events
         (id, workspace_id, name, channel, lane, readers, envelope, state, deliver_after, published_at, confirmed_at)
       SELECT id, $2, 'shop.order.cancel', $3, 2, '{packing}', '{}', $4, at, at, CASE WHEN $4 = 'confirmed' THEN at END
       FROM unnest($1::uuid[]) AS id, LATERAL (SELECT now() - $5::float8 * interval '1 day' AS at) AS time`,
      [ids, workspace(1), ORDERS, state, changedDaysAgo],
    );
    return ids;
  };

  const inboxRow = async (eventDaysAgo: number, receivedDaysAgo: number): Promise<string> => {
    const id = uuidv7({ msecs: Date.now() - eventDaysAgo * DAY });
    await database.query(
      `INSERT INTO shop.inbox_events (event_id, consumer_group, received_at)
       SELECT $1, name, now() - $2::float8 * interval '1 day' FROM unnest('{packing,billing}'::text[]) AS name`,
      [id, receivedDaysAgo],
    );
    return id;
  };

  it('goes when it is old enough: confirmed messages after a week, the inbox after five', async () => {
    await outboxRows('confirmed', 8, 8);
    await outboxRows('confirmed', 60, 7.5);
    const kept = [
      ...(await outboxRows('confirmed', 6, 6)),
      // A timer that went out today; messages that are still on their way.
      ...(await outboxRows('confirmed', 40, 0.1)),
      ...(await outboxRows('new', 40, 40)),
      ...(await outboxRows('published', 40, 40)),
      ...(await outboxRows('timed', 40, -40)),
    ];
    await inboxRow(36, 36);
    const remembered = [await inboxRow(34, 34), await inboxRow(90, 1)];
    expect(await sweep(database, KEEPING)).toBe(4);
    expect((await database.outbox()).map(({ id }) => id).sort()).toEqual(kept.sort());
    const inbox = await database.query<{ event_id: string }>('SELECT DISTINCT event_id FROM shop.inbox_events');
    expect(inbox.map(({ event_id }) => event_id).sort()).toEqual(remembered.sort());
    expect(await sweep(database, KEEPING)).toBe(0);
  });

  it('goes in batches, and can be stopped between two', async () => {
    await outboxRows('confirmed', 8, 8, 2_500);
    expect(await sweep(database, KEEPING, () => true)).toBe(2_000 / 2);
    expect(await sweep(database, KEEPING)).toBe(1_500);
  });

  it('goes by itself while a relay runs', async () => {
    await outboxRows('confirmed', 8, 8);
    stage.relay();
    await eventually(async () => expect(await database.outbox()).toEqual([]));
  });

  it('does not wait for a row that somebody holds', async () => {
    const [held] = await outboxRows('confirmed', 8, 8, 2);
    await database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM shop.outbox_events WHERE id = $1 FOR UPDATE', [held]);
      expect(await sweep(database, KEEPING)).toBe(1);
    });
    expect(await sweep(database, KEEPING)).toBe(1);
  });

  describe('of confirmed messages', () => {
    const replayed = async (replay: string): Promise<string[]> => {
      const entries = await stage.fleet.redis.xrange(stage.keys.replay(ORDERS, replay), '-', '+');
      return entries.map(([, [, sealed = '']]) => {
        const text = stage.bus.sealer.open(stage.keys.place(ORDERS), sealed);
        return (JSON.parse(text) as { id: string }).id;
      });
    };

    const always = { channel: ORDERS, from: new Date(Date.now() - DAY), to: new Date(Date.now() + DAY) };

    const republish = (selection: Partial<ArchiveSelection>, replay: string): Promise<number> =>
      new OutboxArchive(stage.bus, database).republish({ ...always, ...selection }, replay);

    const confirmedOnes = async (messages: readonly object[]): Promise<string[]> => {
      const ids = (await stage.commit(messages)).map(({ id }) => id);
      await database.query(
        `UPDATE shop.outbox_events SET state = 'confirmed', confirmed_at = now() WHERE id = ANY($1)`,
        [ids],
      );
      return ids;
    };

    it('those of a channel can be sent again, as they were, in a stream of the replay', async () => {
      const ids = await confirmedOnes(Array.from({ length: 450 }, (_value, number) => a(CancelOrder, { number })));
      await confirmedOnes([a(SendParcel, { number: 1 })]);
      await stage.place(1);
      expect(await republish({}, 'rebuild')).toBe(450);
      expect(await replayed('rebuild')).toEqual([...ids].sort());
      const [row] = await database.query<{ envelope: string }>(
        `SELECT envelope FROM shop.outbox_events WHERE state = 'confirmed' ORDER BY id LIMIT 1`,
      );
      const [[, [, sealed = '']] = ['', []]] = await stage.fleet.redis.xrange(
        stage.keys.replay(ORDERS, 'rebuild'),
        '-',
        '+',
        'COUNT',
        1,
      );
      expect(stage.bus.sealer.open(stage.keys.place(ORDERS), sealed)).toBe(row?.envelope);
      expect(await stage.published()).toEqual([]);
    });

    it('those of some names, of a workspace, or of a time can', async () => {
      stage.workspaceId = workspace(1);
      const [cancelled] = await confirmedOnes([a(CancelOrder, { number: 1 })]);
      stage.workspaceId = null;
      const [placed] = await confirmedOnes([a(OrderPlaced, { number: 1 })]);
      const soon = new Date(Date.now() + 1);
      expect(await republish({ names: ['shop.order.cancel'] }, 'r1')).toBe(1);
      expect(await republish({ workspaceId: workspace(1) }, 'r2')).toBe(1);
      expect(await republish({ workspaceId: null }, 'r3')).toBe(1);
      expect(await republish({ workspaceId: workspace(2) }, 'r4')).toBe(0);
      expect(await republish({ to: always.from }, 'r5')).toBe(0);
      expect(await republish({ from: soon }, 'r6')).toBe(0);
      expect(await Promise.all(['r1', 'r2', 'r3'].map(replayed))).toEqual([[cancelled], [cancelled], [placed]]);
      await expect(republish({ signal: AbortSignal.abort(new Error('enough')) }, 'r7')).rejects.toThrow('enough');
    });
  });

  it('tells how long the oldest message that is due has waited', async () => {
    const relay = stage.relay({ pollMs: 3_600_000, admitted: 1, sweepEveryMs: 3_600_000 });
    expect(await relay.oldestUnconfirmedSeconds()).toBe(0);
    await outboxRows('confirmed', 3, 3);
    await outboxRows('timed', 3, -1);
    expect(await relay.oldestUnconfirmedSeconds()).toBe(0);
    await outboxRows('published', 0.5, 0.5, 3);
    expect(await relay.oldestUnconfirmedSeconds()).toBeCloseTo(0.5 * 86_400, -2);
    await stage.commit([a(CancelOrder, { number: 1 })], new Date(Date.now() - DAY));
    expect(await relay.oldestUnconfirmedSeconds()).toBeCloseTo(86_400, -2);
  });
});
