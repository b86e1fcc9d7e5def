import { AppError, EgressFailed, EgressRefused } from '@raptor/platform';
import { ModelFailure, type ModelFailureOptions } from './model-failure';

/** What a vendor's answer other than 200 says, whichever vendor it is. */
export interface VendorError {
  readonly status: number;
  readonly message: string;
  /** As the vendor names it: `enforced_spend_limit_reached`, `RESOURCE_EXHAUSTED`. */
  readonly reason?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

const OUT_OF_MONEY = /spend|credit balance|billing|prepa(?:y|id)|insufficient funds/i;
const MAX_REASON = 300;

/** Statuses that are given before any work; 500, 502 and 504 may come after it. */
export function failureOfStatus({ status, message, reason = '', retryAfterMs }: VendorError): ModelFailure {
  const said = `The vendor answered ${status}${reason && ` ${reason}`}: ${message.slice(0, MAX_REASON)}`;
  const free: ModelFailureOptions = { billed: 'nothing', retryAfterMs };
  const isOutOfMoney = OUT_OF_MONEY.test(reason) || (OUT_OF_MONEY.test(message) && retryAfterMs === undefined);
  if (status === 402 || (isOutOfMoney && [400, 403, 429].includes(status)))
    return new ModelFailure('MODEL_SPEND_LIMIT', said, free);
  if (status === 429) return new ModelFailure('MODEL_RATE_LIMITED', said, free);
  if (status === 503 || status === 529) return new ModelFailure('MODEL_OVERLOADED', said, free);
  if (status === 408 || status === 409) return new ModelFailure('MODEL_UNAVAILABLE', said, free);
  if (status >= 500) return new ModelFailure('MODEL_UNAVAILABLE', said, { billed: 'unknown', retryAfterMs });
  return new ModelFailure('MODEL_REJECTED_REQUEST', said, free);
}

/** `Retry-After` in milliseconds: seconds, or a date. */
export function retryAfterOf(header: string | null, now = Date.now()): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, Math.ceil(ms)) : undefined;
}

/** Nothing was sent yet: no name, no connection, or an origin that is not the vendor's. */
const UNSENT = new Set(['EGRESS_DNS_NOT_FOUND', 'EGRESS_DNS', 'EGRESS_CONNECT', 'EGRESS_TLS', 'EGRESS_CLOSED']);
const TIMED_OUT = new Set(['UND_ERR_BODY_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'EGRESS_TIMEOUT']);
const TOO_LONG = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';

/** What went wrong below HTTP, as codes from the outside in. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at = error; at instanceof Error && codes.length < 10; at = at.cause) {
    codes.push(String((at as { code?: unknown }).code ?? at.name));
  }
  return codes;
}

/** Whether the answer was longer than the client reads. */
export const isTooLong = (error: unknown): boolean => codesOf(error).includes(TOO_LONG);

/** A broken call. The text of the error is not passed on: drivers put addresses and heads of requests into it. */
export function failureOfConnection(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (error instanceof EgressRefused) {
    const message = 'The vendor leads to another address than the configured one';
    return new ModelFailure('MODEL_REJECTED_REQUEST', message, { billed: 'nothing', cause: error });
  }
  const codes = codesOf(error);
  if (error instanceof EgressFailed && codes.some((code) => UNSENT.has(code)))
    return new ModelFailure('MODEL_UNAVAILABLE', 'The vendor cannot be reached', { billed: 'nothing', cause: error });
  if (codes.some((code) => TIMED_OUT.has(code)))
    return new ModelFailure('MODEL_TIMEOUT', 'The vendor fell silent', { billed: 'unknown', cause: error });
  return new ModelFailure('MODEL_UNAVAILABLE', 'The answer broke off', { billed: 'unknown', cause: error });
}

/** The longest a timer can be set for. */
const LONGEST_MS = 2 ** 31 - 1;

/** Bounds one call: its own deadline, the time-out of the vendor and whoever cancels it. */
export class CallClock {
  private readonly timeout: AbortSignal;
  readonly signal: AbortSignal;

  constructor(
    private readonly cancelled: AbortSignal,
    deadlineAt: Date,
    timeoutMs: number,
  ) {
    const leftMs = Math.min(timeoutMs, deadlineAt.getTime() - Date.now(), LONGEST_MS);
    this.timeout = AbortSignal.timeout(Math.max(0, leftMs));
    this.signal = AbortSignal.any([cancelled, this.timeout]);
  }

  /** What a failed call comes to: the reason of whoever cancelled it, time that ran out, or what is wrong with the connection. */
  failure(error: unknown): unknown {
    if (error instanceof AppError) return error;
    const isTooLate = this.cancelled.aborted && isTimeout(this.cancelled.reason);
    if (this.cancelled.aborted && !isTooLate) return this.cancelled.reason;
    if (!this.timeout.aborted && !isTooLate) return failureOfConnection(error);
    return new ModelFailure('MODEL_TIMEOUT', 'The answer did not come in time', { billed: 'unknown', cause: error });
  }
}

/** The reason that `AbortSignal.timeout` gives: time ran out, nobody stopped anything. */
export const isTimeout = (reason: unknown): boolean => reason instanceof DOMException && reason.name === 'TimeoutError';
