import { AppError } from '@raptor/platform';
import { FenceLostError } from '@raptor/raptor-bus';

/** A lease that is renewed until it is let go. */
export interface Lease {
  /** Fires, with FenceLostError as its reason, when somebody else has taken what it was for. */
  readonly signal: AbortSignal;
  letGo(): void;
}

/**
 * Renews a lease three times in its length. What the database does not take in between is tried again the next time: that the lease is over is found
 * out by the write that loses.
 */
export function holdLease(leaseMs: number, renew: () => Promise<unknown>): Lease {
  const controller = new AbortController();
  let isRenewing = false;
  const timer = setInterval(() => {
    if (isRenewing) return;
    isRenewing = true;
    renew()
      .catch((error: unknown) => {
        if (isLost(error)) controller.abort(error);
      })
      .finally(() => (isRenewing = false));
  }, leaseMs / 3);
  timer.unref();
  return { signal: controller.signal, letGo: () => clearInterval(timer) };
}

export const isLost = (error: unknown): boolean =>
  error instanceof FenceLostError || (AppError.is(error, 'WRITE_CONFLICT') && isLost(error.cause));
