import type { ErrorCode } from '@raptor/contracts';
import { AppError, type AppErrorOptions } from '@raptor/platform';

/** Why a vendor gave no answer. */
export type ModelFailureCode = Extract<
  ErrorCode,
  | 'MODEL_RATE_LIMITED'
  | 'MODEL_OVERLOADED'
  | 'MODEL_UNAVAILABLE'
  | 'MODEL_TIMEOUT'
  | 'MODEL_SPEND_LIMIT'
  | 'MODEL_REJECTED_REQUEST'
>;

export interface ModelFailureOptions extends Pick<AppErrorOptions, 'cause' | 'details'> {
  /** `nothing`: the vendor turned the call away before any work. `unknown`: it may have worked, and bills for it. */
  readonly billed: 'nothing' | 'unknown';
  /** What the vendor asked us to wait. */
  readonly retryAfterMs?: number | undefined;
}

/** A call of a model that ended without an answer. */
export class ModelFailure extends AppError {
  readonly billed: 'nothing' | 'unknown';
  readonly retryAfterMs: number | undefined;

  constructor(
    override readonly code: ModelFailureCode,
    message: string,
    { billed, retryAfterMs, ...options }: ModelFailureOptions,
  ) {
    super(code, message, {
      ...options,
      ...(retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) }),
    });
    this.billed = billed;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same call may work in a moment. Money, keys and wrong requests are not mended by trying again. */
  get passes(): boolean {
    return this.code !== 'MODEL_SPEND_LIMIT' && this.code !== 'MODEL_REJECTED_REQUEST';
  }
}
