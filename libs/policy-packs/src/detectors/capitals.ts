import type { Word } from '../units/words';
import { within, type Detector } from './found';

/** Short words that shout when in capitals. Others of up to four letters are taken for abbreviations: CRM, ASAP. */
const SHOUTED = new Set(
  `all and any are back bag best big boy buy call car cash cut day deal don't done earn easy ends fast find five for four free
   from full get gift good help her here home hot hour huge it its join just last less life like live look lose love low made
   make mega more most must new next nice nine not now off one only open our out own paid pay plus real rich safe sale
   save see sell send shop sign six soon stop sure ten that the them this time today top try two use wait want warm week what
   when why win with work wow year yes you your zero`.split(/\s+/),
);
const ONLY_CAPITALS = /^\p{Lu}[\p{Lu}\p{M}'’]+$/u;
const ANNOUNCES_A_CODE = new Set(['code', 'coupon', 'voucher', 'promo', 'code:', 'promocode']);
const LONGEST_ABBREVIATION = 4;

const inCapitals = ({ text }: Word): boolean => ONLY_CAPITALS.test(text);

/** Words that are all capitals and no abbreviation, coupon code or known name: BUY, FLOWERS. */
export const shoutedWords: Detector = (text, except, wordsOf) => {
  const words = wordsOf();
  return words
    .filter((word, index) => {
      if (!inCapitals(word) || except.has(word.text)) return false;
      if (ANNOUNCES_A_CODE.has(words[index - 1]?.lower ?? '')) return false;
      return word.text.length > LONGEST_ABBREVIATION || SHOUTED.has(word.lower);
    })
    .map(({ start, end }) => within(text, start, end));
};

const RUNS = /\p{Lu}+|\p{Ll}+/gu;

/** Capitals inside words as decoration: FlOwErS. Names such as iPhone, McDonald or QuickBooks have one or two. */
export const alternatingCapitals: Detector = (text, except, words) =>
  words()
    .filter((word) => !except.has(word.text) && alternates(word.text))
    .map(({ start, end }) => within(text, start, end));

function alternates(word: string): boolean {
  const runs = word.match(RUNS) ?? [];
  const everyLetterTurns = word.length >= 4 && runs.length === word.length;
  return everyLetterTurns || runs.length >= 6;
}

const SPACED = /(?<![\p{L}\p{N}])\p{L}(?:[. \-_*·]{1,2}\p{L}(?![\p{L}\p{N}])){3,}/gu;

/** Letters drawn apart: F.L.O.W.E.R.S. Three letters, as in U.S.A., are an abbreviation. */
export const spacedLetters: Detector = (text, except) => {
  const found = [...text.matchAll(SPACED)].map(({ index, 0: letters }) => within(text, index, index + letters.length));
  return found.filter(({ text: letters }) => !except.has(letters) && !except.has(letters.replace(/[^\p{L}]/gu, '')));
};
