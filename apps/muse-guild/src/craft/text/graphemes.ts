import { firstGraphemes, graphemes } from '@raptor/policy-packs';

export { graphemes };

/** As much as fits into so many characters, cut between words where there are any, with `…` where something is missing. */
export function shortened(text: string, atMost: number): string {
  if (graphemes(text) <= atMost) return text;
  const kept = firstGraphemes(text, Math.max(0, atMost - 1));
  const space = kept.lastIndexOf(' ');
  return `${(space > atMost / 2 ? kept.slice(0, space) : kept).replace(/[\s,;:–—-]+$/u, '')}…`;
}

/** With its first letter large. */
export const capitalised = (text: string): string =>
  text.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase('en'));

/** Words in lower case without accents and punctuation: for comparing. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];

const SMALL_WORDS: ReadonlySet<string> = new Set(
  'a an and are as at be by can do for from get has have how if in into is it its of on or our so than that the their them they this to we what when with you your'.split(
    ' ',
  ),
);

/** Words that carry meaning, cut to what inflections of them share: `invoices` and `invoicing` are `invoic`. */
export const stemsOf = (text: string): Set<string> =>
  new Set(
    wordsOf(text)
      .filter((word) => !SMALL_WORDS.has(word))
      .map((word) =>
        word
          .replace(/['’]\p{L}+$/u, '')
          .slice(0, 6)
          .replace(/(?:ing|ed|es|s|e)$/u, ''),
      ),
  );

/** What two sets have in common, 0 to 1 (Jaccard, Bulletin de la Société Vaudoise des Sciences Naturelles 37, 1901). */
export function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  const all = one.size + other.size - both;
  return all === 0 ? 0 : both / all;
}
