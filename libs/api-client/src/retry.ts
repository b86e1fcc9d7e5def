import type { OperationCall } from './call';

/** How a try ended that was no success. */
export interface FailedTry {
  /** Undefined: there was no answer. */
  readonly status: number | undefined;
  readonly code?: string;
  readonly retryAfterSeconds?: number | undefined;
}

export interface RetryLimits {
  /** Tries in all. */
  readonly attempts: number;
  /** Longer is not waited: the caller is told instead. */
  readonly longestWaitMs: number;
}

const FIRST_WAIT_MS = 250;

/**
 * How long to wait before the next try; undefined when there is to be none. Without an answer, or with 503, it may have been done already: only
 * what may be done twice is sent again. 429 was refused before anything was done.
 * @param chance between 0 and 1, so that those who were turned away together do not come back together.
 */
export function waitBeforeNext(
  call: OperationCall,
  failed: FailedTry,
  attempt: number,
  { attempts, longestWaitMs }: RetryLimits,
  chance = Math.random(),
): number | undefined {
  if (attempt >= attempts || !isWorthIt(call, failed)) return undefined;
  const usual = FIRST_WAIT_MS * 2 ** (attempt - 1) * (0.5 + chance / 2);
  const wait = failed.retryAfterSeconds === undefined ? usual : failed.retryAfterSeconds * 1_000;
  return wait <= longestWaitMs ? wait : undefined;
}

function isWorthIt(call: OperationCall, { status, code }: FailedTry): boolean {
  if (status === 429) return true;
  if (status === 409) return code === 'IDEMPOTENT_REQUEST_RUNNING';
  return (status === undefined || status === 502 || status === 503 || status === 504) && mayBeDoneTwice(call);
}

const mayBeDoneTwice = ({ method, takesKey }: OperationCall): boolean =>
  method === 'GET' || method === 'PUT' || takesKey === true;
