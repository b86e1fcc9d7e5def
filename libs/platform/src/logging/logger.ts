import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger as PinoLogger } from 'pino';
import type { PlatformConfig } from '../config/platform.config';
import { currentContext, currentTraceId } from '../context/request-context';
import { redact, redactFields, redactText } from './redaction';

export type Logger = PinoLogger;

/** Injection token of the service's {@link Logger}. */
export const LOGGER = Symbol('LOGGER');

type LogIdentity = Pick<PlatformConfig, 'service' | 'replica' | 'version' | 'log'>;

/** One line is one JSON object, with the ids of the request or message it belongs to, and without secrets. */
export function createLogger(config: LogIdentity, destination?: DestinationStream): Logger {
  const logger = pino(
    {
      level: config.log.level,
      base: { service: config.service, replica: config.replica, version: config.version },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redactFields(fields),
      },
      serializers: { err: asData },
      mixin: () => {
        const context = currentContext();
        return context ? { request_id: context.requestId, trace_id: currentTraceId() } : {};
      },
      hooks: {
        logMethod([first, ...rest], method) {
          // A logged error lends its message to the line, which no formatter sees.
          const texts = first instanceof Error && rest.length === 0 ? [first.message] : rest;
          const head = typeof first === 'string' ? redactText(first) : first;
          method.apply(this, [head, ...texts.map((text) => redact(text))] as Parameters<typeof method>);
        },
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
  keepChildrenRedacted(logger);
  return logger;
}

/** pino asks its formatters for the bindings of the root only. */
function keepChildrenRedacted(logger: Logger): void {
  const child = Reflect.get(logger, 'child');
  Reflect.set(logger, 'child', function (this: Logger, bindings: object, ...rest: unknown[]): Logger {
    return Reflect.apply(child, this, [redactFields(bindings), ...rest]) as Logger;
  });
}

/** Errors are data already when pino's own serializer would see them; other things that were thrown are text. */
const asData = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? error : { type: typeof error, message: String(error) };

/** Lets Nest and its libraries write through pino. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(fields(rest), text(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ ...fields(rest), ...(message instanceof Error && { err: message }) }, text(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(fields(rest), text(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(fields(rest), text(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.trace(fields(rest), text(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.logger.fatal(fields(rest), text(message));
  }
}

const text = (message: unknown): string => {
  if (message instanceof Error) return message.message;
  return typeof message === 'string' ? message : JSON.stringify(message);
};

/** Nest's last argument is the name of the class that logs, the ones before it are errors or stacks. */
function fields(rest: unknown[]): Record<string, unknown> {
  const context = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
  const error = rest.find((value) => value instanceof Error);
  const stack = rest.find((value): value is string => typeof value === 'string' && value.includes('\n    at '));
  return {
    ...(context !== stack && { context }),
    ...(error !== undefined && { err: error }),
    ...(stack && { stack: redactText(stack) }),
  };
}
