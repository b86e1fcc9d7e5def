/** How a failure travels: as data, so that it survives the process that made it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** `later`: the same message may succeed on another try. */
  readonly retry: 'never' | 'later';
  readonly details?: unknown;
  /** Least milliseconds before the next try, when the failure knows (HTTP Retry-After). */
  readonly retryAfterMs?: number;
}

/** Redis did not take the command in time. Nothing is known to have been sent: the caller may try again later. */
export class BusUnavailableError extends Error {
  override readonly name = 'BusUnavailableError';
}

/** No answer came before the deadline; the query may have been handled or not. */
export class QueryTimeoutError extends Error {
  override readonly name = 'QueryTimeoutError';

  constructor(
    readonly query: string,
    readonly service: string,
    waitedMs: number,
  ) {
    super(`${service} did not answer ${query} within ${waitedMs} ms`);
  }
}

/** A message that can never be handled as it stands. */
export class MessageInvalidError extends Error {
  override readonly name: string = 'MessageInvalidError';

  constructor(
    readonly messageName: string,
    readonly problems: readonly string[],
  ) {
    super(`Message ${messageName} ${problems.join('; ')}`);
  }
}

/** A message that this service cannot hand to anyone: nobody knows its name, or no handler here is for it. */
export class MessageUnroutableError extends MessageInvalidError {
  override readonly name = 'MessageUnroutableError';
}

/** A write found that somebody newer has the task or row: nothing was written. */
export class FenceLostError extends Error {
  override readonly name = 'FenceLostError';
}

/** The same dedup id came with another request: whoever sent it must take a new one. Nothing was done. */
export class DedupConflictError extends Error {
  override readonly name = 'DedupConflictError';
}

/** Why a signal fired: the process is leaving and gives its work back. */
export class LeavingError extends Error {
  override readonly name = 'LeavingError';
}

/** What the other side of a query threw, when the bus has no `reviveFailure` of the application's. */
export class RemoteFailureError extends Error {
  override readonly name = 'RemoteFailureError';

  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/**
 * The bus's own view of an error: its own errors by kind; what Postgres says of the data (SQLSTATE class 22 data exception,
 * 23 integrity constraint violation) and what a server says of the request (HTTP 4xx but 408, 425, 429) will be said
 * again; everything else is worth another try. https://www.postgresql.org/docs/17/errcodes-appendix.html
 */
export function describeFailure(error: unknown): Failure {
  if (error instanceof MessageInvalidError) {
    return { code: 'MESSAGE_INVALID', message: error.message, retry: 'never', details: { problems: error.problems } };
  }
  if (error instanceof RemoteFailureError) return error.failure;
  if (error instanceof DedupConflictError) return { code: 'DEDUP_CONFLICT', message: error.message, retry: 'never' };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL', message, retry: isPermanent(error) ? 'never' : 'later' };
}

const LATER_STATUS = new Set([408, 425, 429]);

/** Whether an error of a driver or client says that the same attempt must fail again. */
export function isPermanent(error: unknown): boolean {
  const { code, status, driverError, cause } = (error ?? {}) as Record<string, unknown>;
  if (typeof code === 'string' && /^2[23][0-9A-Z]{3}$/.test(code)) return true;
  if (typeof status === 'number' && status >= 400 && status < 500) return !LATER_STATUS.has(status);
  return (driverError !== undefined && isPermanent(driverError)) || (cause !== undefined && isPermanent(cause));
}
