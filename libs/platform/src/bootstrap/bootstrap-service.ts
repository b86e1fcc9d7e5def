import type { Type } from '@nestjs/common';
import { ConfigurationError, EXIT_BAD_CONFIGURATION } from '../config/load-config';
import type { ServiceConfigDefinition } from '../config/platform.config';
import { startService, type PrepareApplication, type RunningService } from './start-service';

/** Wall-clock limit of a drain and everything after it, in milliseconds: the process is gone by then. */
const LAST_RESORT_MS = 9_000;

/**
 * The whole life of a service process: start, run, leave. SIGTERM, SIGINT or the end of a supervising parent drain it
 * and exit with 0; a bad environment exits with 78 before anything starts; a failed start exits with 1.
 */
export async function bootstrapService<Own extends object>(
  module: Type,
  definition: ServiceConfigDefinition<Own>,
  options: { prepare?: PrepareApplication; apiPrefix?: string } = {},
): Promise<void> {
  try {
    leaveWhenTold(await startService(module, definition, options));
  } catch (error) {
    const badConfiguration = error instanceof ConfigurationError;
    const text = badConfiguration
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
    process.stderr.write(`${definition.service} cannot start. ${text}\n`);
    process.exit(badConfiguration ? EXIT_BAD_CONFIGURATION : 1);
  }
}

function leaveWhenTold(service: RunningService): void {
  let leaving = false;
  const leave = (why: string): void => {
    if (leaving) return;
    leaving = true;
    service.logger.info({ why }, 'leaving: taking nothing new, finishing what is in flight');
    setTimeout(() => {
      service.logger.error('leaving took too long, ending at once');
      process.exit(1);
    }, LAST_RESORT_MS).unref();
    void service.stop().then((report) => {
      service.logger.info({ ...report }, report.clean ? 'left cleanly' : 'left; unfinished work was given back');
      process.exit(0);
    });
  };
  process.on('SIGTERM', () => {
    leave('SIGTERM');
  });
  process.on('SIGINT', () => {
    leave('SIGINT');
  });
  if (process.connected) {
    process.once('disconnect', () => {
      leave('the supervisor is gone');
    });
  }
  process.on('unhandledRejection', (reason) => {
    service.logger.error({ err: reason }, 'a promise was rejected and nobody looked');
  });
  process.on('uncaughtException', (error) => {
    service.logger.fatal({ err: error }, 'a bug left the process in an unknown state');
    process.exit(1);
  });
}
