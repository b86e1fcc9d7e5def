/** Decided by the connection, the body or the decoder, never by a caller. */
const OURS: ReadonlySet<string> = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export type RequestHeadersVerdict =
  | { readonly verdict: 'allowed'; readonly headers: Readonly<Record<string, string>> }
  | { readonly verdict: 'refused'; readonly reason: string };

/** Lower-cases the names and adds `defaults` where the caller says nothing; refuses what would change the framing. */
export function judgeRequestHeaders(
  given: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>>,
): RequestHeadersVerdict {
  const headers: Record<string, string> = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    if (!TOKEN.test(name) || OURS.has(lower)) return { verdict: 'refused', reason: `header ${lower} may not be set` };
    if (!FIELD_VALUE.test(value)) return { verdict: 'refused', reason: `header ${lower} has a forbidden character` };
    headers[lower] = value;
  }
  return { verdict: 'allowed', headers };
}
