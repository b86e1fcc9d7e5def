import { buildPrograms, eventually, type BuiltPrograms } from '@raptor/testing';
import type { DeadLetterReason } from '@raptor/raptor-bus';
import { Fleet } from './fixtures/fleet';
import { a, OrderPlaced } from './fixtures/messages';
import { Supervisor, WORKER } from './fixtures/worker-process';

const LEASE_MS = 1_000;
const REASON: DeadLetterReason = 'max_retries_exceeded';

const numbers = (count: number): number[] => Array.from({ length: count }, (_value, number) => number);

describe('poison among other messages', () => {
  let fleet: Fleet;
  let supervisor: Supervisor;
  let built: BuiltPrograms;

  beforeAll(async () => {
    built = await buildPrograms({ worker: WORKER });
  });

  afterAll(() => built.remove());

  beforeEach(() => {
    fleet = new Fleet();
  });

  afterEach(async () => {
    await supervisor.stop();
    await fleet.end();
  });

  it.each([
    ['one that throws and one that kills its process', { throws: [3], kills: [17] }],
    ['two that kill their process at the same time', { throws: [], kills: [9, 12] }],
  ])('%s: each is one dead letter, and all others are handled', async (_what, { throws, kills }) => {
    const plan = { leaseMs: LEASE_MS, concurrency: 16, takesMs: 20, throws, kills };
    supervisor = new Supervisor(built, () => fleet.workerPlan(plan));
    const sender = fleet.bus();
    await Promise.all(numbers(60).map((number) => sender.emit(a(OrderPlaced, { number }))));
    supervisor.start();
    const poison = [...throws, ...kills];
    await eventually(async () => expect(await fleet.deadLetters(REASON)).toHaveLength(poison.length), {
      withinMs: 90_000,
    });
    await eventually(async () => expect(await fleet.pending('packing', 'shop.orders')).toBe(0), { withinMs: 20_000 });

    const letters = await fleet.deadLetters(REASON);
    const told = letters.map(({ payload, failure: { code, message }, attempts }) => {
      const { number } = payload as OrderPlaced;
      return { number, code, ...(!poison.includes(number) && { message, attempts }) };
    });
    const byNumber = (one: { number: number }, other: { number: number }): number => one.number - other.number;
    const expected = [
      ...throws.map((number) => ({ number, code: 'INTERNAL' })),
      ...kills.map((number) => ({ number, code: 'PROCESS_DIED' })),
    ];
    expect(told.sort(byNumber)).toEqual(expected.sort(byNumber));
    for (const { attempts, payload } of letters) {
      const killed = kills.includes((payload as OrderPlaced).number);
      expect(attempts).toBeGreaterThanOrEqual(killed ? 6 : 3);
    }
    const done = (await fleet.diary()).filter((line) => line.startsWith('done ')).map((line) => line.split(' ')[1]);
    const innocent = numbers(60).filter((number) => !poison.includes(number));
    expect(new Set(done)).toEqual(new Set(innocent.map(String)));
    // Two tries of each beside others at most, and three alone.
    expect(supervisor.deaths).toBeLessThanOrEqual(5 * kills.length);
    const attempts = `${fleet.keyPrefix}:{shop.orders}:attempts:packing`;
    await eventually(async () => expect(await fleet.redis.hgetall(attempts)).toEqual({}));
  });
});
