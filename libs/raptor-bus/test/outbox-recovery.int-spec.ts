import { setTimeout as after } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Inbox, type Envelope, type RaptorBusContext } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { backToNew } from '../src/outbox/back-to-new';
import { handling } from './fixtures/consumer';
import { gate } from './fixtures/gate';
import type { Replica } from './fixtures/fleet';
import { CancelOrder } from './fixtures/messages';
import { ORDERS, OutboxStage } from './fixtures/outbox-stage';
import { PrivateRedis } from './fixtures/private-redis';
import { ShopDatabase } from './fixtures/shop-database';

const GROUPS = ['packing', 'billing', 'sales'];

describe('what was published and is not confirmed', () => {
  let database: ShopDatabase;
  let stage: OutboxStage;
  let stream: string;

  beforeAll(async () => {
    database = await ShopDatabase.create();
  });

  afterAll(async () => {
    await database.drop();
  });

  beforeEach(async () => {
    await database.clear();
    stage = new OutboxStage(database);
    stream = stage.keys.stream(ORDERS, 'normal');
    for (const group of GROUPS) await stage.fleet.redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM');
  });

  afterEach(async () => {
    await stage.end();
  });

  const placed = async (...numbers: number[]): Promise<Envelope[]> => {
    const sent = await stage.place(...numbers);
    await eventually(async () => expect((await database.states()).published).toBe(numbers.length));
    return sent;
  };

  /** As consumers that finish, and whose confirmation never comes. */
  const handle = async (group: string): Promise<void> => {
    await take(group);
    const pending = (await stage.fleet.redis.xpending(stream, group, '-', '+', 1_000)) as [string][];
    await stage.fleet.redis.xack(stream, group, ...pending.map(([id]) => id));
  };

  const take = async (group: string): Promise<void> =>
    void (await stage.fleet.redis.xreadgroup('GROUP', group, 'c1', 'STREAMS', stream, '>'));

  it('is published again when every reader has acknowledged it and none has confirmed: that anybody can write', async () => {
    stage.relay({ probeAfterMs: 200 });
    const sent = await placed(1, 2, 3);
    for (const group of GROUPS) await handle(group);
    await eventually(async () => expect(await stage.published()).toHaveLength(6));
    const ids = sent.map(({ id }) => id);
    for (const group of GROUPS) await stage.confirm(group, ids);
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 3 }));
  });

  it('is published again when readers were made to skip it', async () => {
    const last = `${Date.now() + 3_600_000}-0`;
    for (const group of GROUPS) await stage.fleet.redis.xgroup('SETID', stream, group, last);
    stage.relay({ probeAfterMs: 200 });
    const [sent] = await placed(1);
    await eventually(async () =>
      expect((await stage.published()).filter((id) => id === sent?.id).length).toBeGreaterThan(1),
    );
    expect(await database.states()).not.toEqual({ confirmed: 1 });
  });

  it('is not published again while the confirmation of it is on its way', async () => {
    stage.relay({ probeAfterMs: 200 });
    const [sent] = await placed(1);
    const finish = gate();
    const held = database.transaction(async (tx) => {
      await tx.query(`SELECT 1 FROM ${database.schema}.outbox_events FOR UPDATE`);
      await finish.opened;
    });
    for (const group of GROUPS) await handle(group);
    for (const group of GROUPS) await stage.confirm(group, [sent?.id ?? '']);
    // Many rounds of asking.
    await after(1_000);
    finish.open();
    await held;
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 1 }));
    expect(await stage.published()).toHaveLength(1);
  });

  it('is published again when its entry is gone, the others are not', async () => {
    stage.relay({ probeAfterMs: 200 });
    await placed(1, 2, 3);
    const [lost] = await database.outbox();
    await stage.fleet.redis.xdel(stream, lost?.stream_id ?? '');
    await eventually(async () => expect((await stage.published()).at(-1)).toBe(lost?.id));
    await after(600);
    expect(await stage.published()).toHaveLength(3);
  });

  it('is left alone while it waits or is being worked on, however long', async () => {
    const numbers = Array.from({ length: 300 }, (_value, index) => index);
    stage.relay({ probeAfterMs: 100, admitted: 1_000 });
    await placed(...numbers);
    await handle('sales');
    await take('packing');
    // Many rounds of asking: billing has not been given them, packing works on them.
    await after(1_500);
    expect(await stage.published()).toHaveLength(300);
    expect(await database.states()).toEqual({ published: 300 });
  });

  it('is found behind a backlog that waits: asking goes round all of it', async () => {
    stage.relay({ probeAfterMs: 100, admitted: 5_000 });
    await placed(...Array.from({ length: 700 }, (_value, index) => index));
    const last = (await stage.published()).at(-1);
    const [row] = (await database.outbox()).filter(({ id }) => id === last);
    await stage.fleet.redis.xdel(stream, row?.stream_id ?? '');
    await eventually(async () => expect(await stage.published()).toHaveLength(700));
    await eventually(async () => expect(await database.states()).toEqual({ published: 700 }));
  });

  it('is not published again on word of an entry that is not its latest', async () => {
    stage.relay();
    const [sent] = await placed(1);
    const lost = [{ id: sent?.id ?? '', streamId: '1-0' }];
    await database.transaction((tx) => backToNew(tx, database.schema, lost));
    expect(await database.states()).toEqual({ published: 1 });
  });

  it('is left to readers whose group does not exist yet', async () => {
    stage.relay({ probeAfterMs: 100 });
    await placed(1);
    await handle('packing');
    await handle('sales');
    await stage.fleet.redis.xgroup('DESTROY', stream, 'billing');
    await after(500);
    expect(await database.states()).toEqual({ published: 1 });
    expect(await stage.published()).toHaveLength(1);
  });
});

describe('a Redis that comes back', () => {
  let database: ShopDatabase;
  let redis: PrivateRedis;
  let stage: OutboxStage;

  beforeAll(async () => {
    [database, redis] = await Promise.all([ShopDatabase.create(), PrivateRedis.start()]);
  });

  afterAll(async () => {
    await Promise.all([database.drop(), redis.stop()]);
  });

  beforeEach(async () => {
    await database.clear();
    stage = new OutboxStage(database, { url: redis.url });
  });

  afterEach(async () => {
    await stage.end();
  });

  const numbers = Array.from({ length: 40 }, (_value, index) => index);

  /** Packs each order once, with the inbox in the effect's transaction. */
  const packer = (hold?: () => Promise<void>): Promise<Replica> => {
    const inbox = new Inbox(database.schema);
    const pack = async ({ number }: CancelOrder, context: RaptorBusContext): Promise<void> => {
      await hold?.();
      await database.transaction((tx) =>
        inbox.once(tx, context, async () => {
          await tx.query('INSERT INTO shop.effects (number) VALUES ($1)', [number]);
        }),
      );
    };
    return stage.fleet.replica({ service: 'packing', url: redis.url, handlers: [handling(CancelOrder, pack)] });
  };

  it('empty gets everything unconfirmed again, nothing that was confirmed, and each effect happens once', async () => {
    stage.relay();
    const first = await packer();
    await stage.cancel(...numbers);
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 40 }), { withinMs: 20_000 });
    await first.stop();
    await stage.cancel(...numbers.map((number) => number + 100));
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 40, published: 40 }));
    await redis.kill();
    await redis.startAgainEmpty();
    await packer();
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 80 }), { withinMs: 20_000 });
    expect(await database.effects()).toEqual([...numbers, ...numbers.map((number) => number + 100)]);
  });

  it('empty while its readers are at work: each effect happens once', async () => {
    stage.relay();
    let isSlow = true;
    await packer(() => (isSlow ? after(30) : Promise.resolve()));
    await stage.cancel(...numbers);
    await eventually(async () => expect((await database.effects()).length).toBeGreaterThan(4));
    await redis.kill();
    await redis.startAgainEmpty();
    isSlow = false;
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 40 }), { withinMs: 20_000 });
    expect(await database.effects()).toEqual(numbers);
  });

  it('with its data is given nothing that waits there twice, beyond what the restart makes doubtful', async () => {
    stage.relay({ probeAfterMs: 300 });
    await stage.cancel(...numbers);
    await eventually(async () => expect(await database.states()).toEqual({ published: 40 }));
    await redis.kill();
    await redis.startAgain();
    await packer();
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 40 }), { withinMs: 20_000 });
    await after(500);
    expect(await database.effects()).toEqual(numbers);
  });

  it('is noticed by the key that says since when it has its data, though it never went away', async () => {
    stage.relay();
    await stage.cancel(...numbers);
    await eventually(async () => expect(await database.states()).toEqual({ published: 40 }));
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    await packer();
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 40 }), { withinMs: 20_000 });
    expect(await database.effects()).toEqual(numbers);
  });
});
