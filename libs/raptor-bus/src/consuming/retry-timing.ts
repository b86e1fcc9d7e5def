import type { RetryTiming } from '../options';

const DEFAULT: RetryTiming = { firstMs: 1_000, longestMs: 60_000 };

/**
 * How long work waits after its `tries`-th failed try, in milliseconds: doubled each time, of which the later half is
 * random so that what failed together does not come back together ("equal jitter", AWS Architecture Blog 2015).
 * What the failure itself asks for wins, up to the longest wait.
 */
export function retryDelayMs(
  tries: number,
  { firstMs, longestMs }: RetryTiming = DEFAULT,
  askedMs = 0,
  random: () => number = Math.random,
): number {
  const full = Math.min(longestMs, firstMs * 2 ** (tries - 1));
  return Math.round(Math.min(longestMs, Math.max(full / 2 + (random() * full) / 2, askedMs)));
}
