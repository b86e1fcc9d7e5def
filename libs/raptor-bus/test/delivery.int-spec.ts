import { setTimeout as after } from 'node:timers/promises';
import { from, Observable } from 'rxjs';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { gate } from './fixtures/gate';
import { a, OrderPlaced } from './fixtures/messages';

const ORDERS = 'shop.orders';

describe('work on a channel', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  it('goes to each service once, whichever of its replicas is free', async () => {
    const taken: string[] = [];
    const member = (service: string) =>
      fleet.replica({
        service,
        handlers: [handling(OrderPlaced, ({ number }) => void taken.push(`${service} ${number}`))],
      });
    await Promise.all([member('packing'), member('packing'), member('billing')]);
    const sender = fleet.bus();
    const numbers = Array.from({ length: 60 }, (_value, index) => index);
    await eventually(() => sender.ping());
    await Promise.all(numbers.map((number) => sender.emit(a(OrderPlaced, { number }))));
    await eventually(() => expect(taken).toHaveLength(120));
    const expected = numbers.flatMap((number) => [`packing ${number}`, `billing ${number}`]);
    expect([...taken].sort()).toEqual(expected.sort());
    await eventually(async () => {
      expect(await fleet.pending('packing', ORDERS)).toBe(0);
      expect(await fleet.pending('billing', ORDERS)).toBe(0);
    });
  });

  it('is not skipped when it was published before the first reader came', async () => {
    const sender = fleet.bus();
    await sender.emit(a(OrderPlaced, { number: 1 }));
    const seen: number[] = [];
    await fleet.replica({
      service: 'packing',
      handlers: [handling(OrderPlaced, ({ number }) => void seen.push(number))],
    });
    await eventually(() => expect(seen).toEqual([1]));
  });

  it.each([
    ['an async function', (done: Promise<void>) => () => done],
    [
      'an Observable',
      (done: Promise<void>) => () =>
        new Observable((subscriber) => {
          void done.then(() => {
            subscriber.next('half way');
            subscriber.complete();
          });
        }),
    ],
    ['a promise of an Observable', (done: Promise<void>) => async () => Promise.resolve(from(done))],
  ])('is acknowledged when %s has finished, not before', async (_kind, handlerUntil) => {
    const finish = gate();
    const replica = await fleet.replica({
      service: 'packing',
      leaseMs: 5_000,
      handlers: [handling(OrderPlaced, handlerUntil(finish.opened))],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(replica.server.inFlight).toBe(1));
    await after(150);
    expect(await fleet.pending('packing', ORDERS)).toBe(1);
    expect(replica.handled).toEqual([]);
    finish.open();
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));
    await eventually(() => expect(replica.handled).toMatchObject([{ outcome: 'done', message: 'shop.order.placed' }]));
    expect(replica.server.inFlight).toBe(0);
  });

  it('is not acknowledged when an Observable fails after its first value', async () => {
    let tries = 0;
    const replica = await fleet.replica({
      service: 'packing',
      handlers: [
        handling(
          OrderPlaced,
          () =>
            new Observable((subscriber) => {
              tries += 1;
              subscriber.next('looks fine');
              if (tries === 1) subscriber.error(new Error('not fine'));
              else subscriber.complete();
            }),
        ),
      ],
    });
    await replica.bus.emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(replica.handled.map(({ outcome }) => outcome)).toEqual(['retried', 'done']));
    expect(tries).toBe(2);
  });

  it('arrives with the envelope that the bus filled in', async () => {
    const origin = {
      workspaceId: '0198c9a0-0000-7000-8000-000000000001',
      actor: { type: 'user', id: 'u1', role: 'admin' },
      correlationId: 'request-1',
      causationId: 'cause-1',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    } as const;
    const sender = fleet.bus({ origin: () => origin });
    const seen: unknown[] = [];
    const within: string[] = [];
    await fleet.replica({
      service: 'packing',
      runWithin: (envelope, fn) => {
        within.push(envelope.correlationId);
        return fn();
      },
      handlers: [
        handling(OrderPlaced, (order, { envelope }) => {
          seen.push(order instanceof OrderPlaced, envelope);
        }),
      ],
    });
    const sent = await sender.emit(a(OrderPlaced, { number: 4 }));
    await eventually(() => expect(seen).toHaveLength(2));
    expect(seen).toEqual([true, JSON.parse(JSON.stringify(sent))]);
    expect(sent).toMatchObject({
      ...origin,
      name: 'shop.order.placed',
      version: 1,
      lane: 'normal',
      producer: 'sender',
      payload: { number: 4 },
    });
    expect(sent.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(within).toEqual(['request-1']);
  });

  it('is refused at the sender when it does not fit its class or is no message', async () => {
    const sender = fleet.bus();
    await expect(sender.emit(a(OrderPlaced, { number: 'seven' as never }))).rejects.toThrow(
      'shop.order.placed number: number must be an integer',
    );
    await expect(sender.emit(Object.assign(a(OrderPlaced, { number: 4 }), { unknownField: true }))).rejects.toThrow(
      'unknownField',
    );
    await expect(sender.emit({ number: 1 })).rejects.toThrow('Object is not a message: put @RaptorMessage');
  });
});
