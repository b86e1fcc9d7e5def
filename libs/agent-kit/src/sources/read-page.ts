import type { SafeFetchResponse } from '@raptor/platform';
import type { PageData } from '../evidence/evidence';
import { decodeText } from './html/decode-text';
import { readHtml, type ReadPage } from './html/read-html';
import { asLine } from './html/visible-text';

/** What a page is read from. */
export const PAGE_TYPES: readonly string[] = ['text/html', 'application/xhtml+xml', 'text/plain', 'text/markdown'];

const MOST_TEXT = 400_000;

/** An answer of one of {@link PAGE_TYPES} as a page. */
export function readPage({ body, contentType, headers, url }: SafeFetchResponse): Promise<ReadPage> | ReadPage {
  const text = decodeText(body, headers['content-type']);
  return /html/.test(contentType) ? readHtml(text, url) : plainPage(text);
}

function plainPage(text: string): ReadPage {
  const blocks = text
    .slice(0, MOST_TEXT)
    .split(/\n\s*\n/)
    .map(asLine)
    .filter(Boolean);
  const data: PageData = { headings: [], links: [], blocks, tables: [], structured: [] };
  return { data, text: blocks.join('\n'), isCut: text.length > MOST_TEXT };
}
