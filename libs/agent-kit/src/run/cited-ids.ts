import { EVIDENCE_ID } from '@raptor/contracts';
import type { EvidenceId } from '../evidence/evidence';

/** A place of an answer that rests on evidence. */
export interface Cited {
  readonly id: string;
  /** Words that are said to stand there. */
  readonly quote?: string;
}

/**
 * What an answer cites, wherever it does: what stands in a field `evidenceId`, `evidenceIds` or `evidence_id(s)`, whatever it is, and every
 * text that is an id of evidence. In the order of the answer, each id once; one with a quote goes before the same without.
 */
export function citedIn(output: unknown): Cited[] {
  const found = new Map<string, Cited>();
  visit(output, undefined, undefined, (id, quote) => {
    const before = found.get(id);
    if (!before || (quote !== undefined && before.quote === undefined))
      found.set(id, { id, ...(quote !== undefined && { quote }) });
  });
  return [...found.values()];
}

/** For the model to read: which ids of an answer nobody gave it. */
export const uncitable = (output: unknown, known: ReadonlySet<string>): string[] =>
  citedIn(output)
    .filter(({ id }) => !known.has(id))
    .map(({ id }) => `There is no evidence ${id.slice(0, 100)}: cite only ids you were given`);

/** Ids of evidence that a value mentions, such as those that came with an input. */
export const mentionedIds = (value: unknown): EvidenceId[] =>
  citedIn(value).flatMap(({ id }) => (isEvidenceId(id) ? [id] : []));

export const isEvidenceId = (text: string): text is EvidenceId => EVIDENCE_ID.test(text);

const NAMES_EVIDENCE = /^evidence_?ids?$/i;

function visit(
  value: unknown,
  name: string | undefined,
  quote: string | undefined,
  found: (id: string, quote: string | undefined) => void,
): void {
  if (typeof value === 'string') {
    if (isEvidenceId(value) || (name !== undefined && NAMES_EVIDENCE.test(name))) found(value, quote);
  } else if (Array.isArray(value)) for (const entry of value) visit(entry, name, quote, found);
  else if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    const own: unknown = fields.find(([field]) => field === 'quote')?.[1];
    for (const [field, entry] of fields) visit(entry, field, typeof own === 'string' ? own : undefined, found);
  }
}
