import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ERROR_CODES, type ErrorCode, type FieldProblem, type Problem } from '@raptor/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { throwError, type Observable } from 'rxjs';
import { AppError } from '../errors/app-error';
import { asAppError } from '../errors/bus-translation';
import { LOGGER, type Logger } from '../logging/logger';

/** HTTP's edge: the one place where a code becomes a status and a problem+json answer. The bus gets errors as they are. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(exception: unknown, host: ArgumentsHost): Observable<never> | undefined {
    if (host.getType() !== 'http') return throwError(() => exception);
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = namedFailureOf(exception);
    if (error.code === 'INTERNAL')
      this.logger.error({ err: exception, route: request.routeOptions.url }, 'unexpected failure');
    const problem = problemOf(error, request.id);
    if (error.retryAfterSeconds ?? error.retry === 'later')
      void reply.header('Retry-After', error.retryAfterSeconds ?? 5);
    if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    void reply.status(problem.status).type('application/problem+json').send(problem);
    return undefined;
  }
}

/** All that a caller is told of a bug, here or in a service behind. */
const UNNAMED = 'The request could not be completed';

/** The answer for an error: what the catalogue says of its code, and what happened this time. */
export function problemOf(error: AppError, requestId: string): Problem {
  const { status, title, suggestion } = ERROR_CODES[error.code];
  const errors = error.details?.['errors'] as FieldProblem[] | undefined;
  return {
    type: `urn:raptorflow:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    code: error.code,
    detail: error.code === 'INTERNAL' ? UNNAMED : error.message,
    request_id: requestId,
    ...(errors && { errors }),
    suggestion,
  };
}

/** The named failure behind whatever was thrown; a bug gets a name that tells the caller nothing. */
export function namedFailureOf(exception: unknown): AppError {
  const known = asAppError(exception);
  if (known) return known;
  const status = statusOf(exception);
  const code = status === undefined ? undefined : CODE_OF_STATUS[status];
  if (code) return new AppError(code, exception instanceof Error ? exception.message : ERROR_CODES[code].title);
  if (status !== undefined && status >= 400 && status < 500) {
    return new AppError(
      'REQUEST_MALFORMED',
      exception instanceof Error ? exception.message : 'The request cannot be read',
    );
  }
  return new AppError('INTERNAL', UNNAMED, { cause: exception });
}

/** What the framework itself refuses, by the status it gives. */
const CODE_OF_STATUS: Readonly<Partial<Record<number, ErrorCode>>> = {
  400: 'REQUEST_MALFORMED',
  401: 'AUTH_REQUIRED',
  403: 'AUTH_FORBIDDEN',
  404: 'ROUTE_NOT_FOUND',
  408: 'REQUEST_TIMEOUT',
  413: 'REQUEST_TOO_LARGE',
  415: 'REQUEST_UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  503: 'SERVICE_UNAVAILABLE',
};

function statusOf(exception: unknown): number | undefined {
  if (exception instanceof HttpException) return exception.getStatus();
  const status = (exception as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
