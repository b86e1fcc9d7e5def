import type { PageEvidence } from '@raptor/agent-kit';
import { wordsOf } from '../pages/sentences';

/** Words that carry no meaning of their own, English: nobody searches for them alone, and no phrase begins or ends with one. */
const EMPTY_WORDS = new Set(
  `a about after all also an and any are as at be been before but by can do does each every for from get has have how i if in into is it its just
  let like make me more most my never no not now of off on once one only or other our out over own per see so some than that the their them then there these
  they this to too up us use very was we were what when where which who why will with without you your two three four five six seven eight nine ten`
    .split(/\s+/)
    .filter(Boolean),
);

const LONGEST_PHRASE = 3;
/** What stands in headings counts for more: it is what the page is about. */
const HEADING_WEIGHT = 3;

/** How often a page says each phrase of one to three words. */
export function phrasesOf(page: PageEvidence): Map<string, number> {
  const counts = new Map<string, number>();
  const headings = new Set([page.title ?? '', ...page.data.headings.map(({ text }) => text)]);
  for (const text of new Set([...headings, ...page.data.blocks]))
    for (const phrase of phrasesIn(text))
      counts.set(phrase, (counts.get(phrase) ?? 0) + (headings.has(text) ? HEADING_WEIGHT : 1));
  return counts;
}

/** Runs of words that somebody could search for. */
export function phrasesIn(text: string): string[] {
  const words = wordsOf(text);
  const says = (word: string | undefined): boolean =>
    word !== undefined && word.length > 2 && !EMPTY_WORDS.has(word) && !/\d/.test(word);
  return words.flatMap((_word, from) =>
    Array.from({ length: LONGEST_PHRASE }, (_none, more) => words.slice(from, from + more + 1)).flatMap((run, more) =>
      run.length === more + 1 && says(run[0]) && says(run.at(-1)) ? [run.join(' ')] : [],
    ),
  );
}
