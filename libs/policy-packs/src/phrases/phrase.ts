import type { Word } from '../units/words';

type Step = { readonly gap: number } | { readonly is: (word: Word) => boolean };

/** A phrase made ready to be looked for. */
export interface Phrase {
  readonly written: string;
  readonly steps: readonly Step[];
}

const NUMBER_WORDS = new Set(
  'one two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty'.split(' '),
);

/** Its words and gaps, as many as there are bits to tell them apart. */
const LONGEST_PHRASE = 29;

/**
 * Reads a phrase of a pack: words in their order, whatever the capitals and the punctuation between them. `lose|losing` is either,
 * `guarantee*` whatever begins so, `#` a number, `~3` up to three words that do not matter.
 * @throws Error for one that would find everything, or spans more than 29 words.
 */
export function parsePhrase(written: string): Phrase {
  const steps = written.trim().split(/\s+/).map(parseStep);
  if (!steps.some((step) => 'is' in step)) throw new Error(`The phrase "${written}" has no word`);
  const longest = steps.reduce((sum, step) => sum + ('gap' in step ? step.gap : 1), 0);
  if (longest > LONGEST_PHRASE)
    throw new Error(`The phrase "${written}" spans ${longest} words, at most ${LONGEST_PHRASE}`);
  return { written, steps };
}

function parseStep(token: string): Step {
  if (/^~\d$/.test(token)) return { gap: Number(token.slice(1)) };
  if (token === '#') return { is: ({ lower }) => /^\d/.test(lower) || NUMBER_WORDS.has(lower) };
  const choices = token.toLowerCase().split('|');
  const words = new Set(choices.filter((choice) => !choice.endsWith('*')));
  const beginnings = choices.filter((choice) => choice.endsWith('*')).map((choice) => choice.slice(0, -1));
  return { is: ({ lower }) => words.has(lower) || beginnings.some((beginning) => lower.startsWith(beginning)) };
}

/** @returns index after the last word of the phrase where it begins at `from` and stays within the sentence; undefined otherwise. */
export function matchPhrase({ steps }: Phrase, words: readonly Word[], from: number): number | undefined {
  const [first, begins] = [words[from], steps[0]];
  if (first === undefined || (begins !== undefined && 'is' in begins && !begins.is(first))) return undefined;
  // One bit for each word after the first that the steps so far may have led to.
  let reached = 1;
  for (const step of steps) {
    let next = 0;
    if ('gap' in step) for (let skipped = 0; skipped <= step.gap; skipped++) next |= reached << skipped;
    else
      for (let offset = 0; reached >> offset !== 0; offset++) {
        const word = words[from + offset];
        if (word === undefined || word.sentence !== first.sentence) break;
        if (((reached >> offset) & 1) === 1 && step.is(word)) next |= 2 << offset;
      }
    if (next === 0) return undefined;
    reached = next;
  }
  return from + Math.log2(reached & -reached);
}

/** Where any of the phrases stands in the words of a text, in order. Takes time proportional to the words, whatever they are. */
export function findPhrases(phrases: readonly Phrase[], words: readonly Word[]): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let from = 0; from < words.length; from++)
    for (const phrase of phrases) {
      const end = matchPhrase(phrase, words, from);
      const [first, last] = [words[from], words[(end ?? 0) - 1]];
      if (end === undefined || first === undefined || last === undefined) continue;
      found.push({ start: first.start, end: last.end });
      break;
    }
  return found;
}
