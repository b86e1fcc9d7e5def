import type { EgressRefusalCode } from './safe-fetch.errors';

/** What a page, feed, document or API answers with; what a service reads when it does not say otherwise. */
export const DEFAULT_ACCEPT: readonly string[] = [
  'text/html',
  'application/xhtml+xml',
  'text/plain',
  'text/markdown',
  'text/csv',
  'application/json',
  'application/ld+json',
  'application/feed+json',
  'application/problem+json',
  'application/xml',
  'text/xml',
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/pdf',
];

/** Compressions that can be undone here. `deflate` is the zlib format of the RFC; it is understood, not asked for. */
export type ContentCoding = 'gzip' | 'deflate' | 'br' | 'zstd';

export interface ResponseHead {
  readonly method: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export type ResponseVerdict =
  | {
      readonly verdict: 'allowed';
      /** Type and subtype in lower case, without parameters; empty when there is no body. */
      readonly contentType: string;
      /** In the order in which they were applied; undo the last one first. */
      readonly codings: readonly ContentCoding[];
      readonly hasBody: boolean;
    }
  | { readonly verdict: 'refused'; readonly code: EgressRefusalCode; readonly reason: string };

const BODILESS_STATUSES: ReadonlySet<number> = new Set([204, 205, 304]);
const MEDIA_TYPE = /^([a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+)\s*(?:;|$)/;
const MAX_CODINGS = 2;

/**
 * Decides whether a body may be read, before a byte of it is. `accept` has types (`text/html`) or families
 * (`image/*`). An answer that has no body by nature (HEAD, 204, 205, 304, length 0) needs no type.
 */
export function judgeResponse(
  head: ResponseHead,
  accept: readonly string[],
  supported: ReadonlySet<ContentCoding>,
): ResponseVerdict {
  const hasBody =
    head.method !== 'HEAD' && !BODILESS_STATUSES.has(head.status) && head.headers['content-length'] !== '0';
  if (!hasBody) return { verdict: 'allowed', contentType: '', codings: [], hasBody };

  const contentType = essenceOf(head.headers['content-type']);
  if (contentType === undefined) return refused('EGRESS_CONTENT_TYPE', 'the answer has no single, valid content type');
  if (!accept.some((entry) => matchesType(entry.toLowerCase(), contentType))) {
    return refused('EGRESS_CONTENT_TYPE', `content type ${contentType} is not read here`);
  }

  const codings = codingsOf(head.headers['content-encoding'], supported);
  if (codings === undefined) return refused('EGRESS_CONTENT_ENCODING', 'the answer is compressed in an unknown way');
  if (codings.length > MAX_CODINGS) {
    return refused('EGRESS_CONTENT_ENCODING', `the answer is compressed more than ${MAX_CODINGS} times`);
  }
  return { verdict: 'allowed', contentType, codings, hasBody };
}

function essenceOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? MEDIA_TYPE.exec(header.trim().toLowerCase())?.[1] : undefined;
}

function matchesType(entry: string, type: string): boolean {
  return entry.endsWith('/*') ? type.startsWith(entry.slice(0, -1)) : entry === type;
}

function codingsOf(
  header: string | string[] | undefined,
  supported: ReadonlySet<ContentCoding>,
): ContentCoding[] | undefined {
  const names = [header ?? []].flat().flatMap((line) => line.toLowerCase().split(','));
  const codings: ContentCoding[] = [];
  for (const name of names.map((part) => part.trim())) {
    if (name === '' || name === 'identity') continue;
    const coding = (name === 'x-gzip' ? 'gzip' : name) as ContentCoding;
    if (!supported.has(coding)) return undefined;
    codings.push(coding);
  }
  return codings;
}

const refused = (code: EgressRefusalCode, reason: string): ResponseVerdict => ({ verdict: 'refused', code, reason });
