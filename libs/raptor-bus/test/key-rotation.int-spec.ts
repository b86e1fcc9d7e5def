import type { KeyRing, SealingKey } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Fleet } from './fixtures/fleet';
import { a, GetPrice, OrderPlaced } from './fixtures/messages';

const OLD: SealingKey = { kid: '2026-01', secret: Buffer.alloc(32, 1).toString('base64') };
const NEW: SealingKey = { kid: '2026-02', secret: Buffer.alloc(32, 2).toString('base64') };

describe('while the keys of the fleet are changed', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  const service = async (name: string, keyRing: KeyRing) => {
    const orders: number[] = [];
    const replica = await fleet.replica({
      service: name,
      keyRing,
      handlers: [handling(OrderPlaced, ({ number }) => void orders.push(number)), handling(GetPrice, () => name)],
    });
    return { orders, bus: replica.bus, handled: replica.handled };
  };

  it('services that seal with the old one and with the new one hear each other', async () => {
    const packing = await service('packing', [OLD, NEW]);
    const billing = await service('billing', [NEW, OLD]);
    await packing.bus.emit(a(OrderPlaced, { number: 1 }));
    await billing.bus.emit(a(OrderPlaced, { number: 2 }));
    for (const { orders } of [packing, billing]) await eventually(() => expect([...orders].sort()).toEqual([1, 2]));
    const ask = { article: 'lamp' };
    await expect(packing.bus.ask(a(GetPrice, ask), { to: 'billing' })).resolves.toBe('billing');
    await expect(billing.bus.ask(a(GetPrice, ask), { to: 'packing' })).resolves.toBe('packing');
    const stream = packing.bus.keys.stream('shop.orders', 'normal');
    const texts = (await fleet.redis.xrange(stream, '-', '+')).map(([, [, text = '']]) => text.split('.')[0]);
    expect(texts).toEqual([OLD.kid, NEW.kid]);
  });

  it('a message under a retired key is refused, with the reason; those under the new one are not', async () => {
    const packing = await service('packing', [NEW]);
    const late = fleet.bus({ keyRing: [OLD, NEW] });
    const { id } = await late.emit(a(OrderPlaced, { number: 1 }));
    await fleet.bus({ keyRing: [NEW, OLD] }).emit(a(OrderPlaced, { number: 2 }));
    await eventually(() => expect(packing.orders).toEqual([2]));
    await eventually(async () => expect(await fleet.deadLetters('schema_violation')).toHaveLength(1));
    const [letter] = await fleet.deadLetters('schema_violation');
    expect(letter).toMatchObject({
      name: 'unknown',
      failure: { message: 'Message unknown is sealed with a key that is not in the ring', retry: 'never' },
      raw: expect.stringMatching(new RegExp(`^${OLD.kid}\\..*${id}`)) as string,
    });
    await eventually(async () => expect(await fleet.pending('packing', 'shop.orders')).toBe(0));
  });

  it('a fleet without keys sends bare, and one with keys takes nothing bare', async () => {
    const sales = await service('sales', [NEW]);
    const packing = await fleet.replica({ service: 'packing', keyRing: undefined });
    await fleet.bus({ keyRing: undefined }).emit(a(OrderPlaced, { number: 1 }));
    await eventually(() => expect(packing.handled).toMatchObject([{ outcome: 'done' }]));
    await eventually(() => expect(sales.handled).toMatchObject([{ message: 'unknown', outcome: 'dead_lettered' }]));
    expect(await fleet.deadLetters('schema_violation')).toMatchObject([
      { group: 'sales', failure: { message: 'Message unknown carries no seal' } },
    ]);
  });
});
