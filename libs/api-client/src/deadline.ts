export interface Deadline {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Gives work a signal that tells it when the caller has given up, or its time is over. */
export async function inTime<T>(
  { timeoutMs, signal }: Deadline,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ours = new AbortController();
  const giveUp = (): void => {
    ours.abort(signal?.reason);
  };
  const timer = setTimeout(() => {
    ours.abort(new Error(`No answer within ${timeoutMs} ms`));
  }, timeoutMs);
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await work(ours.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

/** Waits; rejects as soon as the caller gives up. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    if (signal?.aborted) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
