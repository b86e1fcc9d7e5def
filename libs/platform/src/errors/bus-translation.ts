import {
  BusUnavailableError,
  DedupConflictError,
  FenceLostError,
  isPermanent,
  MessageInvalidError,
  QueryTimeoutError,
  type Failure,
} from '@raptor/raptor-bus';
import { EgressFailed, EgressRefused } from '../safe-fetch';
import { AppError, appErrorOf } from './app-error';

/**
 * The bus's edge: `retry` decides between another delivery and a dead letter, and the failure travels to a waiting
 * caller. A bug tells its name to nobody; it is worth another try because a newer version may be on its way, unless what
 * Postgres or a server said of it will be said again.
 */
export function failureOf(error: unknown): Failure {
  const known = asAppError(error);
  if (known) return { code: known.code, message: known.message, retry: known.retry, details: known.details };
  return {
    code: 'INTERNAL',
    message: 'The service failed; its log has the stack',
    retry: isPermanent(error) ? 'never' : 'later',
  };
}

/** What the other side of a question failed with, as if it had been thrown here. */
export const errorOf = (failure: Failure): AppError =>
  appErrorOf(failure.code, failure.message, {
    retry: failure.retry,
    details: failure.details as Record<string, unknown> | undefined,
  });

/** The failures of the bus and of the way out, under their names in the catalogue. */
export function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof BusUnavailableError) {
    return new AppError('SERVICE_UNAVAILABLE', 'The message bus is not available', {
      cause: error,
      retryAfterSeconds: 2,
    });
  }
  if (error instanceof QueryTimeoutError) {
    return new AppError('SERVICE_UNAVAILABLE', `The ${error.service} service did not answer in time`, {
      cause: error,
      retryAfterSeconds: 2,
      details: { service: error.service },
    });
  }
  if (error instanceof MessageInvalidError) {
    return new AppError('MESSAGE_INVALID', error.message, { cause: error, details: { problems: error.problems } });
  }
  if (error instanceof DedupConflictError)
    return new AppError('IDEMPOTENCY_KEY_REUSED', error.message, { cause: error });
  if (error instanceof FenceLostError) return new AppError('WRITE_CONFLICT', error.message, { cause: error });
  if (error instanceof EgressRefused || error instanceof EgressFailed) {
    const code = error instanceof EgressRefused ? 'EGRESS_REFUSED' : 'EGRESS_FAILED';
    const details = { url: error.url, reason: error.code };
    return new AppError(code, error.message, { cause: error, retry: error.retry, details });
  }
  return undefined;
}
