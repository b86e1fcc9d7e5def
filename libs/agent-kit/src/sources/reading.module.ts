import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { AgentHome } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { LOGGER, SERVICE_CONFIG, SafeFetch, type Logger, type PlatformConfig } from '@raptor/platform';
import type { Redis } from 'ioredis';
import { AgentEvidenceRepository } from '../evidence/agent-evidence.repository';
import { EvidenceKeepers } from '../evidence/evidence-keepers';
import { EvidenceStore } from '../evidence/evidence-store';
import { Memories } from '../memory/memories';
import { FolderObjectStore } from '../objects/folder-object-store';
import type { ObjectStore } from '../objects/object-store';
import { PurgeParticipants } from '../workspace-life/purge-participants';
import { cacheRedis } from './cache-redis';
import { FeedSource } from './feed-source';
import { PageSource } from './page-source';
import { RecentPages } from './recent-pages';
import type { RowReaders } from './row-readers';
import { createRunSources } from './run-sources';
import type { SourcesConfig } from './sources.config';
import { HostTurns } from './web/host-turns';
import { PoliteWeb } from './web/polite-web';
import { RobotsRules } from './web/robots-rules';

/** `RunSources` of this service. */
export const RUN_SOURCES = Symbol('RUN_SOURCES');
/** {@link ObjectStore} of this service. */
export const OBJECT_STORE = Symbol('OBJECT_STORE');

/** A service's configuration as far as sources and evidence read it. */
export type WithSources = PlatformConfig & { readonly sources: SourcesConfig };

export interface ReadingModuleOptions {
  readonly home: AgentHome;
  readonly rows: RowReaders;
  /** Modules that export {@link Memories}. */
  readonly imports?: DynamicModule['imports'];
}

const TURNS_REDIS = Symbol('TURNS_REDIS');
/** How long a process that has died holds its turn at a host: robots.txt and page take 10 s each at most. */
const TURN_LEASE_MS = 30_000;

/** What a service's agents read, and where what they have read is kept: {@link RUN_SOURCES}, {@link EvidenceStore}, {@link EvidenceKeepers}. */
@Module({})
export class ReadingModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(TURNS_REDIS) private readonly redis: Redis,
    private readonly safeFetch: SafeFetch,
    @Inject(OBJECT_STORE) objects: ObjectStore,
    participants: PurgeParticipants,
  ) {
    participants.register({
      name: 'objects',
      purge: async (workspaceId) => void (await objects.removeWorkspace(workspaceId)),
    });
  }

  static forRoot({ home, rows, imports = [] }: ReadingModuleOptions): DynamicModule {
    return {
      module: ReadingModule,
      // A guild's features register what they keep of evidence.
      global: true,
      imports,
      providers: [
        EvidenceKeepers,
        AgentEvidenceRepository,
        {
          provide: TURNS_REDIS,
          inject: [SERVICE_CONFIG],
          useFactory: (config: PlatformConfig) => cacheRedis(config, 'turns'),
        },
        { provide: SafeFetch, inject: [SERVICE_CONFIG, LOGGER], useFactory: safeFetchOf },
        {
          provide: OBJECT_STORE,
          inject: [SERVICE_CONFIG],
          useFactory: ({ sources }: WithSources) => new FolderObjectStore(sources.objects),
        },
        {
          provide: EvidenceStore,
          inject: [Database, AgentEvidenceRepository, OBJECT_STORE, EvidenceKeepers, LOGGER],
          useFactory: (
            database: Database,
            repository: AgentEvidenceRepository,
            objects: ObjectStore,
            keepers: EvidenceKeepers,
            logger: Logger,
          ) => new EvidenceStore({ home, database, repository, objects, keepers, logger }),
        },
        { provide: PoliteWeb, inject: [SERVICE_CONFIG, SafeFetch, TURNS_REDIS], useFactory: webOf },
        {
          provide: RUN_SOURCES,
          inject: [SERVICE_CONFIG, Database, PoliteWeb, Memories],
          useFactory: ({ sources }: WithSources, database: Database, web: PoliteWeb, memories: Memories) =>
            createRunSources({
              home,
              database,
              pages: new RecentPages(new PageSource(home, web), sources.freshMs),
              feeds: new FeedSource(home, web),
              recall: ({ workspaceId, signal, payer }, question) =>
                memories.similar(workspaceId, question, { signal, payer }),
              rows,
              perRun: sources.perRun,
            }),
        },
      ],
      exports: [RUN_SOURCES, OBJECT_STORE, EvidenceStore, EvidenceKeepers],
    };
  }

  /** A Redis that is away is waited for in the background: until then each replica keeps its own pace. */
  async onApplicationBootstrap(): Promise<void> {
    await this.redis.connect().catch(() => undefined);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.safeFetch.close();
    this.redis.disconnect();
  }
}

const safeFetchOf = ({ egress }: PlatformConfig, logger: Logger): SafeFetch =>
  new SafeFetch({
    allowedOrigins: egress.origins,
    onPrivateOrigin: (origin) => logger.info({ origin }, 'a private origin is read because EGRESS_ORIGINS allows it'),
  });

/** All services of a fleet take turns together. */
function webOf({ sources, redis: { keyPrefix } }: WithSources, safeFetch: SafeFetch, redis: Redis): PoliteWeb {
  const { userAgent, pauseMs, robots } = sources;
  return new PoliteWeb({
    safeFetch,
    robots: new RobotsRules(safeFetch, { userAgent, ...robots }),
    turns: new HostTurns(redis, { keyPrefix: `${keyPrefix}:web`, leaseMs: TURN_LEASE_MS }),
    userAgent,
    pauseMs,
  });
}
