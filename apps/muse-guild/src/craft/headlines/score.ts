import { syllablesOf, countedWords } from '../readability/readability';
import { graphemes, overlap, stemsOf } from '../text/graphemes';
import { says } from '../text/lexicon';

/** Each from 0 to 1. */
export interface HeadlineScores {
  readonly promise: number;
  readonly clarity: number;
  readonly specificity: number;
  readonly length: number;
  readonly uniqueness: number;
  readonly power: number;
}

/** What counts how much; ours, in the order in which the books of `formulas.ts` name them. They add up to 1. */
export const WEIGHTS: HeadlineScores = {
  promise: 0.3,
  clarity: 0.2,
  specificity: 0.2,
  length: 0.15,
  uniqueness: 0.1,
  power: 0.05,
};

/** Of the words that Ogilvy found to work (Confessions of an Advertising Man, 1963) and Caples' news words, those that promise nothing untrue. */
const POWER = [
  'now',
  'new',
  'introducing',
  'announcing',
  'at last',
  'easy',
  'easier',
  'quick',
  'simple',
  'how to',
  'why',
  'compare',
  'save',
  'sooner',
  'without',
  'you',
  'your',
];
/** What filters and editorial rules of ad platforms take for shouting or bait. */
const SPAM = [
  /!{2,}|\?{2,}|!\?/u,
  /\b(?:act now|click here|buy now|100% free|risk[- ]free|no obligation|order now|urgent|winner|cash bonus|limited time|miracle|once in a lifetime)\b/iu,
  /\${2,}/u,
];

/** What a text does that looks like spam, in its own words. */
export const spamIn = (text: string): string[] => SPAM.flatMap((sign) => sign.exec(text)?.[0] ?? []);

/** Words in capitals that are not written so in what is known (names, abbreviations). */
export const shoutingIn = (text: string, known: string): string[] =>
  (text.match(/(?<![\p{L}\p{N}])\p{Lu}{4,}(?![\p{L}\p{N}])/gu) ?? []).filter((word) => !known.includes(word));

interface Against {
  readonly promise: string;
  readonly product: string;
  readonly audience: string;
  readonly maxLength: number;
}

/** How good a headline is among others, by what can be counted. */
export function scoresOf(text: string, brief: Against, others: readonly string[]): HeadlineScores {
  const words = countedWords(text);
  const [stems, wanted, audience] = [stemsOf(text), stemsOf(brief.promise), stemsOf(brief.audience)];
  const kept = [...wanted].filter((stem) => stems.has(stem)).length;
  const heaviness = words.reduce((sum, word) => sum + syllablesOf(word), 0) / Math.max(1, words.length);
  const fill = graphemes(text) / brief.maxLength;
  const isSpecific = [/\p{N}/u.test(text), [...audience].some((stem) => stems.has(stem)), says(text, brief.product)];
  const likeness = Math.max(0, ...others.map((other) => overlap(stems, stemsOf(other))));
  return rounded({
    promise: wanted.size === 0 ? 0 : kept / wanted.size,
    // From 1.4 syllables a word (plain speech) to 2.6, and up to 12 words, which is as many as a glance takes in.
    clarity: within((2.6 - heaviness) / 1.2) * (words.length <= 12 ? 1 : 12 / words.length),
    specificity: isSpecific.filter(Boolean).length / isSpecific.length,
    length: fill >= 0.5 ? 1 : within(fill * 2),
    uniqueness: 1 - likeness,
    power: spamIn(text).length > 0 ? 0 : POWER.some((word) => says(text, word)) ? 1 : 0.5,
  });
}

/** 0 to 100. */
export const totalOf = (scores: HeadlineScores): number =>
  Math.round(
    Object.entries(WEIGHTS).reduce((sum, [name, weight]) => sum + weight * scores[name as keyof HeadlineScores], 0) *
      100,
  );

const within = (value: number): number => Math.min(1, Math.max(0, value));
const rounded = (scores: HeadlineScores): HeadlineScores => {
  const round = (value: number): number => Math.round(value * 100) / 100;
  const { promise, clarity, specificity, length, uniqueness, power } = scores;
  return {
    promise: round(promise),
    clarity: round(clarity),
    specificity: round(specificity),
    length: round(length),
    uniqueness: round(uniqueness),
    power: round(power),
  };
};
