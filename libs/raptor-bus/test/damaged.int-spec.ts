import { Sealer, type DeadLetterReason } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { handling } from './fixtures/consumer';
import { Damage, type DamagedEntry } from './fixtures/damage';
import { Fleet } from './fixtures/fleet';
import { a, KEY_RING, OrderPlaced } from './fixtures/messages';
import { Seeded } from './fixtures/seeded';

const ORDERS = 'shop.orders';
const GOOD = 1_000;
const DAMAGED = 5_000;
const MEGABYTES = 20;

type Counts = Partial<Record<DeadLetterReason, number>>;

const byReason = (reasons: readonly DeadLetterReason[]): Counts => {
  const counts: Counts = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
};

describe('5,000 damaged entries among 1,000 good ones', () => {
  let fleet: Fleet;

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await fleet.end();
  });

  it('harm no good one, and are dead letters with their reasons', async () => {
    const seed = Number(process.env.DAMAGE_SEED ?? Date.now() % 1_000_000);
    try {
      await survive(new Seeded(seed));
    } catch (error) {
      throw new Error(`With DAMAGE_SEED=${seed}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  });

  async function survive(chance: Seeded): Promise<void> {
    const sender = fleet.bus();
    await eventually(() => sender.ping());
    const damage = new Damage(sender, ORDERS, chance);
    const damaged = [
      ...Array.from({ length: MEGABYTES }, () => damage.megabyte()),
      ...Array.from({ length: DAMAGED - MEGABYTES }, () => damage.entry()),
    ];
    await put(chance.shuffled([...goodOnes(sender), ...damaged.map(({ fields }) => fields)]));

    const seen: number[] = [];
    const told: DeadLetterReason[] = [];
    const replica = await fleet.replica({
      service: 'packing',
      concurrency: 64,
      leaseMs: 10_000,
      observer: { deadLettered: (_message, _channel, reason) => void told.push(reason) },
      handlers: [handling(OrderPlaced, ({ number }) => void seen.push(number))],
    });
    await eventually(() => expect(seen.length + told.length).toBe(GOOD + DAMAGED), { withinMs: 90_000 });
    await eventually(async () => expect(await fleet.pending('packing', ORDERS)).toBe(0));

    const times = new Map<number, number>();
    for (const number of seen) times.set(number, (times.get(number) ?? 0) + 1);
    expect([...times].filter(([, count]) => count !== 1)).toEqual([]);
    expect(times.size).toBe(GOOD);
    const expected = byReason(damaged.map(({ reason }) => reason));
    expect(byReason(told)).toEqual(expected);
    const kept = await fleet.allDeadLetters();
    expect(byReason(kept.map(({ reason }) => reason))).toEqual(expected);
    const raws = new Map(kept.map(({ raw, reason }) => [raw, reason]));
    expect(wronglyJudged(damaged, raws)).toEqual([]);
    await replica.bus.emit(a(OrderPlaced, { number: GOOD }));
    await eventually(() => expect(seen).toContain(GOOD));
  }

  function goodOnes(sender: ReturnType<Fleet['bus']>): string[][] {
    const sealer = new Sealer(KEY_RING);
    return Array.from({ length: GOOD }, (_value, number) => [
      'e',
      sealer.seal(sender.keys.place(ORDERS), sender.prepare(a(OrderPlaced, { number })).text),
    ]);
  }

  async function put(entries: readonly (readonly string[])[]): Promise<void> {
    const stream = `${fleet.keyPrefix}:{${ORDERS}}:normal`;
    for (let from = 0; from < entries.length; from += 500) {
      const pipeline = fleet.redis.pipeline();
      for (const fields of entries.slice(from, from + 500)) pipeline.xadd(stream, '*', ...fields);
      await pipeline.exec();
    }
  }

  /** Names what the bus gave another reason than it should, and what it did not keep as it came. */
  function wronglyJudged(damaged: readonly DamagedEntry[], raws: ReadonlyMap<string, DeadLetterReason>): string[] {
    const withText = damaged.filter(({ fields: [name] }) => name === 'e');
    return withText.flatMap(({ kind, fields: [, text = ''], reason }) => {
      const given = raws.get(text);
      return given === reason ? [] : [`${kind}: ${given ?? 'not kept'}, not ${reason}`];
    });
  }
});
