import type { EgressRefusalCode } from './safe-fetch.errors';

export type EgressMethod = 'GET' | 'HEAD' | 'POST';

/** What is sent in one hop of a fetch. Header names are lower-case. */
export interface Hop {
  readonly url: string;
  readonly method: EgressMethod;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

export type RedirectVerdict =
  | { readonly verdict: 'final' }
  | { readonly verdict: 'follow'; readonly next: Hop; readonly sameOrigin: boolean }
  | { readonly verdict: 'refused'; readonly code: EgressRefusalCode; readonly reason: string };

const REDIRECT_STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * The only headers another origin gets to see. Everything else may be a credential: authorization and cookie are,
 * and so is a vendor's own key header.
 */
const HEADERS_FOR_ANYONE: ReadonlySet<string> = new Set(['accept', 'accept-language', 'user-agent', 'content-type']);

/**
 * Decides what follows an answer, as the fetch standard does for methods and bodies. `next.url` is not judged here:
 * it goes through `judgeUrl` and name resolution like any other. `followed` counts the redirects taken so far.
 */
export function judgeRedirect(
  hop: Hop,
  answer: { status: number; location: string | string[] | undefined },
  followed: number,
  maxRedirects: number,
): RedirectVerdict {
  if (!REDIRECT_STATUSES.has(answer.status) || answer.location === undefined) return { verdict: 'final' };
  if (Array.isArray(answer.location) || !URL.canParse(answer.location, hop.url)) {
    return refused('EGRESS_REDIRECT', 'the redirect has no single, valid Location');
  }
  if (followed >= maxRedirects) return refused('EGRESS_REDIRECT_LIMIT', `more than ${maxRedirects} redirects`);

  const from = new URL(hop.url);
  const to = new URL(answer.location, hop.url);
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    return refused('EGRESS_REDIRECT_DOWNGRADE', 'an https page redirects to http');
  }
  const sameOrigin = from.origin === to.origin;
  const keepsMethod = hop.method === 'HEAD' || answer.status === 307 || answer.status === 308;
  const headers = Object.entries(hop.headers).filter(
    ([name]) => (sameOrigin || HEADERS_FOR_ANYONE.has(name)) && (keepsMethod || !name.startsWith('content-')),
  );
  const next: Hop = {
    url: to.href,
    method: keepsMethod ? hop.method : 'GET',
    headers: Object.fromEntries(headers),
    body: keepsMethod ? hop.body : undefined,
  };
  return { verdict: 'follow', next, sameOrigin };
}

const refused = (code: EgressRefusalCode, reason: string): RedirectVerdict => ({ verdict: 'refused', code, reason });
