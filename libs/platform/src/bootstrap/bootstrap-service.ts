import type { Type } from '@nestjs/common';
import { ConfigurationError, EXIT_BAD_CONFIGURATION } from '../config/load-config';
import type { ServiceConfigDefinition } from '../config/platform.config';
import { startService, type RunningService, type StartOptions } from './start-service';

/** Wall-clock limit of a drain and everything after it, in milliseconds: the process is gone by then. */
const LAST_RESORT_MS = 9_000;

/**
 * The whole life of a service process: start, run, leave. SIGTERM, SIGINT or the end of a supervising parent drain it
 * and exit with 0; a bad environment exits with 78 before anything starts; a failed start exits with 1.
 */
export async function bootstrapService<Own extends object>(
  module: Type,
  definition: ServiceConfigDefinition<Own>,
  options: Omit<StartOptions, 'environment'> = {},
): Promise<void> {
  const life: { service?: RunningService } = {};
  leaveWhenTold(life);
  try {
    life.service = await startService(module, definition, options);
    dieOfBugs(life.service);
  } catch (error) {
    process.stderr.write(`${definition.service} cannot start. ${explain(error)}\n`);
    process.exit(error instanceof ConfigurationError ? EXIT_BAD_CONFIGURATION : 1);
  }
}

/** Heard from the first moment on: a supervisor may die, or change its mind, while the service is still starting. */
function leaveWhenTold(life: { readonly service?: RunningService }): void {
  let leaving = false;
  const leave = (why: string): void => {
    if (leaving) return;
    leaving = true;
    // Not started yet: nothing was accepted, so nothing has to be finished.
    if (!life.service) process.exit(0);
    finish(life.service, why);
  };
  process.on('SIGTERM', () => {
    leave('SIGTERM');
  });
  process.on('SIGINT', () => {
    leave('SIGINT');
  });
  if (!process.send) return;
  process.once('disconnect', () => {
    leave('the supervisor is gone');
  });
  if (!process.connected) leave('the supervisor is gone');
}

function finish(service: RunningService, why: string): void {
  service.logger.info({ why }, 'leaving: taking nothing new, finishing what is in flight');
  setTimeout(() => {
    service.logger.error('leaving took too long, ending at once');
    process.exit(1);
  }, LAST_RESORT_MS).unref();
  void service.stop().then((report) => {
    service.logger.info({ ...report }, report.clean ? 'left cleanly' : 'left; unfinished work was given back');
    process.exit(0);
  });
}

function dieOfBugs({ logger }: RunningService): void {
  process.on('unhandledRejection', (reason) => {
    logger.error({ err: reason }, 'a promise was rejected and nobody looked');
  });
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'a bug left the process in an unknown state');
    process.exit(1);
  });
}

function explain(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
