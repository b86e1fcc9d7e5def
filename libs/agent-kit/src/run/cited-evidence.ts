import { LackingEvidence, type CitedEvidence } from '@raptor/contracts';
import { cite } from '../evidence/cite';
import type { Evidence } from '../evidence/evidence';
import { citedIn } from './cited-ids';

/** Pieces of evidence that travel with an answer, as the contract has them; all of it in one message with the answer. */
const AT_MOST = 100;
const BYTES = { evidence: 64 * 1024, lacking: 16 * 1024 } as const;

/**
 * What travels with an answer so that nobody has to ask for it: what it cites, or all that was read where it cites nothing, as far as there is
 * room. An excerpt is the surroundings of what is quoted, or the beginning.
 */
export function citedEvidence(output: unknown, { items }: Evidence): CitedEvidence[] {
  const cited = new Map(citedIn(output).map(({ id, quote }) => [id, quote]));
  const used = items.filter(({ id }) => cited.has(id));
  const shown = (used.length > 0 ? used : items).slice(0, AT_MOST);
  return asRoomAllows(
    shown.map((item) => cite(item, cited.get(item.id))),
    BYTES.evidence,
  );
}

function asRoomAllows<T>(entries: readonly T[], bytes: number): T[] {
  let left = bytes;
  return entries.filter((entry) => (left -= Buffer.byteLength(JSON.stringify(entry))) >= 0);
}

/** Without the halves of pairs that were cut. */
const wholeCharacters = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '');

export const lackingEvidence = ({ lacking }: Evidence): LackingEvidence[] =>
  asRoomAllows(
    lacking.slice(0, AT_MOST).map(({ source, what, reason }) =>
      Object.assign(new LackingEvidence(), {
        source: source.slice(0, 64),
        what: wholeCharacters(what.slice(0, 500)),
        reason: wholeCharacters(reason.slice(0, 500)) || 'not known',
      }),
    ),
    BYTES.lacking,
  );
