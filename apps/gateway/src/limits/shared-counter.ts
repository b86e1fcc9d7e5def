import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { CacheRedis } from './cache-redis';

/** Where somebody stands in the window of time that is running. */
export interface Count {
  readonly limit: number;
  readonly remaining: number;
  readonly secondsToReset: number;
  /** This one was too many. */
  readonly isOver: boolean;
}

/**
 * Counts what each of many does in a window of time, over all replicas: one round trip to Redis, and none for who is over the limit already. While
 * Redis is away each replica counts for itself: a limit holds everywhere, if not together.
 */
export class SharedCounter {
  private readonly shared: RateLimiterRedis;
  private readonly own: RateLimiterMemory;

  constructor(
    private readonly redis: CacheRedis,
    name: string,
    readonly limit: number,
    windowMs: number,
  ) {
    const duration = Math.max(1, Math.ceil(windowMs / 1_000));
    this.shared = new RateLimiterRedis({
      storeClient: redis.client,
      keyPrefix: redis.key('limits', name),
      points: limit,
      duration,
      inMemoryBlockOnConsumed: limit + 1,
    });
    this.own = new RateLimiterMemory({ points: limit, duration });
  }

  async count(key: string): Promise<Count> {
    if (this.redis.isAway) return this.countAlone(key);
    try {
      return this.countOf(await this.shared.consume(key), false);
    } catch (error) {
      if (error instanceof RateLimiterRes) return this.countOf(error, true);
      this.redis.noteFailure();
      return this.countAlone(key);
    }
  }

  /** Takes one back. */
  async giveBack(key: string): Promise<void> {
    await Promise.allSettled([this.shared.reward(key), this.own.reward(key)]);
  }

  /** Begins anew. */
  async forget(key: string): Promise<void> {
    await Promise.allSettled([this.shared.delete(key), this.own.delete(key)]);
  }

  private async countAlone(key: string): Promise<Count> {
    try {
      return this.countOf(await this.own.consume(key), false);
    } catch (error) {
      if (error instanceof RateLimiterRes) return this.countOf(error, true);
      throw error;
    }
  }

  private countOf({ remainingPoints, msBeforeNext }: RateLimiterRes, isOver: boolean): Count {
    const secondsToReset = Math.max(1, Math.ceil(msBeforeNext / 1_000));
    return { limit: this.limit, remaining: isOver ? 0 : remainingPoints, secondsToReset, isOver };
  }
}
