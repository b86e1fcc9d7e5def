import { quotesOf, type PageEvidence } from '@raptor/agent-kit';
import { segmentsOf } from '@raptor/policy-packs';

const english = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Longer ones are lists that lost their line breaks, or code: not worth quoting. */
const LONGEST = 400;
const MOST_BLOCKS = 2_000;

/** A sentence of a page, word for word. */
export interface PageSentence {
  readonly text: string;
  readonly page: PageEvidence;
}

/** The sentences of a page in reading order, each once; those that do not stand in the page's text are left out, nobody could cite them. */
export function sentencesOf(page: PageEvidence): PageSentence[] {
  const seen = new Set<string>();
  const stands = quotesOf(page.text);
  return page.data.blocks.slice(0, MOST_BLOCKS).flatMap((block) =>
    [...segmentsOf(english, block)].flatMap(({ segment }) => {
      const text = segment.replace(/\s+/gu, ' ').trim();
      if (text === '' || text.length > LONGEST || seen.has(text) || !stands(text)) return [];
      seen.add(text);
      return [{ text, page }];
    }),
  );
}

/** The words of a text in lower case, without accents and punctuation: for comparing. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
