/** When a call is tried again. Milliseconds. */
export interface RetryTiming {
  readonly tries: number;
  readonly firstMs: number;
  readonly longestMs: number;
}

export const RETRY_TIMING: RetryTiming = { tries: 3, firstMs: 1_000, longestMs: 20_000 };

/**
 * Wait before try number `next` (2 is the second): full jitter, between nothing and a limit that doubles
 * (aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter). What the vendor asks for wins where it is longer.
 */
export function waitBefore(
  next: number,
  { firstMs, longestMs }: RetryTiming,
  askedMs = 0,
  random: () => number = Math.random,
): number {
  const limit = Math.min(longestMs, firstMs * 2 ** (next - 1));
  return askedMs > 0 ? askedMs + random() * Math.min(firstMs, askedMs) : random() * limit;
}
