import { emojiOf } from '../units/emoji';
import { isWide } from '../units/google-ads-width';
import type { Word } from '../units/words';
import { findAll, within, type Detector } from './found';

const MAY_REPEAT = new Set(['that', 'had', 'bye', 'ha', 'so', 'very', 'no', 'cha', 'yo', 'tam', 'pom', 'dum', 'wi']);

/** The same word twice in a row within a sentence: "cheap cheap". */
export const repeatedWord: Detector = (text, except, words) =>
  pairsOf(words())
    .filter(([one, next]) => one.lower === next.lower && one.sentence === next.sentence && isRepetition(one, except))
    .map(([one, next]) => within(text, one.start, next.end));

const isRepetition = ({ text, lower }: Word, except: ReadonlySet<string>): boolean =>
  !/^\d/.test(lower) && !MAY_REPEAT.has(lower) && !except.has(text);

function pairsOf(words: readonly Word[]): [Word, Word][] {
  return words.slice(1).map((next, index) => [words[index] ?? next, next]);
}

const CONSONANTS = /[bcdfghjklmnpqrstvwxz]{6,}/;

/** Words that nobody could say: asdfgh, xkcdqwrt. Abbreviations in capitals are not meant. */
export const gibberish: Detector = (text, except, words) =>
  words()
    .filter((word) => !except.has(word.text) && word.text !== word.text.toUpperCase() && CONSONANTS.test(word.lower))
    .map(({ start, end }) => within(text, start, end));

const LEANS_BACK = new Set(['and', 'or', 'but', 'nor', 'plus', 'which', 'because', 'than', 'also']);
const LEANS_ON = new Set([
  'and',
  'or',
  'but',
  'the',
  'a',
  'an',
  'of',
  'for',
  'with',
  'to',
  'from',
  'your',
  'our',
  'by',
]);

/** A line that says nothing by itself, as it begins or ends in the middle of a sentence: "And save more", "Shoes for your". */
export const leansOnOthers: Detector = (text, _except, wordsOf) => {
  const words = wordsOf();
  const [first, last] = [words[0], words.at(-1)];
  const leaning = [];
  if (first && LEANS_BACK.has(first.lower)) leaning.push(within(text, first.start, first.end));
  if (last && last !== first && LEANS_ON.has(last.lower)) leaning.push(within(text, last.start, last.end));
  return leaning;
};

/** Letters that are mathematical signs or squared to look like a font: screen readers spell them or fall silent. */
export const fancyLetters: Detector = (text) => findAll(text, /[\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f169}Ⓐ-ⓩ]+/gu);

/** Characters of double width. */
export const wideCharacters: Detector = (text) =>
  findAll(text, /[\u1100-\u{3fffd}]+/gu).filter(({ text: run }) => [...run].some(isWide));

export const emojiInText: Detector = (text) => {
  let from = 0;
  return emojiOf(text).map((emoji) => {
    const start = text.indexOf(emoji, from);
    from = start + emoji.length;
    return { start, end: from, text: emoji };
  });
};

const HASHTAGS_OF_SEVERAL_WORDS = /#[a-z]{16,}/gu;

/** Long hashtags in small letters, which screen readers cannot take apart. */
export const runTogetherHashtags: Detector = (text) => findAll(text, HASHTAGS_OF_SEVERAL_WORDS);
