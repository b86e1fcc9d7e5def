/** A word or number with a digit in it: `1,234.5`, `45 %`, `B2B`, `v2.0`, `24h`. */
const FIGURE = /([\p{L}\p{N}_]*\p{Nd}[\p{L}\p{N}_]*(?:[.,]\d[\p{L}\p{N}_]*)*)(\s?%)?/gu;
/** UUIDs and hashes: their digits are no numbers. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{32,}/gi;
const PLAIN = /^\d[\d.,]*$/;
const NUMBER = /\d[\d.,]*\d|\d/g;

/**
 * Numbers that a text says and its sources do not: for the `check` of an agent whose model may word things but not measure them. `45 %`
 * and `0.45` are the same; how thousands are written does not matter. A word that has a digit, such as `B2B` or `24h`, is known when the sources have
 * that word, or else when they have its numbers; words of the sources lend no numbers of their own.
 * @param known everything that numbers may be taken from, facts as JSON for instance.
 */
export function strangeNumbers(said: string, known: string): string[] {
  const values = new Set<number>();
  const words = new Set<string>();
  for (const [, word = '', percent] of known.replaceAll(ID, ' ').matchAll(FIGURE)) {
    if (PLAIN.test(word)) for (const value of valuesOf(word, percent)) values.add(value);
    else words.add(word.toLowerCase());
  }
  return [...said.matchAll(FIGURE)].flatMap(([, word = '', percent]) => {
    if (words.has(word.toLowerCase())) return [];
    const numbers = PLAIN.test(word) ? [word] : (word.match(NUMBER) ?? []);
    return numbers.filter((digits) => !valuesOf(digits, percent).some((value) => values.has(value)));
  });
}

function valuesOf(digits: string, percent: string | undefined): number[] {
  const value = Number(digits.replaceAll(/,(?=\d{3})/g, '').replace(',', '.'));
  if (!Number.isFinite(value)) return [];
  return percent ? [value, Number((value / 100).toPrecision(12))] : [value];
}
