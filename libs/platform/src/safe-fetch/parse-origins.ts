/**
 * Turns configured origins into the serialised form that URLs are compared with. Throws a TypeError that names the
 * entry when one is not exactly an origin: an entry with a path or a wildcard would promise what is not kept.
 */
export function parseOrigins(entries: readonly string[]): ReadonlySet<string> {
  return new Set(entries.map(parseOrigin));
}

function parseOrigin(entry: string): string {
  const url = URL.canParse(entry) ? new URL(entry) : undefined;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === undefined || !isWeb || url.href !== `${url.origin}/` || url.hostname.includes('*')) {
    throw new TypeError(`"${entry}" is not an exact origin such as http://127.0.0.1:4000`);
  }
  return url.origin;
}
