import { setTimeout as after } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { testServers } from '@raptor/testing';
import { eventually } from '@raptor/testing';
import { OutboxRelay, type SqlTransaction } from '@raptor/raptor-bus';
import { gate } from './fixtures/gate';
import { a, CancelOrder, OrderPlaced, Pulse, RaiseAlarm, SendParcel } from './fixtures/messages';
import { beforeCommit, OutboxStage, workspace } from './fixtures/outbox-stage';
import { ShopDatabase } from './fixtures/shop-database';
import { TcpProxy } from './fixtures/tcp-proxy';

describe('a message sent with a transaction', () => {
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

  it('is published once it is committed, sealed and as it was sent', async () => {
    stage.relay({ outbox: stage.outbox });
    stage.workspaceId = workspace(1);
    const mayCommit = gate();
    const committing = database.transaction(async (tx) => {
      const envelope = await stage.outbox.send(tx, a(OrderPlaced, { number: 7 }), { key: 'order-7' });
      await mayCommit.opened;
      return envelope;
    });
    await after(200);
    expect(await stage.published()).toEqual([]);
    mayCommit.open();
    const sent = await committing;
    await eventually(async () => expect(await stage.published()).toEqual([sent.id]));
    expect(await stage.envelopes()).toEqual([JSON.parse(JSON.stringify(sent))]);
    expect(sent).toMatchObject({ confirm: true, key: 'order-7', workspaceId: workspace(1), producer: 'sender' });
    await eventually(async () => expect(await database.states()).toEqual({ published: 1 }));
    const [row] = await database.outbox();
    expect(row).toMatchObject({ id: sent.id, workspace_id: workspace(1), name: 'shop.order.placed' });
  });

  it('is never published when the transaction is rolled back', async () => {
    stage.relay({ outbox: stage.outbox });
    const failing = database.transaction(async (tx) => {
      await stage.outbox.send(tx, a(OrderPlaced, { number: 1 }));
      throw new Error('no stock');
    });
    await expect(failing).rejects.toThrow('no stock');
    const [later] = await stage.place(2);
    await eventually(async () => expect(await stage.published()).toEqual([later?.id]));
    expect(await database.outbox()).toHaveLength(1);
  });

  it('is not skipped when a younger one was committed and published before it', async () => {
    stage.relay();
    const mayCommit = gate();
    const isWritten = gate();
    const slow = database.transaction(async (tx) => {
      const envelope = await stage.outbox.send(tx, a(OrderPlaced, { number: 1 }));
      isWritten.open();
      await mayCommit.opened;
      return envelope;
    });
    await isWritten.opened;
    const [quick] = await stage.place(2);
    await eventually(async () => expect(await stage.published()).toEqual([quick?.id]));
    mayCommit.open();
    const { id } = await slow;
    expect(id < (quick?.id ?? '')).toBe(true);
    await eventually(async () => expect(await stage.published()).toEqual([quick?.id, id]));
  });

  it('wakes the relay of its process, which need not wait for its next poll', async () => {
    stage.relay({ outbox: stage.outbox, pollMs: 3_600_000 });
    await after(100);
    await stage.place(1);
    await eventually(async () => expect(await stage.published()).toHaveLength(1));
    // A commit long after the write: nobody sees it, unless told.
    const mayCommit = gate();
    const slow = database.transaction(async (tx) => {
      await stage.outbox.send(tx, a(OrderPlaced, { number: 2 }));
      await mayCommit.opened;
    });
    await after(300);
    mayCommit.open();
    await slow;
    stage.outbox.wake();
    await eventually(async () => expect(await stage.published()).toHaveLength(2));
  });

  it('is found by the poll of a relay that nobody woke', async () => {
    stage.relay();
    await stage.place(1);
    await eventually(async () => expect(await stage.published()).toHaveLength(1));
  });

  it('goes with others in one statement, each to its channel and lane', async () => {
    stage.relay();
    await stage.commit([a(OrderPlaced, { number: 1 }), a(RaiseAlarm, { number: 2 }), a(SendParcel, { number: 3 })]);
    await eventually(async () => {
      expect(await stage.published('critical', 'shop.lanes')).toHaveLength(1);
      expect(await stage.published('normal', 'shop.lanes')).toHaveLength(1);
      expect(await stage.published()).toHaveLength(1);
    });
    expect(await database.transaction((tx) => stage.outbox.sendAll(tx, []))).toEqual([]);
  });

  it('is refused when it does not fit its class or nobody could confirm it', async () => {
    const send = (message: object): Promise<unknown> => database.transaction((tx) => stage.outbox.send(tx, message));
    await expect(send(a(OrderPlaced, { number: 'seven' as never }))).rejects.toThrow('number');
    await expect(send(a(Pulse, { number: 1 }))).rejects.toThrow(
      'Nobody reads shop.pulse on shop.pulse: nothing could confirm that it arrived',
    );
    expect(await database.outbox()).toEqual([]);
  });

  it('is written through the EntityManager of TypeORM, and relayed on it', async () => {
    const source = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    try {
      const asTypeOrm = {
        schema: database.schema,
        transaction: <T>(work: (tx: SqlTransaction) => Promise<T>) => source.transaction(work),
      };
      stage.relay({ probeAfterMs: 50 }, { database: asTypeOrm });
      const sent = await source.transaction((tx) => stage.outbox.send(tx, a(CancelOrder, { number: 1 })));
      await eventually(async () => expect(await stage.published()).toEqual([sent.id]));
      await stage.confirm('packing', [sent.id]);
      await eventually(async () => expect(await database.states()).toEqual({ confirmed: 1 }));
      expect(stage.troubles).toEqual([]);
    } finally {
      await source.destroy();
    }
  });
});

describe('a relay', () => {
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

  it('shares the outbox with others: each row is published once', async () => {
    const numbers = Array.from({ length: 1_500 }, (_value, index) => index);
    await stage.cancel(...numbers);
    const relayOptions = { batch: 40, admitted: 5_000 };
    for (const bus of [stage.bus, stage.aBus(), stage.aBus()]) stage.relay(relayOptions, { bus });
    await eventually(async () => expect(await database.states()).toEqual({ published: 1_500 }), { withinMs: 20_000 });
    const published = await stage.published();
    expect(published).toHaveLength(1_500);
    expect(new Set(published).size).toBe(1_500);
  });

  it('that dies between Redis and its commit leaves the rows to another, which publishes them again', async () => {
    const sent = await stage.place(1, 2, 3);
    let deaths = 0;
    const dying = beforeCommit(database, async () => {
      if ((await stage.published()).length === 0) return;
      deaths += 1;
      throw new Error('killed');
    });
    const first = stage.relay({}, { database: dying });
    await eventually(() => expect(deaths).toBeGreaterThan(0));
    await first.stop();
    expect(await database.states()).toEqual({ new: 3 });
    stage.relay({}, { bus: stage.aBus() });
    await eventually(async () => expect(await database.states()).toEqual({ published: 3 }));
    expect(new Set(await stage.published())).toEqual(new Set(sent.map(({ id }) => id)));
    expect((await stage.published()).length).toBeGreaterThanOrEqual(6);
  });

  it('that is frozen in the middle holds up its own rows only, and not for ever', async () => {
    await stage.place(1, 2, 3);
    const isFrozen = gate();
    const mayGoOn = gate();
    let letsGoAfter: unknown;
    const freezing = beforeCommit(database, async (tx) => {
      // The relay has transactions that only look, too.
      const [{ hasWritten } = {}] = await tx.query<{ hasWritten: boolean }[]>(
        'SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS "hasWritten"',
      );
      if (!hasWritten) return;
      [letsGoAfter] = await tx.query<unknown[]>('SHOW idle_in_transaction_session_timeout');
      isFrozen.open();
      await mayGoOn.opened;
    });
    stage.relay({}, { database: freezing });
    try {
      await isFrozen.opened;
      expect(letsGoAfter).toEqual({ idle_in_transaction_session_timeout: '15s' });
      await stage.place(4, 5);
      stage.relay({}, { bus: stage.aBus() });
      await eventually(async () => expect(await database.states()).toEqual({ new: 3, published: 2 }));
    } finally {
      mayGoOn.open();
    }
    await eventually(async () => expect(await database.states()).toEqual({ published: 5 }));
    expect(await stage.published()).toHaveLength(5);
  });

  it('keeps rows while Redis is away, says so once, and goes on when it is back', async () => {
    const line = await TcpProxy.to(testServers().redisBusUrl);
    await line.open();
    const bus = stage.aBus({ url: line.url, commandTimeoutMs: 300 });
    await eventually(() => bus.ping());
    stage.relay({}, { bus });
    await stage.place(1);
    await eventually(async () => expect(await database.states()).toEqual({ published: 1 }));
    await line.close();
    await stage.place(2, 3);
    await eventually(() => expect(troublesOf('publishing the outbox')).toHaveLength(1));
    await after(1_500);
    expect(troublesOf('publishing the outbox')).toHaveLength(1);
    expect(await database.states()).toEqual({ published: 1, new: 2 });
    await line.open();
    await eventually(async () => expect(await database.states()).toEqual({ published: 3 }), { withinMs: 10_000 });
    await line.close();
  });

  it('publishes nothing more once it has stopped, and finishes what it had begun', async () => {
    const isPassing = gate();
    const mayCommit = gate();
    const slow = beforeCommit(database, async () => {
      if ((await stage.published()).length === 0) return;
      isPassing.open();
      await mayCommit.opened;
    });
    const relay = stage.relay({ outbox: stage.outbox }, { database: slow });
    await stage.place(1);
    await isPassing.opened;
    const stopped = relay.stop();
    await stage.place(2);
    mayCommit.open();
    await stopped;
    expect(await database.states()).toEqual({ published: 1, new: 1 });
    stage.outbox.wake();
    await after(200);
    expect(await stage.published()).toHaveLength(1);
  });

  it('can be stopped before it has started, and while nothing answers', async () => {
    await new OutboxRelay(stage.bus, database).stop();
    const line = await TcpProxy.to(testServers().redisBusUrl);
    const relay = stage.relay({}, { bus: stage.aBus({ url: line.url, commandTimeoutMs: 200 }) });
    await after(100);
    await relay.stop();
  });

  const troublesOf = (what: string): string[] => stage.troubles.filter((text) => text.startsWith(what));
});

describe('a timer', () => {
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

  const inMs = (ms: number): Date => new Date(Date.now() + ms);

  it('is published when it is due, not before, though nobody wakes the relay then', async () => {
    stage.relay({ outbox: stage.outbox, pollMs: 3_600_000 });
    await stage.commit([a(OrderPlaced, { number: 2 })], inMs(3_600_000));
    const due = Date.now() + 700;
    const [soon] = await stage.commit([a(OrderPlaced, { number: 1 })], new Date(due));
    await eventually(async () => expect(await stage.published()).toEqual([soon?.id]), { withinMs: 10_000 });
    // The clock is the database's, which runs on this machine; the margin is for rounding.
    expect(Date.now()).toBeGreaterThan(due - 5);
    await eventually(async () => expect(await database.states()).toEqual({ timed: 1, published: 1 }));
  });

  it('that is due already goes at once', async () => {
    stage.relay();
    await stage.commit([a(OrderPlaced, { number: 1 })], inMs(-5_000));
    await eventually(async () => expect(await database.states()).toEqual({ published: 1 }));
  });

  it('of which thousands are due at once goes out as any other row, fairly and at most as many as are admitted', async () => {
    const timers = Array.from({ length: 1_200 }, (_value, number) => a(CancelOrder, { number }));
    await stage.commit(timers, inMs(300));
    stage.relay({ batch: 100, admitted: 150 });
    await eventually(async () => expect(await database.states()).toEqual({ published: 150, new: 1_050 }));
  });
});
