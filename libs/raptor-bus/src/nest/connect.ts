import type { INestApplication, INestMicroservice } from '@nestjs/common';
import type { ApplicationConfig } from '@nestjs/core';
import type { NestMicroservice } from '@nestjs/microservices';
import { PassFailureFilter } from './pass-failure.filter';
import type { RaptorBusServer } from './raptor-bus.server';

/**
 * Makes a Nest application hear the bus: `connectRaptorBus(app, new RaptorBusServer(bus)); await app.init(); await app.startAllMicroservices()`.
 * Initialised first, so that no message comes before the hooks of its modules have run.
 * Filters on controllers and handlers decide first; what none of them catches reaches the bus as it was thrown.
 * With `inheritAppConfig` the application's global guards, pipes, interceptors and filters run for messages too.
 */
export function connectRaptorBus(
  app: INestApplication,
  server: RaptorBusServer,
  { inheritAppConfig = false } = {},
): INestMicroservice {
  // Deferred, or the filter would come too late and every failure would travel as "Internal server error".
  const connect = (): INestMicroservice => {
    const connected = app.connectMicroservice({ strategy: server }, { inheritAppConfig, deferInitialization: true });
    // The application calls the hooks of its modules; Nest would call them again for a microservice that begins later.
    (connected as NestMicroservice).setIsInitHookCalled(true);
    return connected;
  };
  if (!inheritAppConfig) return connect().useGlobalFilters(new PassFailureFilter());
  return withLastResort(app, connect);
}

/**
 * Nest would have the microservice share the application's own configuration. A filter added to it would come before the
 * application's, and catch the failures of HTTP, which then never get an answer. So it is lent one of its own, which is the
 * application's, now and later, and has one filter more, behind all others.
 */
function withLastResort<T>(app: INestApplication, connect: () => T): T {
  const { config } = app as INestApplication & { readonly config: ApplicationConfig };
  const lent = Object.create(config) as ApplicationConfig;
  lent.getGlobalFilters = () => [new PassFailureFilter(), ...config.getGlobalFilters()];
  // Defined, because Nest's proxy around an application swallows assignments.
  const use = (value: ApplicationConfig): unknown =>
    Object.defineProperty(app, 'config', { value, configurable: true, enumerable: true, writable: true });
  use(lent);
  try {
    return connect();
  } finally {
    use(config);
  }
}
