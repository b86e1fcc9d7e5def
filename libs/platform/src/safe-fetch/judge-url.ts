import { isIP } from 'node:net';
import type { AddressPolicy } from './address-ranges';
import { judgeAddress } from './judge-address';
import type { EgressRefusalCode } from './safe-fetch.errors';

/** Where a permitted URL leads; still to be done for a name: resolve it and judge every address under `policy`. */
export interface UrlTarget {
  /** Without fragment and without a trailing dot of the host. */
  readonly url: URL;
  /** Name or address as the WHATWG parser normalises it, without brackets. */
  readonly hostname: string;
  readonly isLiteral: boolean;
  readonly port: number;
  readonly policy: AddressPolicy;
}

export type UrlVerdict =
  | { readonly verdict: 'allowed'; readonly target: UrlTarget }
  | { readonly verdict: 'refused'; readonly code: EgressRefusalCode; readonly reason: string };

const MAX_URL_LENGTH = 4096;
const PUBLIC_PORTS: ReadonlySet<number> = new Set([80, 443]);
const HOST_LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Names that mean something only inside a network or a machine (RFC 6761, 6762, 7686, 8375, ICANN's withheld names). */
const INTERNAL_SUFFIXES = 'localhost localdomain local internal intranet private corp home lan home.arpa onion invalid'
  .split(' ')
  .map((suffix) => `.${suffix}`);

/**
 * Decides on a URL before any name is resolved. `permittedOrigins` are serialised origins (`new URL(x).origin`) that
 * the operator allowed: for exactly these, port and host name are free and the address policy is `operator`.
 */
export function judgeUrl(input: string, permittedOrigins: ReadonlySet<string>): UrlVerdict {
  if (input.length > MAX_URL_LENGTH || !URL.canParse(input)) {
    return refused('EGRESS_URL_INVALID', 'not a URL that can be fetched');
  }
  const url = new URL(input);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refused('EGRESS_SCHEME', `scheme ${url.protocol.slice(0, -1)} is not fetched`);
  }
  if (url.username !== '' || url.password !== '') {
    return refused('EGRESS_USERINFO', 'the URL carries a user name or password');
  }

  const isPermitted = permittedOrigins.has(url.origin);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (!isPermitted && !PUBLIC_PORTS.has(port)) return refused('EGRESS_PORT', `port ${port} is not fetched`);

  url.hash = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const policy: AddressPolicy = isPermitted ? 'operator' : 'public';
  const isLiteral = isIP(hostname) !== 0;
  if (isLiteral) {
    const judged = judgeAddress(hostname, policy);
    if (judged.verdict === 'refused') return refused('EGRESS_ADDRESS', `a ${judged.range} address is not fetched`);
  } else if (!isPermitted && !isPublicName(hostname)) {
    return refused('EGRESS_HOST', 'the host is not a full public domain name');
  }
  return { verdict: 'allowed', target: { url, hostname, isLiteral, port, policy } };
}

function isPublicName(hostname: string): boolean {
  const labels = hostname.split('.');
  return (
    hostname.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => HOST_LABEL.test(label)) &&
    !INTERNAL_SUFFIXES.some((suffix) => hostname.endsWith(suffix))
  );
}

const refused = (code: EgressRefusalCode, reason: string): UrlVerdict => ({ verdict: 'refused', code, reason });
