import { isDeepStrictEqual } from 'node:util';
import { EVIDENCE_ID } from '@raptor/contracts';
import { z } from 'zod';

/** What an id of evidence looks like in inputs and outputs of agents. */
export const evidenceId = z.string().regex(EVIDENCE_ID, 'is no id of evidence').describe('Id of a piece of evidence');

/** The words an answer rests on, and where they stand. */
export const citation = z.object({
  evidenceId,
  quote: z.string().min(1).max(1_000).describe('Word for word from that piece of evidence'),
});
export type Citation = z.output<typeof citation>;

/** Something that may be cited: evidence of the run, or a proof point that came with the input. */
export interface Citable {
  readonly id: string;
  readonly text: string;
}

const inOneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Tells of quotes whether they stand in the text word for word; only white space may differ. For many quotes from one text. */
export function quotesOf(text: string): (quote: string) => boolean {
  const words = inOneLine(text);
  return (quote) => {
    const quoted = inOneLine(quote);
    return quoted !== '' && words.includes(quoted);
  };
}

/** Whether one quote stands in a text word for word; only white space may differ. */
export const occursIn = (quote: string, text: string): boolean => quotesOf(text)(quote);

/**
 * For `check`: what is wrong with the citations anywhere in an answer. Every text that is an id of evidence must be one of `known`; in an
 * object with `quote` and `evidenceId` (or `evidenceIds`: in one of them) the quote must stand in that text.
 */
export function citationProblems(answer: unknown, known: readonly Citable[]): string[] {
  const texts = new Map(known.map(({ id, text }) => [id, inOneLine(text)]));
  const problems = new Set<string>();
  visit(answer, (value) => {
    if (typeof value === 'string' && EVIDENCE_ID.test(value) && !texts.has(value))
      problems.add(`There is no evidence ${value}: cite only ids you were given`);
    const quoted = quotedIn(value);
    if (!quoted || quoted.ids.some((id) => texts.get(id)?.includes(inOneLine(quoted.quote)))) return;
    problems.add(`"${inOneLine(quoted.quote)}" is not in ${quoted.ids.join(' or ')} word for word`);
  });
  return [...problems];
}

/** For `check`: which lists of an answer, wherever they are, hold the same entry (text or object) twice. */
export function repeatedEntries(answer: unknown): string[] {
  const problems: string[] = [];
  visit(answer, (value, path) => {
    if (!Array.isArray(value)) return;
    const entries: unknown[] = value;
    const again = entries.findIndex(
      (entry, at) =>
        (typeof entry === 'string' || isRecord(entry)) &&
        entries.slice(0, at).some((earlier) => isDeepStrictEqual(earlier, entry)),
    );
    if (again >= 0) problems.push(`${path || 'The answer'} says the same twice (entry ${again + 1})`);
  });
  return problems;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function quotedIn(value: unknown): { quote: string; ids: string[] } | undefined {
  if (!isRecord(value) || typeof value['quote'] !== 'string') return undefined;
  const ids = [value['evidenceId'], value['evidenceIds']].flat().filter((id) => typeof id === 'string');
  return ids.length > 0 ? { quote: value['quote'], ids } : undefined;
}

function visit(value: unknown, look: (value: unknown, path: string) => void, path = ''): void {
  look(value, path);
  if (Array.isArray(value)) value.forEach((entry, at) => visit(entry, look, `${path}[${at}]`));
  else if (isRecord(value))
    for (const [name, entry] of Object.entries(value)) visit(entry, look, path ? `${path}.${name}` : name);
}
