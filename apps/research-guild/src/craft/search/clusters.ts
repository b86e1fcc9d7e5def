/** A phrase, and how much each page is about it, by address. */
export interface Phrase {
  readonly text: string;
  readonly weights: ReadonlyMap<string, number>;
}

/**
 * TF-IDF: what a page says often, and other pages do not. Source: K. Sparck Jones, A statistical interpretation of term specificity, J. Documentation 28
 * (1972); smoothed so that what every page says still counts for something.
 * @param counts by page, how often it says each phrase.
 */
export function weighed(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): Phrase[] {
  const byPhrase = new Map<string, Map<string, number>>();
  for (const [page, phrases] of counts)
    for (const [phrase, times] of phrases) {
      const weights = byPhrase.get(phrase) ?? new Map<string, number>();
      byPhrase.set(phrase, weights.set(page, times));
    }
  return [...byPhrase].map(([text, times]) => {
    const rarity = Math.log((1 + counts.size) / (1 + times.size)) + 1;
    return { text, weights: new Map([...times].map(([page, said]) => [page, (1 + Math.log(said)) * rarity])) };
  });
}

/**
 * Agglomerative clustering, average linkage by cosine: the two nearest are joined until nothing is near any more. Source: L. Kaufman,
 * P. Rousseeuw, Finding Groups in Data, 1990, chapter 5. Phrases that share a word are nearer than the pages alone say.
 * @param least similarity, 0 to 1, at which two are still joined.
 */
export function clustered(phrases: readonly Phrase[], least: number): Phrase[][] {
  const clusters = phrases.map((phrase) => [phrase]);
  for (;;) {
    let [best, one, other] = [least, -1, -1];
    clusters.forEach((a, at) => {
      for (let next = at + 1; next < clusters.length; next += 1) {
        const near = linkage(a, clusters[next] ?? []);
        if (near > best) [best, one, other] = [near, at, next];
      }
    });
    if (one < 0) return clusters;
    clusters[one] = [...(clusters[one] ?? []), ...(clusters[other] ?? [])];
    clusters.splice(other, 1);
  }
}

const linkage = (a: readonly Phrase[], b: readonly Phrase[]): number => {
  const pairs = a.flatMap((one) => b.map((other) => similarity(one, other)));
  return pairs.reduce((sum, near) => sum + near, 0) / Math.max(1, pairs.length);
};

function similarity(one: Phrase, other: Phrase): number {
  const own = new Set(one.text.split(' '));
  const words = other.text.split(' ');
  const shared = words.filter((word) => own.has(word)).length / Math.max(own.size, words.length);
  return (shared + cosine(one.weights, other.weights)) / 2;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const dot = [...a].reduce((sum, [page, weight]) => sum + weight * (b.get(page) ?? 0), 0);
  const length = (weights: ReadonlyMap<string, number>): number => Math.hypot(...weights.values());
  return dot === 0 ? 0 : dot / (length(a) * length(b));
}
