import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import { aKeyPrefix, eventually, testServers, watchedWire } from '@raptor/testing';
import type { AnswerKey, CachedAnswer } from '../../src/cache/answer-cache';
import { CacheKeys } from '../../src/cache/cache-keys';
import { CacheMetrics } from '../../src/cache/cache-metrics';
import { RedisAnswerCache, type AnswerCacheOptions } from '../../src/cache/redis-answer-cache';

type Made = { readonly said: string; readonly keep?: CachedAnswer };

const signal = new AbortController().signal;
const PATIENT = { ttlMs: 60_000, waitMs: 10_000, signal };

const anAnswer = (text = 'forty-two'): CachedAnswer => ({
  output: { text },
  provenance: { mode: 'model' },
  answeredAt: '2026-11-01T00:00:00.000Z',
});
const says = (said: string) => (): Promise<Made> => Promise.resolve({ said, keep: anAnswer(said) });

describe('the answer cache', () => {
  let prefix: string;
  let keys: CacheKeys;
  let admin: Redis;
  let caches: RedisAnswerCache[];
  let metrics: CacheMetrics;
  let key: AnswerKey;

  const started = async (options: Partial<AnswerCacheOptions> = {}): Promise<RedisAnswerCache> => {
    const cache = new RedisAnswerCache(
      {
        url: testServers().redisCacheUrl,
        keyPrefix: prefix,
        connectionName: 'test',
        longestMs: 86_400_000,
        maxBytes: 262_144,
        lockMs: 1_000,
        commandTimeoutMs: 5_000,
        ...options,
      },
      metrics,
    );
    await cache.connect();
    caches.push(cache);
    return cache;
  };
  const outcome = async (name: string): Promise<number> =>
    (await metrics.asked.get()).values.find(({ labels }) => labels.outcome === name)?.value ?? 0;

  beforeAll(() => {
    admin = new Redis(testServers().redisCacheUrl);
  });
  afterAll(() => admin.disconnect());

  beforeEach(() => {
    prefix = aKeyPrefix();
    keys = new CacheKeys(prefix);
    caches = [];
    metrics = new CacheMetrics(new Registry());
    key = { workspaceId: uuidv7(), agentCode: 'MUSE-001', questionHash: 'a'.repeat(64) };
  });
  afterEach(() => caches.forEach((cache) => cache.close()));

  it('gives an answer again, on another replica too, until its time is over', async () => {
    const [one, other] = [await started(), await started()];
    await one.through(key, { ...PATIENT, ttlMs: 300 }, says('first'));
    expect(await other.through(key, PATIENT, says('second'))).toEqual({ hit: anAnswer('first') });
    await eventually(async () => expect(await admin.exists(keys.answer(key))).toBe(0));
    expect(await other.through(key, PATIENT, says('third'))).toMatchObject({ made: { said: 'third' } });
    expect([await outcome('hit'), await outcome('miss')]).toEqual([1, 2]);
  });

  it('lets one of fifty who ask two replicas at once make the answer', async () => {
    const replicas = [await started(), await started()];
    let makers = 0;
    const answer = async (): Promise<Made> => {
      makers += 1;
      // Longer than a lock that nobody renews.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return { said: 'made', keep: anAnswer('made') };
    };
    const asked = Array.from({ length: 50 }, (_, at) =>
      replicas[at % 2]!.through(key, { ...PATIENT, signal: new AbortController().signal }, answer),
    );
    const outcomes = await Promise.all(asked);
    expect(makers).toBe(1);
    expect(outcomes.filter((one) => 'made' in one)).toHaveLength(1);
    expect(outcomes.filter((one) => 'hit' in one && one.hit.output)).toHaveLength(49);
    expect(await outcome('waited')).toBe(49);
  });

  it('has another make it when the maker is killed', async () => {
    const [killed, other] = [await started({ lockMs: 500 }), await started({ lockMs: 500 })];
    const never = killed.through(key, PATIENT, () => new Promise<Made>(() => undefined));
    await eventually(async () => expect(await admin.exists(keys.lock(key))).toBe(1));
    killed.close();
    expect(await other.through(key, PATIENT, says('after all'))).toMatchObject({ made: { said: 'after all' } });
    void never;
  });

  it('has the next one make it when the maker fails, or has made nothing worth keeping', async () => {
    const cache = await started();
    const failing = cache.through(key, PATIENT, () => Promise.reject(new Error('no')));
    const next = cache.through(key, PATIENT, () => Promise.resolve<Made>({ said: 'a floor' }));
    const last = (await started()).through(key, PATIENT, says('a model'));
    await expect(failing).rejects.toThrow('no');
    const outcomes = await Promise.all([next, last]);
    expect(outcomes.flatMap((one) => ('made' in one ? [one.made.said] : []))).toContain('a model');
    expect(await cache.through(key, PATIENT, says('x'))).toEqual({ hit: anAnswer('a model') });
  });

  it('waits for another no longer than it was told to', async () => {
    const [slow, hasty] = [await started(), await started()];
    let finish: (made: Made) => void = () => undefined;
    const making = slow.through(key, PATIENT, () => new Promise<Made>((resolve) => (finish = resolve)));
    await eventually(async () => expect(await admin.exists(keys.lock(key))).toBe(1));
    const begun = performance.now();
    expect(await hasty.through(key, { ...PATIENT, waitMs: 200 }, says('own'))).toMatchObject({ made: { said: 'own' } });
    expect(performance.now() - begun).toBeLessThan(2_000);
    finish({ said: 'late' });
    await making;
  });

  it('stops waiting when it is told to stop', async () => {
    const [slow, stopped] = [await started(), await started()];
    void slow.through(key, PATIENT, () => new Promise<Made>(() => undefined));
    await eventually(async () => expect(await admin.exists(keys.lock(key))).toBe(1));
    const stop = new AbortController();
    const waiting = stopped.through(key, { ...PATIENT, signal: stop.signal }, says('x'));
    stop.abort(new Error('told to stop'));
    await expect(waiting).rejects.toThrow('told to stop');
  });

  describe.each([
    ['text that is no JSON', (place: string) => admin.set(place, 'garbage')],
    ['JSON that is no answer', (place: string) => admin.set(place, '{"output":1}')],
    ['a list', (place: string) => admin.rpush(place, 'a', 'b')],
    ['bytes', (place: string) => admin.set(place, Buffer.from([0xff, 0xfe, 0, 1]))],
    [
      'nothing but a generation',
      async (place: string) => admin.set(place, (await admin.get(keys.generation(key.workspaceId))) ?? ''),
    ],
  ])('finds %s', (_what, put) => {
    it.each([
      ['an answer is expected', () => keys.answer(key)],
      ['its generation is expected', () => keys.generation(key.workspaceId)],
      ['its lock is expected', () => keys.lock(key)],
      ['the names of answers are expected', () => keys.names(key.workspaceId)],
    ])('where %s, and goes on as if it was empty', async (_where, place) => {
      const cache = await started();
      await cache.through(key, PATIENT, says('before'));
      await admin.del(keys.answer(key), place());
      await put(place());
      const made = await cache.through(key, { ...PATIENT, waitMs: 1_500 }, says('made'));
      expect(made).toMatchObject({ made: { said: 'made' } });
      expect(await cache.through(key, PATIENT, says('again'))).toEqual({ hit: anAnswer('made') });
      await cache.forget(key.workspaceId);
      expect(await cache.through(key, PATIENT, says('anew'))).toMatchObject({ made: { said: 'anew' } });
    });
  });

  it('forgets a workspace, and leaves the answers of others', async () => {
    const cache = await started();
    const other = { ...key, workspaceId: uuidv7() };
    const questions = Array.from({ length: 20 }, (_, at) => ({ ...key, questionHash: at.toString(16).repeat(32) }));
    for (const question of [...questions, other]) await cache.through(question, PATIENT, says('known'));
    await cache.forget(key.workspaceId);
    const left = await admin.keys(`${prefix}*${key.workspaceId}*`);
    expect(left).toEqual([]);
    expect(await cache.through(other, PATIENT, says('x'))).toEqual({ hit: anAnswer('known') });
    expect(await cache.through(questions[0]!, PATIENT, says('new'))).toMatchObject({ made: { said: 'new' } });
  });

  it('does not keep what was being made while the workspace was forgotten', async () => {
    const cache = await started();
    await cache.through(key, PATIENT, async () => {
      await cache.forget(key.workspaceId);
      return { said: 'old', keep: anAnswer('old') };
    });
    expect(await cache.through(key, PATIENT, says('new'))).toMatchObject({ made: { said: 'new' } });
  });

  it('does not find an answer again whose generation was evicted', async () => {
    const cache = await started();
    await cache.through(key, PATIENT, says('old'));
    await admin.del(keys.generation(key.workspaceId));
    expect(await cache.through(key, PATIENT, says('new'))).toMatchObject({ made: { said: 'new' } });
  });

  it('does not keep an answer that is too large', async () => {
    const cache = await started({ maxBytes: 2_000 });
    await cache.through(key, PATIENT, says('x'.repeat(2_000)));
    expect(await admin.exists(keys.answer(key))).toBe(0);
    expect((await metrics.notKept.get()).values).toMatchObject([{ labels: { reason: 'too_large' }, value: 1 }]);
  });

  it('keeps no answer longer than is configured', async () => {
    const cache = await started({ longestMs: 5_000 });
    await cache.through(key, { ...PATIENT, ttlMs: 1e12 }, says('x'));
    const left = await admin.pttl(keys.answer(key));
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(5_000);
  });

  it('is empty while Redis is away, and says so only when something is to be forgotten', async () => {
    const cache = await started({ url: 'redis://127.0.0.1:1', commandTimeoutMs: 200 });
    const begun = performance.now();
    expect(await cache.through(key, PATIENT, says('made'))).toMatchObject({ made: { said: 'made' } });
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(await outcome('unavailable')).toBe(1);
    await expect(cache.forget(key.workspaceId)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('is empty while Redis hangs, in the middle of an answer too', async () => {
    const wire = await watchedWire(testServers().redisCacheUrl);
    const cache = await started({ url: wire.url, commandTimeoutMs: 200 });
    const making = cache.through(key, PATIENT, async () => {
      wire.freeze();
      return { said: 'made', keep: anAnswer('made') };
    });
    expect(await making).toMatchObject({ made: { said: 'made' } });
    const begun = performance.now();
    expect(await cache.through(key, PATIENT, says('own'))).toMatchObject({ made: { said: 'own' } });
    expect(performance.now() - begun).toBeLessThan(1_500);
    expect((await metrics.notKept.get()).values).toMatchObject([{ labels: { reason: 'unavailable' }, value: 1 }]);
    cache.close();
    await wire.close();
  });

  it('is used again when Redis is back', async () => {
    const wire = await watchedWire(testServers().redisCacheUrl);
    const cache = await started({ url: wire.url });
    let isCut = true;
    wire.cutWhen(() => isCut);
    expect(await cache.through(key, PATIENT, says('made'))).toMatchObject({ made: { said: 'made' } });
    isCut = false;
    await eventually(async () => expect(await cache.through(key, PATIENT, says('x'))).toHaveProperty('hit'));
    cache.close();
    await wire.close();
  });
});
