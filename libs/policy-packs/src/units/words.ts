import { segmentsOf } from './segments';

export interface Word {
  readonly text: string;
  /** Small letters, straight apostrophes. */
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** Number of its sentence in the text. */
  readonly sentence: number;
}

const WORD = /\d+(?:[.,]\d+)*|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const ENDS_SENTENCE = /[.!?;\n。！？]/u;

const smallLetters = (word: string): string => {
  const lower = word.toLowerCase();
  return lower.includes('’') ? lower.replaceAll('’', "'") : lower;
};

const endsSentence = (text: string, start: number, end: number): boolean =>
  end - start === 1
    ? text[start] !== ' ' && ENDS_SENTENCE.test(text[start] ?? '')
    : ENDS_SENTENCE.test(text.slice(start, end));

/** Words and numbers of a text, in their order: `It’s`, `2,500`, `F1`. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let sentence = 0;
  let before = 0;
  for (const { index, 0: found } of text.matchAll(WORD)) {
    if (words.length > 0 && endsSentence(text, before, index)) sentence++;
    before = index + found.length;
    words.push({ text: found, lower: smallLetters(found), start: index, end: before, sentence });
  }
  return words;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** How many words a text has, also in scripts without spaces. */
export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of segmentsOf(segmenter, text)) if (isWordLike) count++;
  return count;
}
