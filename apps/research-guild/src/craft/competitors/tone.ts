import { wordsOf, type PageSentence } from '../pages/sentences';

/** How a text speaks, counted. Shares are of words, from 0 to 1. */
export interface ToneMeasures {
  readonly sentences: number;
  readonly wordsPerSentence: number;
  /** `you` against `we`: 1 speaks of the reader only, 0 of the company only; null where neither occurs. */
  readonly readerFocus: number | null;
  readonly exclamations: number;
  readonly contractions: number;
}

const YOU: ReadonlySet<string> = new Set(['you', 'your', 'yours', 'yourself']);
const WE: ReadonlySet<string> = new Set(['we', 'our', 'ours', 'us']);
/** Menus, labels and lists are no sentences. */
const SHORTEST = 4;

export function measureTone(sentences: readonly PageSentence[]): ToneMeasures {
  const spoken = sentences.map(({ text }) => text).filter((text) => wordsOf(text).length >= SHORTEST);
  const words = spoken.flatMap(wordsOf);
  const [you, we] = [YOU, WE].map((set) => words.filter((word) => set.has(word)).length) as [number, number];
  const contractions = spoken.join(' ').match(/\b\p{L}+['’](?:t|re|s|ll|ve|d|m)\b/giu)?.length ?? 0;
  return {
    sentences: spoken.length,
    wordsPerSentence: rounded(spoken.length ? words.length / spoken.length : 0),
    readerFocus: you + we > 0 ? rounded(you / (you + we)) : null,
    exclamations: rounded(spoken.length ? spoken.filter((text) => text.endsWith('!')).length / spoken.length : 0),
    contractions: rounded(words.length ? contractions / words.length : 0),
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The figures in words. From 20 words a sentence is long (Cutts, Oxford Guide to Plain English: 15 to 20 on average). */
export function describeTone(tone: ToneMeasures): string[] {
  if (tone.sentences < 3) return [];
  return [
    tone.wordsPerSentence > 20
      ? 'long sentences'
      : tone.wordsPerSentence < 12
        ? 'short sentences'
        : 'sentences of middle length',
    ...(tone.readerFocus === null
      ? ['impersonal']
      : tone.readerFocus >= 0.6
        ? ['speaks to the reader']
        : tone.readerFocus <= 0.4
          ? ['speaks of itself']
          : []),
    ...(tone.exclamations >= 0.15 ? ['exclaiming'] : []),
    tone.contractions >= 0.02 ? 'informal' : 'formal',
  ];
}
