import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { AgentHome } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { LOGGER, Metrics, SERVICE_CONFIG, type Logger, type PlatformConfig } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import type { Budget } from '../budget/budget';
import { BUDGET, BudgetClientModule } from '../budget/budget-client.module';
import type { ModelConfig } from '../models/models.config';
import { PurgeParticipants } from '../workspace-life/purge-participants';
import { buildMemories, type BuiltMemories } from './build-memories';
import { configuredEmbedder } from './embedders/configured-embedder';
import { IndexCommand } from './index-command';
import { Memories } from './memories';
import { INDEX_RETRY_MS, memoriesConsumerOf } from './memories.consumer';
import type { MemoryConfig } from './memory.config';
import { MemoryIndexer } from './memory-indexer';
import { MemoryMetrics } from './memory-metrics';
import { NearDuplicates } from './near-duplicates';
import { RecallConsumer } from './recall.consumer';

/** A service's configuration as far as memories and the answer cache read it. */
export type WithMemories = PlatformConfig & { readonly memories: MemoryConfig; readonly models: ModelConfig };

const BUILT = Symbol('BUILT');

/** What a service's agents remember: {@link Memories}, {@link NearDuplicates}, and the handler that brings rows into the index. */
@Module({})
export class MemoryModule implements OnApplicationShutdown {
  constructor(
    @Inject(BUILT) private readonly built: BuiltMemories,
    participants: PurgeParticipants,
  ) {
    participants.register({ name: 'memories', purge: (workspaceId) => built.chroma.forget(workspaceId) });
  }

  static forRoot({ home }: { readonly home: AgentHome }): DynamicModule {
    return {
      module: MemoryModule,
      imports: [BudgetClientModule],
      controllers: [memoriesConsumerOf(home), RecallConsumer],
      providers: [
        {
          provide: BUILT,
          inject: [SERVICE_CONFIG, Database, Outbox, Metrics, LOGGER, BUDGET],
          useFactory: (
            { memory, memories: config, models }: WithMemories,
            database: Database,
            outbox: Outbox,
            metrics: Metrics,
            logger: Logger,
            budget: Budget,
          ) =>
            buildMemories({
              home,
              chromaUrl: memory.chromaUrl,
              config,
              embedder: configuredEmbedder(config, models, budget),
              database,
              outbox,
              metrics: new MemoryMetrics(metrics.registry),
              logger,
            }),
        },
        { provide: Memories, inject: [BUILT], useFactory: ({ memories }: BuiltMemories) => memories },
        { provide: MemoryIndexer, inject: [BUILT], useFactory: ({ indexer }: BuiltMemories) => indexer },
        { provide: IndexCommand, inject: [BUILT], useFactory: ({ command }: BuiltMemories) => command },
        {
          provide: NearDuplicates,
          inject: [Memories],
          useFactory: (memories: Memories) => new NearDuplicates(memories),
        },
        {
          provide: INDEX_RETRY_MS,
          inject: [SERVICE_CONFIG],
          useFactory: ({ memories }: WithMemories) => memories.indexRetryMs,
        },
      ],
      exports: [Memories, NearDuplicates],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.built.chroma.close();
  }
}
