import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, Metrics, SERVICE_CONFIG, type Logger, type PlatformConfig } from '@raptor/platform';
import type { Redis } from 'ioredis';
import { BudgetClientModule, BUDGET } from '../budget/budget-client.module';
import type { Budget } from '../budget/budget';
import type { PaidModelDesk } from '../models/ask-paid';
import { createPaidModels } from '../models/create-paid-models';
import type { ModelConfig } from '../models/models.config';
import { cacheRedis } from '../sources/cache-redis';

/** Where answers of models are bought: inject as `PaidModels`. */
export const PAID_MODELS = Symbol('PAID_MODELS');

/** A service's configuration as far as models read it. */
export type WithModels = PlatformConfig & { readonly models: ModelConfig };

const PAUSES_REDIS = Symbol('PAUSES_REDIS');

/** One desk for models in each process; the vendors' limits are known to all replicas through the Redis of the caches. */
@Module({
  imports: [BudgetClientModule],
  providers: [
    {
      provide: PAUSES_REDIS,
      inject: [SERVICE_CONFIG],
      useFactory: (config: PlatformConfig) => cacheRedis(config, 'models'),
    },
    {
      provide: PAID_MODELS,
      inject: [SERVICE_CONFIG, BUDGET, PAUSES_REDIS, LOGGER, Metrics],
      useFactory: (
        { models, redis: { keyPrefix } }: WithModels,
        budget: Budget,
        redis: Redis,
        logger: Logger,
        metrics: Metrics,
      ) => createPaidModels({ config: models, budget, redis, keyPrefix, logger, registry: metrics.registry }),
    },
  ],
  exports: [PAID_MODELS],
})
export class ModelsModule implements OnApplicationShutdown {
  constructor(
    @Inject(PAID_MODELS) private readonly desk: PaidModelDesk,
    @Inject(PAUSES_REDIS) private readonly redis: Redis,
  ) {
    void redis.connect().catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.desk.close();
    this.redis.disconnect();
  }
}
