/** What two runs of the same search may differ by: ChromaDB counts in 32 bits, and not always in the same order. */
const NOISE = 0.000_01;

/** Most similar first; those that are as similar in the order of their ids, which is the same however the index was built. */
export function mostSimilarFirst<T>(
  items: readonly T[],
  similarityOf: (item: T) => number,
  idOf: (item: T) => string,
): T[] {
  const sorted = [...items].sort((a, b) => similarityOf(b) - similarityOf(a));
  const groups: T[][] = [];
  for (const item of sorted) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before !== undefined && similarityOf(before) - similarityOf(item) < NOISE) group.push(item);
    else groups.push([item]);
  }
  return groups.flatMap((group) => group.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)));
}
