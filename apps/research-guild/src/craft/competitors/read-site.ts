import { quotesOf, type PageEvidence } from '@raptor/agent-kit';
import { roleOf } from '../pages/page-roles';
import { sentencesOf, type PageSentence } from '../pages/sentences';
import type { ParsedPrice } from '../prices/parse-prices';
import { yearlyOf } from '../prices/discounts';
import { isAsked, pricesOf, type QuotedPrice } from '../prices/plans';
import { claimsIn, type FoundClaim } from './claims';
import { audiencesIn, callsToActionOf, offersOf, type FoundAudience, type FoundCall } from './positioning';
import { proofIn, trustIn, type FoundProof, type FoundTrust } from './proof';
import { measureTone, type ToneMeasures } from './tone';

export interface PriceOnPage extends QuotedPrice {
  readonly page: PageEvidence;
}

/** All that code reads from the pages of one company. */
export interface SiteReading {
  readonly pages: readonly PageEvidence[];
  readonly sentences: readonly PageSentence[];
  readonly offers: readonly PageSentence[];
  readonly audiences: readonly FoundAudience[];
  readonly claims: readonly FoundClaim[];
  readonly proof: readonly FoundProof[];
  readonly trust: readonly FoundTrust[];
  readonly calls: readonly FoundCall[];
  readonly prices: readonly PriceOnPage[];
  readonly lowest: PriceOnPage | undefined;
  readonly freeTrial: PageSentence | undefined;
  readonly tone: ToneMeasures;
}

const FREE_TRIAL = /\bfree trial\b|\btry (?:it |\w+ )?(?:for )?free\b|\bfree plan\b|\bfree forever\b/i;

export function readSite(pages: readonly PageEvidence[]): SiteReading {
  const sentences = distinct(pages.flatMap(sentencesOf));
  const stands = new Map(pages.map((page) => [page, quotesOf(page.text)]));
  const prices = pages.flatMap((page) => pricesOf(page).map(({ price }) => ({ ...price, page }))).filter(isAsked);
  const proof = proofIn(sentences);
  const proven = new Set(proof.map(({ text }) => text));
  return {
    pages,
    sentences,
    offers: offersOf(pages, sentences),
    audiences: audiencesIn(sentences),
    claims: claimsIn(sentences.filter(({ text }) => !proven.has(text))),
    proof,
    trust: trustIn(sentences),
    calls: callsToActionOf(pages, (page, quote) => stands.get(page)?.(quote) ?? false),
    prices: prices.filter((price, at) => prices.findIndex((other) => isSamePrice(price, other)) === at),
    lowest: prices
      .filter((price) => price.amount > 0 && yearlyOf(price))
      .toSorted((a, b) => (yearlyOf(a) ?? 0) - (yearlyOf(b) ?? 0))[0],
    freeTrial: sentences.find(({ text }) => FREE_TRIAL.test(text) && !text.endsWith('?')),
    tone: measureTone(sentences),
  };
}

/** Menus and footers are on every page. */
function distinct(sentences: readonly PageSentence[]): PageSentence[] {
  const seen = new Set<string>();
  return sentences.filter(({ text }) => !seen.has(text) && seen.add(text));
}

const isSamePrice = (a: ParsedPrice, b: ParsedPrice): boolean =>
  a.amount === b.amount &&
  a.currency === b.currency &&
  a.period === b.period &&
  a.billed === b.billed &&
  a.unit === b.unit;

/** Of the page that is there for prices, or of the first that has one. */
export const pricingPageOf = ({ pages, prices }: SiteReading): PageEvidence | undefined =>
  pages.find(({ url }) => roleOf(url) === 'pricing') ?? prices[0]?.page;
