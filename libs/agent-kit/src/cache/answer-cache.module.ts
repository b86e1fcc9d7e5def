import { Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Metrics, SERVICE_CONFIG } from '@raptor/platform';
import type { WithMemories } from '../memory/memory.module';
import { PurgeParticipants } from '../workspace-life/purge-participants';
import { CacheMetrics } from './cache-metrics';
import { RedisAnswerCache } from './redis-answer-cache';

/** Answers that may be given again, shared by all replicas of a service. */
@Module({
  providers: [
    {
      provide: RedisAnswerCache,
      inject: [SERVICE_CONFIG, Metrics],
      useFactory: ({ service, redis, memories }: WithMemories, metrics: Metrics) =>
        new RedisAnswerCache(
          {
            ...memories.answers,
            url: redis.cacheUrl,
            keyPrefix: `${redis.keyPrefix}:${service}`,
            connectionName: `${service}:answers`,
          },
          new CacheMetrics(metrics.registry),
        ),
    },
  ],
  exports: [RedisAnswerCache],
})
export class AnswerCacheModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly cache: RedisAnswerCache,
    participants: PurgeParticipants,
  ) {
    participants.register({ name: 'answers', purge: (workspaceId) => cache.forget(workspaceId) });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.cache.connect();
  }

  onApplicationShutdown(): void {
    this.cache.close();
  }
}
