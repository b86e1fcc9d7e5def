import { ERROR_CODES, MESSAGES } from '@raptor/contracts';
import { RaptorBus, type BusObserver, type Outcome } from '@raptor/raptor-bus';
import type { PlatformConfig } from '../config/platform.config';
import { messageOrigin, withinMessage } from '../context/request-context';
import { AppError } from '../errors/app-error';
import { errorOf, failureOf } from '../errors/bus-translation';
import type { Logger } from '../logging/logger';
import type { Metrics } from '../metrics/metrics';
import { busChannels } from './channels';

/** The fleet's bus as this service speaks it. */
export function createBus(config: PlatformConfig, logger: Logger, metrics: Metrics): RaptorBus {
  return new RaptorBus({
    ...config.bus,
    url: config.redis.busUrl,
    keyPrefix: config.redis.keyPrefix,
    service: config.service,
    instance: config.instance,
    messages: MESSAGES,
    channels: busChannels(config.heartbeat.intervalMs),
    origin: () => messageOrigin(config.service),
    runWithin: withinMessage,
    describeFailure: failureOf,
    reviveFailure: errorOf,
    observer: { ...metrics.busObserver(), ...loggingObserver(logger, metrics.busObserver()) },
  });
}

function loggingObserver(logger: Logger, metrics: BusObserver): BusObserver {
  let waitsForTables = false;
  return {
    handled: (message, channel, outcome, seconds, error) => {
      metrics.handled?.(message, channel, outcome, seconds, error);
      if (error === undefined) return;
      if (isForAsker(error, outcome)) {
        logger.info({ code: error.code, message_name: message, channel, outcome }, 'a question was refused');
        return;
      }
      const named = outcome === 'retried' ? 'warn' : 'error';
      logger[named]({ err: error, message_name: message, channel, outcome }, 'a message failed');
    },
    connection: (state, error) => {
      if (state === 'lost') logger.warn({ err: error }, 'the connection to Redis (bus) is lost, trying again');
      else logger.info('the connection to Redis (bus) is back');
    },
    trouble: (text, error) => {
      if (isTableMissing(error)) {
        // Services start in any order with their migrations: expected, and the same for everything the bus does in the background.
        if (!waitsForTables) logger.info('bus: waits for the migrations of this service');
        waitsForTables = true;
        return;
      }
      logger.warn({ err: error }, `bus: ${text} failed, trying again`);
    },
  };
}

/** What whoever asks has to mend, and has been told: no trouble of this service. */
const isForAsker = (error: unknown, outcome: Outcome): error is AppError =>
  outcome === 'failed' && AppError.is(error) && ERROR_CODES[error.code].status < 500;

/** SQLSTATE 42P01 undefined_table. https://www.postgresql.org/docs/17/errcodes-appendix.html */
const isTableMissing = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '42P01';
