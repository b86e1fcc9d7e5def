import { ERROR_CODES, isErrorCode, type ErrorCode, type RetryAdvice } from '@raptor/contracts';

export interface AppErrorOptions {
  /** Overrides what the catalogue says of the code. */
  readonly retry?: RetryAdvice;
  /** For people and logs; must hold no secret and, as it travels, nothing of another workspace. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Seconds until another try makes sense (HTTP Retry-After). */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * A failure that has a name. Its code decides the HTTP status and whether the bus tries again; anything thrown that is
 * not an AppError is a bug.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly retry: RetryAdvice;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.retry = options.retry ?? ERROR_CODES[code].retry;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  static is(error: unknown, code?: ErrorCode): error is AppError {
    return error instanceof AppError && (code === undefined || error.code === code);
  }
}

/** An AppError from what travelled: a code this version does not know becomes INTERNAL. */
export const appErrorOf = (code: string, message: string, options: AppErrorOptions): AppError =>
  new AppError(isErrorCode(code) ? code : 'INTERNAL', message, options);
