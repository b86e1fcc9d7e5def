import { findAll, within, type Detector } from './found';

/** Three dots are one sign; two or four are not. */
const REPEATED = /([!?;:,&%$€£#~|^_=+-])\1+|[!?]{2,}|\.{2,}/gu;

/** Punctuation and signs more than once in a row: flowers!!, ?!, $$$. */
export const repeatedPunctuation: Detector = (text) => findAll(text, REPEATED).filter(({ text: run }) => run !== '...');

const DECORATION = /[•·●○▪▫■□★☆♥♡✓✔✗✘→←↑↓⇒➔➜«»§¶†‡¤°˚~^<>{}[\]\\|*_=]|[⁰¹²³⁴-⁹ⁱⁿ₀-₉]/gu;
const STAR_RATING = /[1-5]$/;

/**
 * Bullets, asterisks, arrows, superscripts and other signs that are decoration in an advertisement. The star of a "5* hotel" is not,
 * nor is the degree of a temperature.
 */
export const gimmickySymbols: Detector = (text) =>
  findAll(text, DECORATION).filter(({ start, text: sign }) => {
    const before = text.slice(Math.max(0, start - 1), start);
    if (sign === '*') return !STAR_RATING.test(before);
    if (sign === '°') return !/\d| /.test(before);
    return true;
  });

const SUBSTITUTION = /(?<=\p{Ll})[01345@$7](?=\p{Ll})/gu;
const WORDLIKE = /[\p{L}\p{M}0-9@$]+/gu;
const FEWEST_LETTERS = 3;

/** Digits or signs in a letter's place: f1owers, c@sh. Addresses of mail and names such as B2B are not. */
export const letterSubstitution: Detector = (text, except) =>
  findAll(text, WORDLIKE).filter(({ text: word, end }) => {
    const swapped = word.match(SUBSTITUTION)?.length ?? 0;
    if (swapped === 0 || except.has(word)) return false;
    const isAddress = word.includes('@') && text[end] === '.';
    return !isAddress && (word.match(/\p{Ll}/gu)?.length ?? 0) >= FEWEST_LETTERS;
  });

const ENDS_OPEN = /(?:…|\.\.\.|-|–|,|&|\+)$/u;

/** A text whose end was cut off, or is left to be guessed: "Get the best shoes for...". */
export const cutOff: Detector = (text) => {
  const trimmed = text.trimEnd();
  const end = ENDS_OPEN.exec(trimmed);
  return end === null ? [] : [within(text, end.index, trimmed.length)];
};

const LIST_MARKER = /(?:^|\n)[ \t]{0,8}(?:[-–•*]|\d{1,2}[.)]|[a-z]\))[ \t]/gu;

/** The beginning of a bulleted or numbered list. */
export const listMarker: Detector = (text) => findAll(text, LIST_MARKER);
