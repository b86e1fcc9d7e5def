import { getDomain } from 'tldts';

/**
 * Whose page an address is: the registrable domain by the Public Suffix List (publicsuffix.org; hosts of strangers, such as
 * `github.io`, included), or host and port where there is none. Undefined for what is no address.
 */
export function siteOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, hostname } = new URL(url);
  return getDomain(hostname, { allowPrivateDomains: true }) ?? host;
}

export const isSameSite = (one: string, other: string): boolean => {
  const site = siteOf(one);
  return site !== undefined && site === siteOf(other);
};
