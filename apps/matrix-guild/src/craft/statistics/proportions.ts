/** Standard normal quantile of a two-sided 95 % interval. */
const Z_95 = 1.959964;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval, 95 %, of a proportion. Unlike the usual one it stays within 0 and 1 and holds for few trials.
 * Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927) 209-212.
 * @param successes 0 to `trials`.
 * @param trials at least 1.
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  const share = successes / trials;
  const z2 = Z_95 * Z_95;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const margin = (Z_95 / (1 + z2 / trials)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
  return { low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) };
}

export interface Comparison {
  /** Second share less first. */
  readonly difference: number;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * Pooled z-test of two proportions; undefined where it does not hold: fewer than five successes or failures expected in
 * either. Source: D. C. Montgomery, Introduction to Statistical Quality Control, section 4.4.
 */
export function compareShares(
  first: { readonly successes: number; readonly trials: number },
  second: { readonly successes: number; readonly trials: number },
): Comparison | undefined {
  if (first.trials === 0 || second.trials === 0) return undefined;
  const pooled = (first.successes + second.successes) / (first.trials + second.trials);
  const fewest = Math.min(first.trials, second.trials) * Math.min(pooled, 1 - pooled);
  if (fewest < 5) return undefined;
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / first.trials + 1 / second.trials));
  const difference = second.successes / second.trials - first.successes / first.trials;
  return { difference, pValue: 2 * (1 - standardNormal(Math.abs(difference) / spread)) };
}

/**
 * Distribution function of the standard normal, to 7.5e-8. Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical
 * Functions, 26.2.17.
 */
export function standardNormal(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const series =
    t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z >= 0 ? 1 - tail : tail;
}
