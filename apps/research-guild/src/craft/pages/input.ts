import { z } from 'zod';

/** A site by its domain, as inputs of agents name it. */
export const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:[\p{L}\p{N}-]{2,63}|\d{1,3})(?::\d{1,5})?$/u, {
    error: 'must be a domain such as acme.com, without https:// and path',
  })
  .describe('Domain of the site, such as acme.com');

export const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// or http://' })
  .max(2_048);

/** Where to begin on a site. */
export const homeOf = ({ domain, url }: { readonly domain: string; readonly url?: string | undefined }): string =>
  url ?? `https://${domain}/`;
