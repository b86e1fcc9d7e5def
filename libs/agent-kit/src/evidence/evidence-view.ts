import type { EvidenceResponse } from '@raptor/contracts';
import { cut } from '../sources/html/visible-text';
import type { EvidenceItem } from './evidence';

/** Largest answer, in bytes of JSON: it travels in one message, and that has 256 KiB. */
const MOST_BYTES = 245_000;
/** Of JSON and of UTF-8, a character has up to six bytes. */
const LONGEST_TEXT = 40_000;

/** Evidence as the API shows it. What is too long to travel is left out, the data first, then the end of the text. */
export function evidenceView(item: EvidenceItem): EvidenceResponse {
  const whole: EvidenceResponse = {
    id: item.id,
    kind: item.kind,
    source: item.source,
    url: 'url' in item ? (item.url ?? null) : null,
    title: item.title ?? null,
    text: item.text,
    data: item.data ?? null,
    is_whole: true,
    seen_at: item.seenAt,
    tainted: item.tainted,
  };
  if (fits(whole)) return whole;
  const withoutData = { ...whole, data: null, is_whole: false };
  return fits(withoutData) ? withoutData : { ...withoutData, text: cut(item.text, LONGEST_TEXT) };
}

const fits = (response: EvidenceResponse): boolean => Buffer.byteLength(JSON.stringify(response)) <= MOST_BYTES;
