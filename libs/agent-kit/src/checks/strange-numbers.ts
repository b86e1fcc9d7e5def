/** `1,234.5`, `0.3`, `7`, with a per cent sign after it or none. */
const NUMBER = /(\d[\d.,]*\d|\d)(\s?%)?/gu;
/** UUIDs and hashes: their digits are no numbers. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{32,}/gi;
/** The same, not as a part of a word. */
const LONE_NUMBER = /(?<![\p{L}\p{N}_])(\d[\d.,]*\d|\d)(\s?%)?(?![\p{L}\p{N}_])/gu;

/**
 * Numbers that a text says and its sources do not: for the `check` of an agent whose model may word things but not measure them. `45 %`
 * and `0.45` are the same; how thousands are written does not matter.
 * @param known everything that numbers may be taken from, facts as JSON for instance.
 */
export function strangeNumbers(said: string, known: string): string[] {
  const values = new Set([...known.replaceAll(ID, ' ').matchAll(LONE_NUMBER)].flatMap(valuesOf));
  return [...said.matchAll(NUMBER)]
    .filter((match) => !valuesOf(match).some((value) => values.has(value)))
    .map(([, digits = '']) => digits);
}

function valuesOf([, digits = '', percent]: RegExpMatchArray): number[] {
  const value = Number(digits.replaceAll(/,(?=\d{3})/g, '').replace(',', '.'));
  if (!Number.isFinite(value)) return [];
  return percent ? [value, Number((value / 100).toPrecision(12))] : [value];
}
