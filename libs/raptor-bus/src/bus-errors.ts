/** How a failure travels: as data, so that it survives the process that made it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** `later`: the same message may succeed on another try. */
  readonly retry: 'never' | 'later';
  readonly details?: unknown;
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

/** The bus's own view of an error: its own errors by kind, everything else is worth another try. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof MessageInvalidError) {
    return { code: 'MESSAGE_INVALID', message: error.message, retry: 'never', details: { problems: error.problems } };
  }
  if (error instanceof RemoteFailureError) return error.failure;
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), retry: 'later' };
}
