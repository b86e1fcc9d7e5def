/**
 * Splits a whole amount by weights so that the parts are whole and add up to it exactly (Hamilton's method: rounded down, then one
 * more to those who lost most by it).
 * @param amount a whole number, 0 or more.
 * @param weights 0 or more; where all are 0 nobody gets anything.
 */
export function splitExactly(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (amount * weight) / total);
  const parts = exact.map(Math.floor);
  const left = amount - parts.reduce((sum, part) => sum + part, 0);
  const order = exact
    .map((share, index) => ({ index, lost: share - Math.floor(share) }))
    .toSorted((a, b) => b.lost - a.lost || a.index - b.index);
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
