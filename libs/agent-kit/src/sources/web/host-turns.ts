import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { END_TURN } from './end-turn.lua';
import { TAKE_TURN } from './take-turn.lua';

export interface HostTurnsOptions {
  /** First part of every key. */
  readonly keyPrefix: string;
  /** How long a turn is held for a process that has died. Longer than one fetch may take. */
  readonly leaseMs: number;
}

/** A turn at a site, to be ended. */
export interface Turn {
  /** @param pauseMs until the next one may begin. Never rejects. */
  end(pauseMs: number): Promise<void>;
}

/** Longer pauses, which only a mistaken or hostile Crawl-delay asks for, are kept no longer than that. */
const LONGEST_PAUSE_MS = 3_600_000;
const SHORTEST_WAIT_MS = 5;

/**
 * One request at a time for each host, with a pause after it, over all replicas. While Redis is away each replica keeps the pace by itself:
 * sites see at most one request for each replica, and nobody waits for Redis.
 */
export class HostTurns {
  private readonly local = new Map<string, { holder: string; until: number; nextAt: number }>();

  constructor(
    private readonly redis: Redis,
    private readonly options: HostTurnsOptions,
  ) {}

  /**
   * Waits for a turn.
   * @returns undefined when it would begin after `latest`; known at once where the pause alone is longer.
   * @throws the reason of `signal` when it fires first.
   */
  async take(host: string, latest: Date, signal: AbortSignal): Promise<Turn | undefined> {
    const holder = randomUUID();
    for (;;) {
      signal.throwIfAborted();
      const waitMs = await this.ask(host, holder);
      if (waitMs === 0) return { end: (pauseMs) => this.end(host, holder, Math.min(pauseMs, LONGEST_PAUSE_MS)) };
      // A little apart, so that those who wait do not come back as one.
      const nextMs = Math.max(SHORTEST_WAIT_MS, waitMs) * (1 + Math.random() / 10);
      if (Date.now() + nextMs > latest.getTime()) return undefined;
      await delay(nextMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  private async ask(host: string, holder: string): Promise<number> {
    const localMs = this.askHere(host, holder);
    if (localMs > 0) return localMs;
    try {
      const waitMs = Number(await this.redis.eval(TAKE_TURN, 1, this.key(host), holder, this.options.leaseMs));
      if (waitMs > 0) this.endHere(host, holder, 0);
      return waitMs;
    } catch {
      return 0;
    }
  }

  private async end(host: string, holder: string, pauseMs: number): Promise<void> {
    this.endHere(host, holder, pauseMs);
    await this.redis.eval(END_TURN, 1, this.key(host), holder, Math.ceil(pauseMs)).catch(() => undefined);
  }

  private askHere(host: string, holder: string): number {
    const now = Date.now();
    const site = this.local.get(host);
    if (site && site.holder !== '' && site.until > now) return Math.min(site.until - now, 20);
    if (site && site.nextAt > now) return site.nextAt - now;
    this.local.set(host, { holder, until: now + this.options.leaseMs, nextAt: 0 });
    return 0;
  }

  private endHere(host: string, holder: string, pauseMs: number): void {
    if (this.local.get(host)?.holder !== holder) return;
    this.local.delete(host);
    if (pauseMs > 0) this.local.set(host, { holder: '', until: 0, nextAt: Date.now() + pauseMs });
    if (this.local.size > 10_000) this.forgetIdle();
  }

  private forgetIdle(): void {
    const now = Date.now();
    for (const [host, { until, nextAt }] of this.local) if (until < now && nextAt < now) this.local.delete(host);
  }

  /** Hosts come from strangers: of any length, and of no concern to who reads the keys. */
  private key(host: string): string {
    const name = createHash('sha256').update(host).digest('base64url');
    return `${this.options.keyPrefix}:turns:${name}`;
  }
}
