import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SERVICE_CONFIG } from '@raptor/platform';
import { Redis } from 'ioredis';
import type { GatewayConfig } from '../gateway.config';

/** How long Redis is left alone after it failed to answer: a request that waits for it in vain waits once, not each. */
const LEFT_ALONE_MS = 1_000;

/** The Redis that may lose what it holds: what is counted, and what is good for seconds. */
@Injectable()
export class CacheRedis implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly client: Redis;
  private readonly prefix: string;
  private awayUntil = 0;

  constructor(@Inject(SERVICE_CONFIG) { redis }: GatewayConfig) {
    this.prefix = redis.keyPrefix;
    this.client = new Redis(redis.cacheUrl, {
      protocol: 2,
      connectionName: 'gateway:limits',
      lazyConnect: true,
      enableOfflineQueue: false,
      enableAutoPipelining: true,
      connectTimeout: 1_000,
      commandTimeout: 300,
      maxRetriesPerRequest: 0,
    });
    this.client.on('error', () => undefined);
  }

  /** Shared with the other replicas from the first request on; a Redis that is away is waited for in the background. */
  async onApplicationBootstrap(): Promise<void> {
    await this.client.connect().catch(() => undefined);
  }

  key(...parts: string[]): string {
    return [this.prefix, ...parts].join(':');
  }

  get isAway(): boolean {
    return this.client.status !== 'ready' || Date.now() < this.awayUntil;
  }

  /** It did not answer: for a moment nobody needs to ask. */
  noteFailure(): void {
    this.awayUntil = Date.now() + LEFT_ALONE_MS;
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}
