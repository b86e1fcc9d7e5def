import { CitedEvidence } from '@raptor/contracts';
import { cut } from '../sources/html/visible-text';
import type { EvidenceItem } from './evidence';

/** Characters of an excerpt, as the contract has them. */
const LONGEST_EXCERPT = 1_000;
/** Of what stands before a quote. */
const LEAD = 200;

/** A piece of evidence as messages carry it, with the passage it is cited for: see {@link excerptOf}. */
export function cite(item: EvidenceItem, quote?: string, atMost = LONGEST_EXCERPT): CitedEvidence {
  const url = 'url' in item && item.url !== undefined && item.url.length <= 2_048 ? item.url : undefined;
  const title = cut(item.title?.trim() ?? '', 500);
  return Object.assign(new CitedEvidence(), {
    id: item.id,
    source: cut(item.source, 64),
    ...(url && { url }),
    ...(title && { title }),
    excerpt: excerptOf(item.text, quote, Math.min(atMost, LONGEST_EXCERPT)),
    seenAt: item.seenAt,
    tainted: item.tainted,
  });
}

/**
 * The words around a quote, which is found whatever its white space and capitals are; without a quote, or with one that does not occur, the
 * beginning. Whole words in front, whole characters behind.
 */
export function excerptOf(text: string, quote = '', atMost = LONGEST_EXCERPT): string {
  const found = placeOf(text, quote);
  if (!found || found.end <= atMost) return cut(text.trimStart(), atMost).trimEnd();
  const lead = Math.max(0, Math.min(LEAD, atMost - (found.end - found.start)));
  const from = Math.max(0, Math.min(found.start - lead, text.length - atMost));
  const space = text.slice(from, found.start).search(/\s/);
  return cut(text.slice(space < 0 ? found.start : from + space + 1), atMost).trim();
}

function placeOf(text: string, quote: string): { start: number; end: number } | undefined {
  const words = quote.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+');
  const found = new RegExp(pattern, 'iu').exec(text);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}
