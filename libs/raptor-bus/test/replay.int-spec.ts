import { Inbox, Outbox, OutboxArchive, OutboxRelay, PostgresDeadLetters, type ReplayRequest } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { ReplayState } from '../src/replay/replay-state';
import { LaneSource } from '../src/replay/lane-source';
import { handling } from './fixtures/consumer';
import { Fleet, ShopError, type ReplicaPlan } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { OPERATOR } from './fixtures/letter-office';
import { a, CancelOrder, DustShelf, OrderPlaced, SendParcel } from './fixtures/messages';
import { ShopDatabase } from './fixtures/shop-database';

jest.setTimeout(60_000);

const ORDERS = 'shop.orders';
const LANES = 'shop.lanes';
const HERE = '0198c9a0-0000-7000-8000-00000000000a';
const THERE = '0198c9a0-0000-7000-8000-00000000000b';
const DAY_S = 86_400;
const THE_BEGINNING = new Date(0);

describe('a replay', () => {
  let database: ShopDatabase;
  let fleet: Fleet;

  beforeAll(async () => {
    database = await ShopDatabase.create();
  });

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
    await database.clear();
  });

  afterAll(async () => {
    await database.drop();
  });

  const request = (fields: Partial<ReplayRequest> = {}): ReplayRequest => ({
    channel: ORDERS,
    name: 'again',
    from: THE_BEGINNING,
    ...fields,
  });

  const emitOrders = async (...numbers: number[]) => {
    const sender = fleet.bus();
    for (const number of numbers) await sender.emit(a(OrderPlaced, { number }));
  };

  /** A replica that has handled so many orders for its service, and notes what it handles for a replay. */
  const packing = async (count: number, plan: Partial<ReplicaPlan> = {}) => {
    const first: number[] = [];
    const again: number[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      handlers: [
        handling(OrderPlaced, ({ number }, { group }) => void (group === 'packing' ? first : again).push(number)),
      ],
      ...plan,
    });
    await eventually(() => expect(first).toHaveLength(count));
    return { ...replica, first, again };
  };

  const replayKeys = (channel = ORDERS, name = 'again') => ({
    stream: `${fleet.keyPrefix}:{${channel}}:replay:${name}`,
    state: `${fleet.keyPrefix}:{${channel}}:replay-state:${name}`,
  });

  it('handles under its own name what the service has handled, and nothing twice when it is asked for again', async () => {
    await emitOrders(1, 2, 3);
    const { server, again, first } = await packing(3);
    const replay = await server.replay(request());
    expect(await replay.finished).toEqual({ copied: 3, handled: 3, dead: 0, complete: true });
    expect(again).toEqual([1, 2, 3]);
    expect(first).toEqual([1, 2, 3]);
    const repeated = await server.replay(request());
    expect(await repeated.finished).toEqual({ copied: 3, handled: 0, dead: 0, complete: true });
    expect(again).toEqual([1, 2, 3]);
    const other = await server.replay(request({ name: 'and-again' }));
    expect((await other.finished).handled).toBe(3);
  });

  it('takes a span of time', async () => {
    for (const number of [1, 2, 3]) {
      await emitOrders(number);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { server, again } = await packing(3);
    const entries = await fleet.redis.xrange(`${fleet.keyPrefix}:{${ORDERS}}:normal`, '-', '+');
    const [, from, until] = entries.map(([id]) => new Date(Number(id.split('-')[0])));
    await (
      await server.replay(request({ from, until }))
    ).finished;
    expect(again).toEqual([2]);
    await (
      await server.replay(request({ name: 'later', from: until }))
    ).finished;
    expect(again).toEqual([2, 3]);
  });

  it('takes names and workspaces, and leaves out what is for other services', async () => {
    const send = async (workspaceId: string | null, number: number) => {
      const sender = fleet.bus({ origin: () => ({ workspaceId, actor: { type: 'system', id: 'shop' } }) });
      await sender.emit(a(OrderPlaced, { number }));
      await sender.emit(a(CancelOrder, { number }));
    };
    await send(HERE, 1);
    await send(THERE, 2);
    await send(null, 3);
    const handled: string[] = [];
    const note = (what: string) => (number: number, group: string) => {
      if (group !== 'billing' && group !== 'packing') handled.push(`${group}: ${what} ${number}`);
    };
    const orders = handling(OrderPlaced, ({ number }, { group }) => {
      note('order')(number, group);
    });
    const cancels = handling(CancelOrder, ({ number }, { group }) => {
      note('cancel')(number, group);
    });
    const { server } = await fleet.replica({ service: 'packing', handlers: [orders, cancels] });
    const billing = await fleet.replica({ service: 'billing', handlers: [orders] });
    const replayed = async (name: string, filter: ReplayRequest['filter'], by = server) => {
      handled.length = 0;
      const { complete, dead } = await (await by.replay(request({ name, filter }))).finished;
      expect({ complete, dead }).toEqual({ complete: true, dead: 0 });
      return handled.map((text) => text.slice(name.length + 2));
    };
    expect(await replayed('here', { workspaceId: HERE })).toEqual(['order 1', 'cancel 1']);
    expect(await replayed('system', { workspaceId: null })).toEqual(['order 3', 'cancel 3']);
    expect(await replayed('names', { names: ['shop.order.cancel'] })).toEqual(['cancel 1', 'cancel 2', 'cancel 3']);
    expect(await replayed('billing-again', {}, billing.server)).toEqual(['order 1', 'order 2', 'order 3']);
  });

  it('goes through all lanes in order of time', async () => {
    const sender = fleet.bus();
    const sent = Array.from({ length: 150 }, (_, index) => index);
    for (const number of sent) await sender.emit(a(number % 10 === 0 ? DustShelf : SendParcel, { number }));
    const { server } = await fleet.replica({ service: 'packing' });
    const replay = await server.replay(request({ channel: LANES }));
    expect(await replay.finished).toMatchObject({ copied: 150, handled: 150, complete: true });
    const entries = await fleet.redis.xrange(replayKeys(LANES).stream, '-', '+');
    const copied = entries.map(([, fields]) => Number(/"payload":\{"number":(\d+)\}/.exec(fields[1] ?? '')?.[1]));
    expect([...copied].sort((x, y) => x - y)).toEqual(sent);
    // What came within one millisecond has no order over lanes that anybody could know.
    const misplaced = copied.map((number, index) => Math.abs(number - index));
    expect(Math.max(...misplaced)).toBeLessThan(25);
  });

  it('that was interrupted goes on where it was, no entry twice', async () => {
    await emitOrders(...Array.from({ length: 120 }, (_, index) => index));
    const bus = fleet.bus({ service: 'packing' });
    await eventually(() => bus.ping());
    // As by a process that was killed after its first step.
    const state = new ReplayState(bus, request());
    const { untilMs, position } = await state.begin();
    const { wanted, last } = await new LaneSource(bus, request(), untilMs).pageAfter(position);
    expect(await state.copy(wanted, position, last as NonNullable<typeof last>)).toMatchObject({ copied: 50 });
    await emitOrders(1_000);
    const { server, again } = await packing(121);
    const replay = await server.replay(request());
    expect(await replay.finished).toEqual({ copied: 120, handled: 120, dead: 0, complete: true });
    expect([...again].sort((x, y) => x - y)).toEqual(Array.from({ length: 120 }, (_, index) => index));
    expect(await fleet.redis.xlen(replayKeys().stream)).toBe(120);
  });

  it('is copied once and shared when two replicas run it', async () => {
    await emitOrders(...Array.from({ length: 200 }, (_, index) => index));
    const again: number[] = [];
    const replica = () =>
      fleet.replica({
        service: 'packing',
        handlers: [
          handling(OrderPlaced, ({ number }, { group }) => void (group === 'packing' ? undefined : again.push(number))),
        ],
      });
    const replicas = await Promise.all([replica(), replica()]);
    const replays = await Promise.all(replicas.map(({ server }) => server.replay(request())));
    const outcomes = await Promise.all(replays.map(({ finished }) => finished));
    expect(outcomes.map(({ copied, complete }) => [copied, complete])).toEqual([
      [200, true],
      [200, true],
    ]);
    expect(outcomes.reduce((sum, { handled }) => sum + handled, 0)).toBe(200);
    expect(again).toHaveLength(200);
    expect(await fleet.redis.xlen(replayKeys().stream)).toBe(200);
  });

  it('stops with its process, and another one goes on with it', async () => {
    await emitOrders(1, 2, 3, 4);
    const finish = gate();
    const begun: number[] = [];
    const leaving = await packing(4, { concurrency: 1 });
    await leaving.stop();
    const stuck = await fleet.replica({
      service: 'packing',
      concurrency: 1,
      leaseMs: 600_000,
      handlers: [
        handling(OrderPlaced, async ({ number }, { signal }) => {
          begun.push(number);
          await Promise.race([finish.opened, new Promise((_r, reject) => signal.addEventListener('abort', reject))]);
        }),
      ],
    });
    const replay = await stuck.server.replay(request());
    await eventually(() => expect(begun).toEqual([1]));
    expect(replay.progress).toEqual({ copied: 4, handled: 0, dead: 0 });
    await expect(stuck.server.replay(request())).rejects.toThrow('is running here');
    await stuck.server.stopReading();
    await stuck.server.abort();
    await stuck.server.close();
    expect(await replay.finished).toEqual({ copied: 4, handled: 0, dead: 0, complete: false });
    await expect(stuck.server.replay(request({ name: 'late' }))).rejects.toThrow('leaving');
    const { server, again } = await packing(0, { leaseMs: 600_000 });
    const outcome = await (await server.replay(request())).finished;
    expect(outcome).toEqual({ copied: 4, handled: 4, dead: 0, complete: true });
    expect([...again].sort()).toEqual([1, 2, 3, 4]);
  });

  it('can be stopped, and gone on with', async () => {
    await emitOrders(1, 2, 3);
    const finish = gate();
    const begun: number[] = [];
    const { server } = await fleet.replica({
      service: 'packing',
      concurrency: 1,
      handlers: [
        handling(OrderPlaced, async ({ number }, { group }) => {
          if (group === 'packing') return;
          begun.push(number);
          await finish.opened;
        }),
      ],
    });
    const replay = await server.replay(request());
    await eventually(() => expect(replay.progress.copied).toBe(3));
    await eventually(() => expect(begun).toEqual([1]));
    const stopped = replay.stop();
    finish.open();
    expect(await stopped).toEqual({ copied: 3, handled: 1, dead: 0, complete: false });
    expect(await (await server.replay(request())).finished).toMatchObject({ handled: 2, complete: true });
    expect(begun).toEqual([1, 2, 3]);
  });

  it('lets effects happen anew, once each: the inbox keeps it apart from the service', async () => {
    const inbox = new Inbox('shop');
    await emitOrders(1, 2);
    const { server } = await fleet.replica({
      service: 'packing',
      handlers: [
        handling(OrderPlaced, ({ number }, context) =>
          database.transaction((tx) =>
            inbox.once(tx, context, () =>
              tx.query('INSERT INTO shop.effects (number, by) VALUES ($1, $2)', [number, context.group]),
            ),
          ),
        ),
      ],
    });
    await eventually(async () => expect(await database.effects()).toEqual([1, 2]));
    await (
      await server.replay(request())
    ).finished;
    const effects = () => database.query('SELECT number, by FROM shop.effects ORDER BY by DESC, number');
    const both = [
      { number: 1, by: 'packing' },
      { number: 2, by: 'packing' },
      { number: 1, by: 'again' },
      { number: 2, by: 'again' },
    ];
    expect(await effects()).toEqual(both);
    // As a day later, when Redis has forgotten it.
    await fleet.redis.del(replayKeys().stream, replayKeys().state);
    expect(await (await server.replay(request())).finished).toMatchObject({ copied: 2, complete: true });
    expect(await effects()).toEqual(both);
  });

  it('vanishes a day after its last use', async () => {
    await emitOrders(1, 2);
    const finish = gate();
    const { server } = await fleet.replica({
      service: 'packing',
      handlers: [handling(OrderPlaced, () => finish.opened)],
    });
    const replay = await server.replay(request());
    const { stream, state } = replayKeys();
    const lives = () => Promise.all([stream, state].map((key) => fleet.redis.ttl(key)));
    await eventually(() => expect(replay.progress.copied).toBe(2));
    for (const key of [stream, state]) await fleet.redis.expire(key, 100);
    await eventually(async () => expect(Math.min(...(await lives()))).toBeGreaterThan(DAY_S - 60));
    finish.open();
    await replay.finished;
    expect(Math.max(...(await lives()))).toBeLessThanOrEqual(DAY_S);
    expect(Math.min(...(await lives()))).toBeGreaterThan(0);
  });

  it('ends when Redis has lost it, and says so', async () => {
    await emitOrders(1);
    const finish = gate();
    const troubles: string[] = [];
    const { server } = await fleet.replica({
      service: 'packing',
      observer: { trouble: (text, error) => void troubles.push(`${text}: ${String(error)}`) },
      handlers: [handling(OrderPlaced, () => finish.opened)],
    });
    const replay = await server.replay(request());
    await eventually(() => expect(replay.progress.copied).toBe(1));
    await fleet.redis.del(replayKeys().state);
    await eventually(() => expect(troubles.join()).toContain('replay again of shop.orders: Error: Redis has lost it'));
    finish.open();
    expect((await replay.finished).complete).toBe(false);
  });

  it('handles what nobody waited for any more', async () => {
    const sender = fleet.bus();
    const deadlines: (number | undefined)[] = [];
    const { server } = await fleet.replica({
      service: 'packing',
      handlers: [
        handling(OrderPlaced, (_order, { envelope, signal }) => {
          expect(signal.aborted).toBe(false);
          deadlines.push(envelope.deadline);
        }),
      ],
    });
    await sender.emit(a(OrderPlaced, { number: 1 }), { deadline: Date.now() - 1 });
    await eventually(async () => expect(await fleet.deadLetters('processing_timeout')).toHaveLength(1));
    expect(await (await server.replay(request())).finished).toMatchObject({ handled: 1, dead: 0 });
    expect(deadlines).toEqual([undefined]);
  });

  it('retries what fails; what cannot succeed is a dead letter of its own, and is redriven under its name', async () => {
    let tries = 0;
    let isBroken = true;
    const groups: string[] = [];
    let letters: PostgresDeadLetters | undefined;
    await emitOrders(1, 2);
    const { server } = await fleet.replica({
      service: 'packing',
      deadLetters: (bus) => (letters = new PostgresDeadLetters(bus, database)),
      handlers: [
        handling(OrderPlaced, ({ number }, { group }) => {
          if (group === 'packing') return;
          if (number === 1 && (tries += 1) < 2) throw new ShopError('SHELF_BUSY', 'later');
          if (number === 2 && isBroken) throw new ShopError('SHELF_BROKEN', 'never');
          groups.push(`${group} ${number}`);
        }),
      ],
    });
    const replay = await server.replay(request());
    expect(await replay.finished).toEqual({ copied: 2, handled: 1, dead: 1, complete: true });
    expect(await letters?.list({ limit: 10 })).toMatchObject([{ group: 'again', failure: { code: 'SHELF_BROKEN' } }]);
    isBroken = false;
    await letters?.redrive({ group: 'again' }, { by: OPERATOR });
    await eventually(() => expect(groups).toEqual(['again 1', 'again 2']));
  });

  it('takes older messages from the archive of their sender', async () => {
    const sender = fleet.bus();
    const outbox = new Outbox(sender, 'shop');
    const relay = new OutboxRelay(sender, database, { outbox });
    relay.start();
    await database.transaction((tx) => outbox.send(tx, a(OrderPlaced, { number: 1 })));
    for (const service of ['billing', 'sales']) await fleet.replica({ service });
    const { server, again } = await packing(1);
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 1 }));
    await relay.stop();
    await fleet.redis.del(`${fleet.keyPrefix}:{${ORDERS}}:normal`);
    const to = new Date(Date.now() + 1_000);
    const selection = { channel: ORDERS, from: new Date(Date.now() - 60_000), to };
    expect(await new OutboxArchive(sender, database).republish(selection, 'again')).toBe(1);
    const outcome = await (await server.replay(request())).finished;
    expect(outcome).toEqual({ copied: 0, handled: 1, dead: 0, complete: true });
    expect(again).toEqual([1]);
  });

  it.each<[string, Partial<ReplayRequest>, string]>([
    ['without a name', { name: '' }, 'The name of a replay'],
    ['with a colon in its name', { name: 'a:b' }, 'The name of a replay'],
    ['named as a service', { name: 'billing' }, 'billing is a service'],
    ['of a channel nobody here reads', { channel: 'shop.stock' }, 'reads no work on shop.stock'],
    ['of a broadcast', { channel: 'shop.pulse' }, 'reads no work on shop.pulse'],
    ['from no time', { from: new Date(NaN) }, 'from a time'],
    ['of a message that nobody knows', { filter: { names: ['shop.order.eaten'] } }, 'No message is called'],
  ])('%s is refused', async (_what, fields, words) => {
    const { server } = await packing(0);
    await expect(server.replay(request(fields))).rejects.toThrow(words);
  });

  it('cannot become another one under the same name', async () => {
    await emitOrders(1);
    const { server } = await packing(1);
    await (
      await server.replay(request())
    ).finished;
    const other = server.replay(request({ filter: { workspaceId: HERE } }));
    await expect(other).rejects.toThrow('The replay again is of other messages');
  });
});
