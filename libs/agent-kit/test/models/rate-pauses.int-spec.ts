import { type ModelStandIn, aKeyPrefix, modelStandIn, testServers } from '@raptor/testing';
import { Redis } from 'ioredis';
import { RatePauses } from '../../src/models/rate-pauses';
import { aDesk, aQuestion } from './support/desk';

let standIn: ModelStandIn;
let redis: Redis;
let keyPrefix: string;
beforeAll(async () => {
  standIn = await modelStandIn();
  redis = new Redis(testServers().redisCacheUrl);
  keyPrefix = aKeyPrefix();
});
afterAll(async () => {
  await standIn.close();
  redis.disconnect();
});
beforeEach(() => standIn.reset());

const flash = { provider: 'gemini', id: 'gemini-3.5-flash-lite' } as const;

describe('a pause that a vendor asks for', () => {
  it('is kept by every replica', async () => {
    standIn.tell({ faults: [{ kind: 'rate limit', retryAfterMs: 60_000, model: 'gemini', times: 1 }] });
    const [one, other] = [aDesk(standIn, {}, { redis, keyPrefix }), aDesk(standIn, {}, { redis, keyPrefix })];
    await one.desk.ask(aQuestion());
    standIn.requests.length = 0;
    // Gemini would answer by now: the other replica does not even try.
    expect(await other.desk.ask(aQuestion())).toMatchObject({ outcome: 'answered', model: 'claude-haiku-5-5' });
    expect(standIn.requests).toHaveLength(1);
    await Promise.all([one.desk.close(), other.desk.close()]);
  });

  it('is only ever made longer', async () => {
    const pauses = new RatePauses({ redis, keyPrefix: `${keyPrefix}longer` });
    const other = new RatePauses({ redis, keyPrefix: `${keyPrefix}longer` });
    await pauses.pause(flash, 30_000);
    await other.pause(flash, 1_000);
    expect(await other.leftMs(flash)).toBeGreaterThan(29_000);
    expect(await pauses.leftMs({ ...flash, id: 'another' })).toBe(0);
  });

  it('is kept by each replica by itself while Redis is away', async () => {
    const away = new Redis(1, '127.0.0.1', { lazyConnect: true, retryStrategy: null });
    away.on('error', () => undefined);
    const pauses = new RatePauses({ redis: away, keyPrefix });
    await pauses.pause(flash, 5_000);
    expect(await pauses.leftMs(flash)).toBeGreaterThan(4_000);
    away.disconnect();
  });
});
