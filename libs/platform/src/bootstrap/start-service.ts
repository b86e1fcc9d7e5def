import { RequestMethod, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connectRaptorBus, RaptorBus, RaptorBusServer } from '@raptor/raptor-bus';
import type { FastifyInstance } from 'fastify';
import { BusStorage } from '../bus/bus-storage';
import { createBus } from '../bus/create-bus';
import { OperationGuard } from '../bus/operation.guard';
import type { PlatformConfig, ServiceConfigDefinition } from '../config/platform.config';
import { drain, type DrainParticipant, type DrainReport } from '../drain/drain';
import { httpDrain } from '../drain/http-drain';
import { Readiness } from '../health/readiness';
import { HeartbeatService } from '../heartbeat/heartbeat.service';
import { createHttpAdapter } from '../http/http-adapter';
import { ProblemFilter } from '../http/problem.filter';
import { requestValidation } from '../http/request-validation';
import { createLogger, LOGGER, NestLogger, type Logger } from '../logging/logger';
import { Metrics } from '../metrics/metrics';
import { PlatformModule } from '../platform.module';
import { flushTraces } from '../telemetry/flush-traces';

/** What a service adds to its application before it listens: documentation pages, prefixes, participants in the drain. */
export type PrepareApplication = (app: NestFastifyApplication) => void | Promise<void>;

export interface StartOptions {
  /** Default: the process's. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly prepare?: PrepareApplication;
  /** In front of every path but those of health. */
  readonly apiPrefix?: string;
  /** Who takes part in the drain besides the platform itself. */
  readonly drains?: (app: NestFastifyApplication) => readonly DrainParticipant[];
}

export interface RunningService {
  readonly config: PlatformConfig;
  readonly logger: Logger;
  readonly app: NestFastifyApplication;
  /** Where it listens, such as http://127.0.0.1:8080 */
  readonly url: string;
  /** Rule 7: stop intake, let what is in flight end, give the rest back, close the pools. Never rejects. */
  stop(): Promise<DrainReport>;
}

const UNPREFIXED = ['healthz', 'readyz', 'metrics'].map((path) => ({ path, method: RequestMethod.GET }));

/**
 * Starts a service in this process, listening and reading the bus. Its databases may come up later: until then it is
 * not ready.
 * @throws ConfigurationError when the environment does not describe a service that can run.
 */
export async function startService<Own extends object>(
  module: Type,
  definition: ServiceConfigDefinition<Own>,
  options: StartOptions = {},
): Promise<RunningService> {
  const config = definition.load(options.environment);
  const logger = createLogger(config);
  const metrics = new Metrics(config.service, config.version);
  const bus = createBus(config, logger, metrics);
  const adapter = await createHttpAdapter(config, logger, metrics);
  const http = httpDrain(adapter.getInstance<FastifyInstance>());
  const platform = PlatformModule.forRoot({ config, logger, metrics, bus });
  const root: DynamicModule = { ...platform, imports: [module] };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const stop = once(() => stopService(app, config, [http, ...(options.drains?.(app) ?? [])]));
  try {
    const url = await open(app, config, options);
    return { config, logger, app, url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Listens and reads. Gives the address. */
async function open(app: NestFastifyApplication, config: PlatformConfig, options: StartOptions): Promise<string> {
  const logger = app.get<Logger>(LOGGER);
  const server = app.get(RaptorBusServer);
  app.useGlobalFilters(new ProblemFilter(logger));
  app.useGlobalPipes(requestValidation());
  if (options.apiPrefix) app.setGlobalPrefix(options.apiPrefix, { exclude: UNPREFIXED });
  connectRaptorBus(app, server).useGlobalGuards(new OperationGuard());
  await options.prepare?.(app);
  // First: no message comes before the hooks of the modules have run.
  await app.init();
  await app.startAllMicroservices();
  app.get(BusStorage).start();
  await app.listen(config.http.port, config.http.host);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  logger.info({ url, handles: server.handles }, `${config.service} is listening`);
  return url;
}

async function stopService(
  app: NestFastifyApplication,
  config: PlatformConfig,
  others: readonly DrainParticipant[],
): Promise<DrainReport> {
  const server = app.get(RaptorBusServer);
  app.get(Readiness).leave();
  const participants: DrainParticipant[] = [
    { name: 'outbox', stop: () => app.get(BusStorage).stop() },
    { name: 'heartbeat', stop: () => app.get(HeartbeatService).leave() },
    { name: 'bus', stop: () => server.stopReading(), idle: () => server.untilIdle(), abort: () => server.abort() },
    ...others,
  ];
  const report = await drain(participants, config.drain.timeoutMs);
  await drain(
    [
      { name: 'pools', stop: () => app.close() },
      { name: 'traces', stop: flushTraces },
    ],
    0,
  );
  await app.get(RaptorBus).close();
  return report;
}

const once = <T>(fn: () => Promise<T>): (() => Promise<T>) => {
  let result: Promise<T> | undefined;
  return () => (result ??= fn());
};
