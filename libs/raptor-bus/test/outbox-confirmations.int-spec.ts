import { eventually } from '@raptor/testing';
import { confirmRows } from '../src/outbox/confirm-rows';
import { gate } from './fixtures/gate';
import { beforeCommit, OutboxStage } from './fixtures/outbox-stage';
import { ShopDatabase } from './fixtures/shop-database';

const shuffled = (ids: readonly string[]): string[] => [...ids].sort(() => Math.random() - 0.5);

describe('a confirmation', () => {
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
    stream = stage.keys.confirmations('sender');
  });

  afterEach(async () => {
    await stage.end();
  });

  const placed = async (...numbers: number[]): Promise<string[]> => {
    const ids = (await stage.place(...numbers)).map(({ id }) => id);
    await eventually(async () => expect(await database.states()).toEqual({ published: numbers.length }));
    return ids;
  };

  const confirmedBy = async (): Promise<string[][]> =>
    (await database.outbox()).map(({ confirmed_by }) => [...confirmed_by].sort());

  it('of every reader makes a message confirmed, in whatever order they come and however often', async () => {
    stage.relay();
    const [one = '', two = ''] = await placed(1, 2);
    await stage.confirm('sales', [two, one]);
    await stage.confirm('packing', [one]);
    await stage.confirm('sales', [one]);
    await stage.confirm('packing', [one, two]);
    await eventually(async () => expect(await confirmedBy()).toEqual(Array(2).fill(['packing', 'sales'])));
    expect(await database.states()).toEqual({ published: 2 });
    await stage.confirm('billing', [two, one]);
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 2 }));
    await stage.confirm('billing', [two]);
    await eventually(async () => expect(await stage.fleet.redis.xlen(stream)).toBe(0));
    expect(await confirmedBy()).toEqual(Array(2).fill(['billing', 'packing', 'sales']));
    expect(stage.troubles).toEqual([]);
  });

  it('leaves Redis once it is noted', async () => {
    stage.relay();
    await stage.confirmByAll(await placed(1, 2, 3));
    await eventually(async () => expect(await stage.fleet.redis.xlen(stream)).toBe(0));
    const [pending] = (await stage.fleet.redis.xpending(stream, 'relay')) as [number];
    expect(pending).toBe(0);
  });

  it('by a service that is no reader, or about a message that is not there, changes nothing', async () => {
    stage.relay();
    const [id = ''] = await placed(1);
    await stage.confirm('gossips', [id]);
    await stage.confirm('packing', ['0198c9a0-0000-7000-8000-00000000dead']);
    await eventually(async () => expect(await stage.fleet.redis.xlen(stream)).toBe(0));
    expect(await confirmedBy()).toEqual([[]]);
  });

  it.each([
    ['that nobody sealed', (id: string) => JSON.stringify({ group: 'packing', ids: [id] })],
    [
      'that was sealed for another place',
      (id: string) => stage.bus.sealer.seal('elsewhere', JSON.stringify({ group: 'packing', ids: [id] })),
    ],
    ['that is none', () => stage.bus.sealer.seal(stream, JSON.stringify({ group: 'packing', ids: ["' OR 1=1"] }))],
    ['without any words', () => ''],
  ])('%s is told of and forgotten, and those beside it hold', async (_what, forged) => {
    stage.relay();
    const [id = ''] = await placed(1);
    for (const group of ['packing', 'billing', 'sales']) {
      await stage.fleet.redis.xadd(stream, '*', 'e', forged(id).replace('packing', group));
    }
    await stage.confirm('sales', [id]);
    await eventually(async () => expect(await confirmedBy()).toEqual([['sales']]));
    await eventually(async () => expect(await stage.fleet.redis.xlen(stream)).toBe(0));
    expect(stage.troubles).toHaveLength(3);
    expect(stage.troubles[0]).toContain(stream);
    expect(await database.states()).toEqual({ published: 1 });
  });

  it('that overtakes the commit of the relay that published holds', async () => {
    const mayCommit = gate();
    const isInRedis = gate();
    const slow = beforeCommit(database, async () => {
      if ((await stage.published()).length === 0) return;
      isInRedis.open();
      await mayCommit.opened;
    });
    stage.relay({}, { database: slow, bus: stage.aBus() });
    const [sent] = await stage.place(1);
    await isInRedis.opened;
    // Another replica hears of it first.
    stage.relay({ pollMs: 3_600_000 });
    await stage.confirmByAll([sent?.id ?? '']);
    await eventually(async () => expect(await stage.fleet.redis.xpending(stream, 'relay')).toHaveProperty('0', 3));
    expect(await database.states()).toEqual({ new: 1 });
    mayCommit.open();
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 1 }));
  });

  it('of a message whose relay died before its commit holds as well, and it is not published again', async () => {
    let isDead = false;
    const isInRedis = gate();
    const mayDie = gate();
    const dying = beforeCommit(database, async () => {
      if ((await stage.published()).length === 0) return;
      isInRedis.open();
      await mayDie.opened;
      isDead = true;
      throw new Error('killed');
    });
    const dead = stage.relay({}, { database: dying, bus: stage.aBus() });
    const [sent] = await stage.place(1);
    await isInRedis.opened;
    const dying2 = dead.stop();
    stage.relay({ pollMs: 3_600_000 });
    await stage.confirmByAll([sent?.id ?? '']);
    await eventually(async () => expect(await stage.fleet.redis.xpending(stream, 'relay')).toHaveProperty('0', 3));
    mayDie.open();
    await dying2;
    expect(isDead).toBe(true);
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 1 }));
    expect(await stage.published()).toHaveLength(1);
  });

  it('that a relay took and never noted is noted by another', async () => {
    const dead = stage.relay();
    const ids = await placed(1);
    await dead.stop();
    await stage.confirmByAll(ids);
    await stage.fleet.redis.xreadgroup('GROUP', 'relay', 'dead', 'STREAMS', stream, '>');
    stage.relay({ claimAfterMs: 200 }, { bus: stage.aBus() });
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 1 }));
    await eventually(async () => expect(await stage.fleet.redis.xlen(stream)).toBe(0));
  });

  it('leaves nothing behind of relays that are gone', async () => {
    const gone = stage.relay();
    await stage.confirmByAll(await placed(1));
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 1 }));
    await gone.stop();
    stage.relay({ claimAfterMs: 30 }, { bus: stage.aBus() });
    await eventually(
      async () => {
        const consumers = (await stage.fleet.redis.xinfo('CONSUMERS', stream, 'relay')) as unknown[][];
        expect(consumers.map(([, name]) => name)).not.toContain('sender-1');
      },
      { withinMs: 20_000 },
    );
  });

  it('is noted by two relays at once without one waiting for the other for ever', async () => {
    const ids = (await stage.place(...Array.from({ length: 300 }, (_value, index) => index))).map(({ id }) => id);
    const note = (group: string, inOrder: readonly string[]): Promise<number> =>
      database.transaction((tx) => confirmRows(tx, database.schema, [{ group, ids: inOrder }]));
    for (let round = 0; round < 10; round += 1) {
      await database.query(`UPDATE shop.outbox_events SET state = 'published', confirmed_by = '{}'`);
      const noted = [note('packing', ids), note('billing', [...ids].reverse()), note('sales', shuffled(ids))];
      expect((await Promise.all(noted)).reduce((sum, count) => sum + count, 0)).toBe(300);
    }
  });

  it('is noted once the database is back', async () => {
    let isAway = false;
    const away = beforeCommit(database, () => {
      if (isAway) throw new Error('The database is away');
    });
    stage.relay({}, { database: away });
    const ids = await placed(1, 2);
    isAway = true;
    await stage.confirmByAll(ids);
    await eventually(() => expect(stage.troubles.filter((text) => text.startsWith('confirming'))).toHaveLength(1));
    isAway = false;
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 2 }), { withinMs: 10_000 });
  });

  it('is heard after the stream was deleted under the relay, and after its connection was cut', async () => {
    stage.relay();
    const ids = await placed(1, 2);
    await eventually(async () => expect(await stage.fleet.redis.xinfo('GROUPS', stream)).toHaveLength(1));
    await stage.fleet.redis.del(stream);
    await stage.confirmByAll(ids.slice(0, 1));
    await eventually(async () => expect(await database.states()).toEqual({ published: 1, confirmed: 1 }));
    expect(await stage.fleet.killConnections(['sender'])).toBeGreaterThan(0);
    await stage.confirmByAll(ids.slice(1));
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 2 }), { withinMs: 10_000 });
  });
});
