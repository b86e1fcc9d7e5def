import { countedWords, sentencesOf } from '../readability/readability';
import { overlap, stemsOf } from '../text/graphemes';

/** Sentences of an excerpt that follow each other in it: one quote. */
export interface Passage {
  readonly text: string;
  readonly sentences: readonly string[];
  readonly words: number;
}

/** A sentence that says again what a point says. */
const SAME = 0.8;
const SHORTEST_WORDS = 4;

/**
 * What of an excerpt supports a point beyond what the point says itself: whole sentences, word for word, in their order, as many as fit into so many
 * words (the first that fits at all in any case), the ones that share most with the point first. Neighbours are one passage.
 * @param isWelcome what may be quoted at all.
 */
export function supportFor(
  point: string,
  excerpt: string,
  atMostWords: number,
  isWelcome: (sentence: string) => boolean,
): Passage[] {
  const wanted = stemsOf(point);
  const sentences = sentencesOf(excerpt).map((text, at) => ({
    text,
    at,
    words: countedWords(text).length,
    near: overlap(wanted, stemsOf(text)),
  }));
  const seen = new Set<string>();
  const usable = sentences.filter(
    ({ text, words, near }) =>
      !seen.has(text.toLowerCase()) &&
      seen.add(text.toLowerCase()) &&
      words >= SHORTEST_WORDS &&
      near < SAME &&
      !/["“”„«»]/u.test(text) &&
      isWelcome(text),
  );
  let left = atMostWords;
  const chosen = usable
    .toSorted((a, b) => b.near - a.near || a.at - b.at)
    .filter(({ words }) => words <= left && (left -= words) >= 0)
    .toSorted((a, b) => a.at - b.at);
  const passages: { text: string; words: number; sentences: string[]; end: number }[] = [];
  for (const { text, at, words } of chosen) {
    const last = passages.at(-1);
    const joined = last && `${last.text} ${text}`;
    if (last && last.end === at - 1 && joined && isVerbatim(joined, excerpt))
      Object.assign(last, { text: joined, words: last.words + words, sentences: [...last.sentences, text], end: at });
    else if (isVerbatim(text, excerpt)) passages.push({ text, words, sentences: [text], end: at });
  }
  return passages.map(({ text, words, sentences: own }) => ({ text, words, sentences: own }));
}

const inOneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const isVerbatim = (text: string, excerpt: string): boolean => inOneLine(excerpt).includes(inOneLine(text));
