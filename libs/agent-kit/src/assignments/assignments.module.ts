import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from '@raptor/persistence';
import { LOGGER, Metrics, SERVICE_CONFIG, type Logger, type PlatformConfig } from '@raptor/platform';
import { AnswerCacheModule } from '../cache/answer-cache.module';
import { RedisAnswerCache } from '../cache/redis-answer-cache';
import { EvidenceConsumer } from '../evidence/evidence.consumer';
import { EvidenceStore } from '../evidence/evidence-store';
import type { Halts } from '../halts/halts';
import { HALTS, HaltsModule } from '../halts/halts.module';
import { Memories } from '../memory/memories';
import { NearDuplicates } from '../memory/near-duplicates';
import type { PaidModels } from '../models/model';
import { AgentList } from '../registry/agent-list';
import { RegistryConsumer } from '../registry/registry.consumer';
import { ModelsModule, PAID_MODELS } from '../run/models.module';
import { AgentRunner } from '../run/run-agent';
import { RunMetrics } from '../run/run-metrics';
import type { RunSources } from '../run/run-ports';
import type { RunsConfig } from '../run/runs.config';
import { AgentRunsRepository } from '../runs/agent-runs.repository';
import { RunsConsumer } from '../runs/runs.consumer';
import { RUN_SOURCES } from '../sources/reading.module';
import { Admission } from './admission';
import { AnswerKeepersModule } from './answer-keepers';
import { assignmentsConsumerOf } from './assignments.consumer';
import { InvocationsConsumer } from './invocations.consumer';

/** A service's configuration as far as runs read it. */
export type WithRuns = PlatformConfig & { readonly runs: RunsConfig };

export interface AssignmentsModuleOptions {
  readonly agents: AgentList;
  /** Modules that export `Memories` and `NearDuplicates`; sources and evidence are global. */
  readonly imports: NonNullable<DynamicModule['imports']>;
}

/** What runs agents: for who has assigned work, and for who waits for an answer. */
@Module({})
export class AssignmentsModule {
  static forRoot({ agents, imports }: AssignmentsModuleOptions): DynamicModule {
    return {
      module: AssignmentsModule,
      imports: [AnswerCacheModule, AnswerKeepersModule, HaltsModule, ModelsModule, ...imports],
      controllers: [
        assignmentsConsumerOf(agents.home),
        InvocationsConsumer,
        RegistryConsumer,
        RunsConsumer,
        EvidenceConsumer,
      ],
      providers: [
        { provide: AgentList, useValue: agents },
        AgentRunsRepository,
        {
          provide: Admission,
          inject: [SERVICE_CONFIG],
          useFactory: ({ runs, bus }: WithRuns) => new Admission(leavingRoom(runs, bus.concurrency)),
        },
        {
          provide: AgentRunner,
          inject: [
            SERVICE_CONFIG,
            Database,
            AgentRunsRepository,
            RedisAnswerCache,
            RUN_SOURCES,
            EvidenceStore,
            Memories,
            NearDuplicates,
            PAID_MODELS,
            HALTS,
            Metrics,
            LOGGER,
          ],
          useFactory: (
            config: WithRuns,
            database: Database,
            runs: AgentRunsRepository,
            cache: RedisAnswerCache,
            sources: RunSources,
            evidence: EvidenceStore,
            memories: Memories,
            nearDuplicates: NearDuplicates,
            models: PaidModels,
            halts: Halts,
            metrics: Metrics,
            logger: Logger,
          ) =>
            new AgentRunner({
              guild: agents.home,
              version: config.version,
              owner: config.instance,
              leaseMs: config.runs.leaseMs,
              database,
              runs,
              cache,
              sources,
              evidence,
              memories,
              nearDuplicates,
              models,
              halts,
              metrics: new RunMetrics(metrics.registry),
              logger,
            }),
        },
      ],
      exports: [AgentRunner, AgentList, AgentRunsRepository],
    };
  }
}

/** Of the queries that a process handles at once a quarter stays free for others: a run asks questions itself, in the council of its own service. */
function leavingRoom({ atOnce, ofOneWorkspace }: RunsConfig, concurrency: number): RunsConfig {
  const most = Math.max(1, Math.min(atOnce, Math.floor((concurrency * 3) / 4)));
  return { atOnce: most, ofOneWorkspace: Math.min(ofOneWorkspace, most), leaseMs: 0 };
}
