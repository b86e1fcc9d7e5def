import type { PageEvidence } from '@raptor/agent-kit';
import { homeOf } from './input';
import { PAGE_ROLES, roleOf } from './page-roles';
import { isSameSite } from './sites';

interface Site {
  readonly domain: string;
  readonly url?: string | undefined;
}

/** Those of the pages read that are of one site, home first, then by role. */
export const pagesOf = (site: Site, pages: readonly PageEvidence[]): PageEvidence[] =>
  pages
    .filter(({ url }) => isSameSite(url, homeOf(site)))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || (a.url < b.url ? -1 : 1));

function rankOf({ url }: PageEvidence): number {
  const role = roleOf(url);
  return role ? PAGE_ROLES.indexOf(role) : PAGE_ROLES.length;
}
