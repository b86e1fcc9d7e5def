/**
 * What a person cannot see in a line of text, and a model would read: characters of no width, marks that turn the direction of
 * writing, tags (U+E0000 and after) and runs of variation selectors, all of which have been used to carry hidden words. Control
 * characters and halves of surrogate pairs go too: PostgreSQL stores neither.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** A selector chooses how the one character before it looks; a second one says nothing to anybody's eye. */
const SPARE_SELECTORS = /(?<=[\ufe00-\ufe0f\u{e0100}-\u{e01ef}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu;
const SELECTORS_OF_NOTHING = /(?<=^|[\p{Script=Latin}\s])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** Joiners belong into emoji and into the scripts that join their letters; anywhere else they are of no width. */
const SPARE_JOINERS =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}])[\u200c\u200d]+/gu;
const JOINERS_IN_A_ROW = /([\u200c\u200d])[\u200c\u200d]+/gu;

/** The text as a person sees it. Line breaks and tabs stay. */
export const withoutUnseen = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(SPARE_SELECTORS, '')
    .replace(SELECTORS_OF_NOTHING, '')
    .replace(SPARE_JOINERS, '')
    .replace(JOINERS_IN_A_ROW, '$1');

/** One line: what a person sees, with white space collapsed. In two steps: a run of millions would overflow the engine's stack. */
export const asLine = (text: string): string =>
  withoutUnseen(text)
    .replace(/\s{1,1000}/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** The first so many characters (UTF-16 units), no character cut in half. */
export function cut(text: string, atMost: number): string {
  if (text.length <= atMost) return text;
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(atMost - 1));
  return text.slice(0, isHalf ? atMost - 1 : atMost);
}
