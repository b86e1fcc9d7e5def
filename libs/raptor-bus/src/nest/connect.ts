import type { INestApplication, INestMicroservice } from '@nestjs/common';
import { PassFailureFilter } from './pass-failure.filter';
import type { RaptorBusServer } from './raptor-bus.server';

/**
 * Makes a Nest application hear the bus: `connectRaptorBus(app, new RaptorBusServer(bus)); await app.startAllMicroservices()`.
 * Filters on controllers and handlers decide first; what none of them catches reaches the bus as it was thrown.
 * With `inheritAppConfig` the application's global guards, pipes, interceptors and filters run for messages too.
 */
export function connectRaptorBus(
  app: INestApplication,
  server: RaptorBusServer,
  { inheritAppConfig = false } = {},
): INestMicroservice {
  // Deferred, or the filter would come too late and every failure would travel as "Internal server error".
  const microservice = app.connectMicroservice({ strategy: server }, { inheritAppConfig, deferInitialization: true });
  return microservice.useGlobalFilters(new PassFailureFilter());
}
