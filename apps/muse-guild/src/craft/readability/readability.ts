import { segmentsOf } from '@raptor/policy-packs';
import { syllable } from 'syllable';

const english = new Intl.Segmenter('en', { granularity: 'sentence' });

export interface Readability {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
  /**
   * Flesch, A new readability yardstick, Journal of Applied Psychology 32, 1948: 206.835 - 1.015 words per sentence - 84.6 syllables per
   * word. 60 to 70 is plain English. To one decimal; null for a text without words.
   */
  readonly fleschReadingEase: number | null;
  /** Kincaid et al., Naval Technical Training Command, 1975: years of school, 0.39 words per sentence + 11.8 syllables per word - 15.59. */
  readonly grade: number | null;
}

/** Points that end no sentence. */
const ABBREVIATION = /\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|vs|e\.g|i\.e|approx|Inc|Ltd|Co|cf|Fig)\.\s*$/u;

/** The sentences of an English text, in order. */
export const sentencesOf = (text: string): string[] => text.split(/\n+/u).flatMap(sentencesOfLine);

function sentencesOfLine(line: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const { segment } of segmentsOf(english, line)) {
    open += segment;
    if (ABBREVIATION.test(open)) continue;
    sentences.push(open);
    open = '';
  }
  return [...sentences, open].map((sentence) => sentence.trim()).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Words as a reader counts them: `don’t`, `one-click` and `9.5` are one each. */
export const countedWords = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*/gu) ?? [];

/** Measures an English text. Syllables are counted by rules and may be one off in rare words. */
export function measureReadability(text: string): Readability {
  const sentences = sentencesOf(text).length;
  const words = countedWords(text);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  if (sentences === 0 || words.length === 0)
    return { sentences, words: 0, syllables: 0, fleschReadingEase: null, grade: null };
  const [long, heavy] = [words.length / sentences, syllables / words.length];
  return {
    sentences,
    words: words.length,
    syllables,
    fleschReadingEase: toTenth(206.835 - 1.015 * long - 84.6 * heavy),
    grade: toTenth(0.39 * long + 11.8 * heavy - 15.59),
  };
}

/** Figures are read aloud, too: about a syllable a digit. */
export const syllablesOf = (word: string): number =>
  Math.max(1, syllable(word) || (word.match(/\p{N}/gu)?.length ?? 0));

const toTenth = (value: number): number => Math.round(value * 10) / 10;
