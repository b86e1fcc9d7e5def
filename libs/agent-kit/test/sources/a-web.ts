import { SafeFetch, type SafeFetchOptions } from '@raptor/platform';
import type { Redis } from 'ioredis';
import { HostTurns } from '../../src/sources/web/host-turns';
import { PoliteWeb } from '../../src/sources/web/polite-web';
import { RobotsRules } from '../../src/sources/web/robots-rules';

export const USER_AGENT = 'RaptorTest/1.0 (+https://raptor.example/bot)';

export interface WebOptions {
  readonly origins: readonly string[];
  readonly redis: Redis;
  readonly keyPrefix: string;
  readonly pauseMs?: number;
  readonly ttlMs?: number;
  readonly retryMs?: number;
  readonly leaseMs?: number;
  readonly fetch?: Partial<SafeFetchOptions>;
}

/** The web as one replica reads it; `origins` are those of the test's own sites. */
export function aWeb({ origins, redis, keyPrefix, pauseMs = 1, fetch, ...options }: WebOptions): PoliteWeb {
  const { ttlMs = 60_000, retryMs = 60_000, leaseMs = 30_000 } = options;
  const safeFetch = new SafeFetch({ allowedOrigins: origins, ...fetch });
  return new PoliteWeb({
    safeFetch,
    robots: new RobotsRules(safeFetch, { userAgent: USER_AGENT, ttlMs, retryMs }),
    turns: new HostTurns(redis, { keyPrefix, leaseMs }),
    userAgent: USER_AGENT,
    pauseMs,
  });
}

export const inMs = (ms: number): Date => new Date(Date.now() + ms);
