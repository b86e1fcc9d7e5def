import { Inbox, Outbox, OutboxArchive, OutboxRelay, PostgresDeadLetters, type ReplayRequest } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet, ShopError } from './fixtures/fleet';
import { OPERATOR } from './fixtures/letter-office';
import { a, CancelOrder, DustShelf, OrderPlaced, SendParcel } from './fixtures/messages';
import { emitOrders, ORDERS, packing, replayKeys, request } from './fixtures/replays';
import { ShopDatabase } from './fixtures/shop-database';

const LANES = 'shop.lanes';
const HERE = '0198c9a0-0000-7000-8000-00000000000a';
const THERE = '0198c9a0-0000-7000-8000-00000000000b';

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

  it('handles under its own name what the service has handled, and nothing twice when it is asked for again', async () => {
    await emitOrders(fleet, 1, 2, 3);
    const { server, again, first } = await packing(fleet, 3);
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
      await emitOrders(fleet, number);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { server, again } = await packing(fleet, 3);
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
      const outcome = await (await by.replay(request({ name, filter }))).finished;
      // What is for other services is not even copied.
      expect(outcome).toEqual({ copied: handled.length, handled: handled.length, dead: 0, complete: true });
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
    const entries = await fleet.redis.xrange(replayKeys(fleet, LANES).stream, '-', '+');
    const copied = entries.map(([, fields]) => Number(/"payload":\{"number":(\d+)\}/.exec(fields[1] ?? '')?.[1]));
    expect([...copied].sort((x, y) => x - y)).toEqual(sent);
    // What came within one millisecond has no order over lanes that anybody could know.
    const misplaced = copied.map((number, index) => Math.abs(number - index));
    expect(Math.max(...misplaced)).toBeLessThan(25);
  });

  it('leaves out what became a dead letter before it was read', async () => {
    await emitOrders(fleet, 1);
    const { server, again } = await packing(fleet, 1);
    const [entry] = await fleet.redis.xrange(`${fleet.keyPrefix}:{${ORDERS}}:normal`, '-', '+');
    await fleet.redis.xadd(`${fleet.keyPrefix}:{${ORDERS}}:high`, '*', ...(entry?.[1] ?? []));
    await fleet.redis.xadd(`${fleet.keyPrefix}:{${ORDERS}}:normal`, '*', 'e', 'no message');
    await eventually(async () => expect(await fleet.deadLetters('schema_violation')).toHaveLength(2));
    expect(await (await server.replay(request())).finished).toMatchObject({ copied: 1, handled: 1, dead: 0 });
    expect(again).toEqual([1]);
  });

  it('lets effects happen anew, once each: the inbox keeps it apart from the service', async () => {
    const inbox = new Inbox('shop');
    await emitOrders(fleet, 1, 2);
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
    await fleet.redis.del(replayKeys(fleet).stream, replayKeys(fleet).state);
    expect(await (await server.replay(request())).finished).toMatchObject({ copied: 2, complete: true });
    expect(await effects()).toEqual(both);
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
    await emitOrders(fleet, 1, 2);
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
    const { server, again } = await packing(fleet, 1);
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
    const { server } = await packing(fleet, 0);
    await expect(server.replay(request(fields))).rejects.toThrow(words);
  });

  it('cannot become another one under the same name', async () => {
    await emitOrders(fleet, 1);
    const { server } = await packing(fleet, 1);
    await (
      await server.replay(request())
    ).finished;
    const other = server.replay(request({ filter: { workspaceId: HERE } }));
    await expect(other).rejects.toThrow('The replay again is of other messages');
  });
});
