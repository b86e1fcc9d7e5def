import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { schemaOf } from '@raptor/contracts';
import { Inbox, Outbox, RaptorBus, RaptorBusClient, RaptorBusServer } from '@raptor/raptor-bus';
import { BusStorage } from './bus/bus-storage';
import type { PlatformConfig } from './config/platform.config';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { DeadLetters } from './dead-letters/dead-letters.service';
import { HealthController } from './health/health.controller';
import { Readiness } from './health/readiness';
import { chromaCheck } from './health/chroma-check';
import { DescribeController } from './heartbeat/describe.controller';
import { HeartbeatService } from './heartbeat/heartbeat.service';
import { SelfDescription } from './heartbeat/self-description';
import { LOGGER, type Logger } from './logging/logger';
import { Metrics } from './metrics/metrics';
import { SERVICE_CONFIG } from './platform.tokens';
import { pinnedClient, SafeFetch } from './safe-fetch';

export interface PlatformParts {
  readonly config: PlatformConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly bus: RaptorBus;
}

/** Everything that holds connections to the outside. */
const WAYS_OUT = Symbol('WAYS_OUT');

/** What every service has: configuration, logs, metrics, health, the bus, its heartbeat and the one way out. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(WAYS_OUT) private readonly waysOut: readonly { close(): Promise<void> }[]) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.waysOut.map((way) => way.close()));
  }

  static forRoot({ config, logger, metrics, bus }: PlatformParts): DynamicModule {
    const readiness = new Readiness();
    readiness.register({ name: 'redis-bus', check: () => bus.ping() });
    const chroma = pinnedClient(config.memory.chromaUrl, { timeoutMs: 1_000 });
    readiness.register(chromaCheck(chroma));
    const egress = new SafeFetch({
      allowedOrigins: config.egress.origins,
      onPrivateOrigin: (origin) => {
        logger.warn({ origin }, 'a private origin that EGRESS_ORIGINS allows was fetched');
      },
    });
    const server = new RaptorBusServer(bus);
    const schema = schemaOf(config.service);
    const outbox = new Outbox(bus, schema);
    const providers = [
      { provide: SERVICE_CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      { provide: Metrics, useValue: metrics },
      { provide: Readiness, useValue: readiness },
      { provide: RaptorBus, useValue: bus },
      { provide: RaptorBusServer, useValue: server },
      { provide: RaptorBusClient, useValue: new RaptorBusClient(bus) },
      { provide: Outbox, useValue: outbox },
      { provide: Inbox, useValue: new Inbox(schema) },
      { provide: BusStorage, useValue: new BusStorage(bus, server, outbox, config) },
      { provide: SafeFetch, useValue: egress },
      { provide: WAYS_OUT, useValue: [egress, chroma] },
      SelfDescription,
      HeartbeatService,
      DeadLetters,
    ];
    return {
      module: PlatformModule,
      controllers: [HealthController, DescribeController, DeadLettersController],
      providers,
      exports: providers.map((provider) => ('provide' in provider ? provider.provide : provider)),
    };
  }
}
