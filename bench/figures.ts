/** What several rounds measured, of the same thing. */
export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws Error when there is nothing to summarise. */
export function figureOf(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error('Nothing was measured');
  return { median: percentile(sorted, 50), min, max };
}

/** Of the same round each: noise that hits both sides alike cancels out. */
export const ratioOf = (ours: readonly number[], theirs: readonly number[]): Figure =>
  figureOf(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));

/** Nearest rank; of an even number the mean of the middle two stands for the median. */
export function percentile(sorted: readonly number[], percent: number): number {
  const middle = sorted.length / 2;
  if (percent === 50 && Number.isInteger(middle)) return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}
