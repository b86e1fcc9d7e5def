import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@raptor/platform';
import { Redis } from 'ioredis';
import type { AnswerCache, AnswerKey, CachedAnswer } from './answer-cache';
import { CacheKeys } from './cache-keys';
import type { CacheMetrics } from './cache-metrics';
import { ASK, KEEP, RELEASE, RENEW } from './cache-scripts';
import { kept, readKept } from './kept-answer';

export interface AnswerCacheOptions {
  /** Redis that may evict. */
  readonly url: string;
  /** First part of every key. */
  readonly keyPrefix: string;
  /** Shown in Redis' list of clients. */
  readonly connectionName: string;
  /** No answer is kept longer, whatever its agent says. */
  readonly longestMs: number;
  /** A larger answer is not kept. */
  readonly maxBytes: number;
  /** A maker that is silent for so long is taken for dead. */
  readonly lockMs: number;
  /** A Redis that takes longer counts as empty. */
  readonly commandTimeoutMs: number;
}

/** First and longest pause between two looks at what another is making. */
const LOOKS_MS = [20, 250] as const;
const NAMES_AT_ONCE = 500;

type Asked =
  | { readonly is: 'there'; readonly answer: CachedAnswer }
  | { readonly is: 'mine' | 'others'; readonly generation: string };

/**
 * Answers in a Redis that may lose them at any time. Of several who ask for one at once, on any replica, one makes it: whoever holds its lock,
 * which a living maker renews and a dead one loses. Each answer carries the generation of its workspace, a random value; to forget a workspace
 * is to give it another. A Redis that is away, slow, or holds something else is an empty one.
 */
export class RedisAnswerCache implements AnswerCache {
  private readonly redis: Redis;
  private readonly keys: CacheKeys;

  constructor(
    private readonly options: AnswerCacheOptions,
    private readonly metrics: CacheMetrics,
  ) {
    this.keys = new CacheKeys(options.keyPrefix);
    this.redis = new Redis(options.url, {
      protocol: 2,
      connectionName: options.connectionName,
      lazyConnect: true,
      enableOfflineQueue: false,
      connectTimeout: 1_000,
      commandTimeout: options.commandTimeoutMs,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
    });
    this.redis.on('error', () => undefined);
  }

  /** A Redis that is away is waited for in the background. */
  async connect(): Promise<void> {
    await this.redis.connect().catch(() => undefined);
  }

  /** @throws what `answer` throws; the reason of the signal, when it fires while another's answer is waited for. */
  async through<T extends { readonly keep?: CachedAnswer }>(
    key: AnswerKey,
    options: { readonly ttlMs: number; readonly waitMs: number; readonly signal: AbortSignal },
    answer: () => Promise<T>,
  ): Promise<{ readonly hit: CachedAnswer } | { readonly made: T }> {
    const token = randomUUID();
    const asked = await this.askUntil(key, token, options);
    if (asked?.is === 'there') return { hit: asked.answer };
    if (!asked) return { made: await answer() };
    const stopRenewing = asked.is === 'mine' ? this.renew(key, token) : undefined;
    try {
      const made = await answer();
      if (made.keep) await this.keep(key, asked.generation, made.keep, options.ttlMs);
      return { made };
    } finally {
      stopRenewing?.();
      if (asked.is === 'mine') await this.quietly(() => this.redis.eval(RELEASE, 1, this.keys.lock(key), token));
    }
  }

  /** @throws AppError SERVICE_UNAVAILABLE when Redis does not answer: what was to be forgotten is still there. */
  async forget(workspaceId: string): Promise<void> {
    try {
      await this.redis.del(this.keys.generation(workspaceId));
      await this.removeAnswers(this.keys.names(workspaceId));
    } catch (cause) {
      throw new AppError('SERVICE_UNAVAILABLE', 'The cache is not available', { cause, retryAfterSeconds: 2 });
    }
  }

  close(): void {
    this.redis.disconnect();
  }

  /** Looks until the answer is there, or it is the asker's to make, or `waitMs` are over. Undefined: there is no cache. */
  private async askUntil(
    key: AnswerKey,
    token: string,
    { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
  ): Promise<Asked | undefined> {
    const deadline = performance.now() + waitMs;
    let pause: number = LOOKS_MS[0];
    for (let hasWaited = false; ; hasWaited = true) {
      const asked = await this.ask(key, token);
      signal.throwIfAborted();
      const left = deadline - performance.now();
      if (asked?.is !== 'others' || left <= 0) {
        this.metrics.asked.inc({ outcome: outcomeOf(asked, hasWaited) });
        return asked;
      }
      // Not all of them at the same moment.
      await delay(Math.min(pause * (0.5 + Math.random()), left), undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
      pause = Math.min(pause * 1.5, LOOKS_MS[1]);
    }
  }

  private async ask(key: AnswerKey, token: string): Promise<Asked | undefined> {
    const { generation, answer, lock } = this.keysOf(key);
    const { longestMs, lockMs, maxBytes } = this.options;
    const found = await this.quietly(() =>
      this.redis.eval(ASK, 3, generation, answer, lock, randomUUID(), longestMs * 2, token, lockMs, maxBytes),
    );
    if (!Array.isArray(found) || typeof found[0] !== 'string') return undefined;
    const [current, state] = found as [string, unknown];
    if (typeof state !== 'string') return { is: state === 1 ? 'mine' : 'others', generation: current };
    const known = readKept(current, state);
    if (known) return { is: 'there', answer: known };
    // Something of the right beginning that is no answer: out of the way with it, and look again.
    const removed = await this.quietly(() => this.redis.del(answer));
    return removed === undefined ? undefined : this.ask(key, token);
  }

  private async keep(key: AnswerKey, generation: string, answer: CachedAnswer, ttlMs: number): Promise<void> {
    const text = kept(generation, answer);
    const { maxBytes, longestMs } = this.options;
    if (Buffer.byteLength(text) > maxBytes) return this.metrics.notKept.inc({ reason: 'too_large' });
    const lifeMs = Math.floor(Math.min(ttlMs, longestMs));
    if (!(lifeMs > 0)) return;
    const { generation: current, answer: place, names } = this.keysOf(key);
    const done = await this.quietly(() =>
      this.redis.eval(KEEP, 3, current, place, names, generation, text, lifeMs, Date.now()),
    );
    if (done === undefined) this.metrics.notKept.inc({ reason: 'unavailable' });
    if (done === 0) this.metrics.notKept.inc({ reason: 'forgotten' });
  }

  /** Holds on to the lock while the answer is being made. @returns how to stop. */
  private renew(key: AnswerKey, token: string): () => void {
    const { lockMs } = this.options;
    const timer = setInterval(() => {
      void this.quietly(() => this.redis.eval(RENEW, 1, this.keys.lock(key), token, String(lockMs)));
    }, lockMs / 3);
    timer.unref();
    return () => clearInterval(timer);
  }

  private async removeAnswers(names: string): Promise<void> {
    if ((await this.redis.type(names)) !== 'zset') return;
    for (;;) {
      const some = await this.redis.zrange(names, 0, String(NAMES_AT_ONCE - 1));
      if (some.length === 0) return;
      await this.redis.unlink(...some);
      await this.redis.zrem(names, ...some);
    }
  }

  /** Undefined for whatever Redis fails with. */
  private async quietly<T>(command: () => Promise<T>): Promise<T | undefined> {
    try {
      return await command();
    } catch {
      return undefined;
    }
  }

  private keysOf(key: AnswerKey): { generation: string; answer: string; lock: string; names: string } {
    const { workspaceId } = key;
    return {
      generation: this.keys.generation(workspaceId),
      answer: this.keys.answer(key),
      lock: this.keys.lock(key),
      names: this.keys.names(workspaceId),
    };
  }
}

function outcomeOf(asked: Asked | undefined, hasWaited: boolean): string {
  if (!asked) return 'unavailable';
  if (asked.is === 'there') return hasWaited ? 'waited' : 'hit';
  return 'miss';
}
