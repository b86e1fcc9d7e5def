import type { SearchIntent } from '@raptor/contracts';

/** Words by which people say what they are after; the first row that fits counts. Source of the kinds: A. Broder, A taxonomy of web search, SIGIR Forum 36 (2002). */
const SIGNS: readonly (readonly [SearchIntent, RegExp])[] = [
  [
    'transactional',
    /\b(?:buy|price|prices|pricing|cost|plan|plans|trial|free|demo|sign|order|download|discount|subscribe|month|year)\b/i,
  ],
  [
    'commercial',
    /\b(?:best|top|vs|versus|alternative|alternatives|compare|comparison|review|reviews|software|tool|tools|app|service|template)\b/i,
  ],
  ['informational', /\b(?:how|what|why|when|guide|tips|example|examples|learn|help|news|blog|faq|tax|law)\b/i],
];

/** @param brands names of sellers: who says one wants that seller. */
export function intentOf(phrase: string, brands: readonly string[]): SearchIntent {
  if (brands.some((brand) => brand.length > 2 && phrase.split(' ').includes(brand.toLowerCase())))
    return 'navigational';
  return SIGNS.find(([, words]) => words.test(phrase))?.[0] ?? 'informational';
}
