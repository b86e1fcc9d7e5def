import { quotesOf, type PageEvidence } from '@raptor/agent-kit';
import { segmentsOf } from '@raptor/policy-packs';
import { headingLevels } from '../pages/heading-levels';
import { codesIn } from './currencies';
import { pricesIn, type ParsedPrice } from './parse-prices';

/** A price with the words it was read from. */
export interface QuotedPrice extends ParsedPrice {
  /** Stands in the page's text word for word. */
  readonly quote: string;
}

/** A plan as a page shows it. */
export interface FoundPlan {
  readonly name: string;
  readonly kind: 'free' | 'priced' | 'on request';
  /** The words that say what it costs. */
  readonly quote: string;
  readonly prices: readonly QuotedPrice[];
  readonly features: readonly PlanFeature[];
}

export interface PlanFeature {
  /** As the page words it. */
  readonly name: string;
  /** `included`, `not included`, or what a table says. */
  readonly value: string;
}

export const FREE = /^(?:free(?: forever| plan)?|always free|kostenlos|gratuit|gratis)[.!]?$/i;
export const ON_REQUEST =
  /^(?:custom(?: pricing)?|contact (?:us|sales)(?: for pricing)?|let['’]s talk|talk to (?:us|sales)|on request|request a quote|auf anfrage|sur devis)[.!]?$/i;
/** A line of a price, not a sentence that mentions one. */
const LEADS_WITH_PRICE =
  /^(?:from|starting at|only|just|ab|à partir de)?\s*(?:\p{Sc}|[A-Z]{1,3}\p{Sc}|[A-Z]{3}\s?\d|\d)/iu;
const CALL_TO_ACTION =
  /^(?:start|try|get|buy|choose|select|sign|book|contact|request|talk|upgrade|subscribe|learn|see)\b.{0,30}$/i;
export const IS_NAME = /^(?!.*[?!.:]$)[\p{L}\p{N}].{0,39}$/u;

const english = new Intl.Segmenter('en', { granularity: 'sentence' });
const HIGHLIGHT = /^(?:most popular|recommended|best value|popular)$/i;

/** A name stands close above its price; below a price, terms take at most two short lines. */
const NAME_ABOVE = 4;
const TERMS_BELOW = 2;
const SHORT_LINE = 60;
const LONGEST_PLAN = 40;
export const LONGEST_FEATURE = 120;

/** All prices of a page in reading order, each with the block, and the lines of terms under it, that it was read from. */
export function pricesOf(page: PageEvidence): { readonly at: number; readonly price: QuotedPrice }[] {
  const codes = codesIn(page.text);
  const { blocks } = page.data;
  const stands = quotesOf(page.text);
  return blocks.flatMap((block, at) => {
    const alone = pricesIn(block, codes);
    if (alone.length === 0) return [];
    const widened = [block, ...termsBelow(blocks, at)].join(' ');
    const read = alone.length === 1 && alone[0]?.period === undefined && stands(widened) ? widened : block;
    return quotable(read)
      .filter(stands)
      .flatMap((quote) => pricesIn(quote, codes).map((price) => ({ at, price: { ...price, quote } })));
  });
}

/** `$12`, then `per user / month` in lines of their own. */
function termsBelow(blocks: readonly string[], at: number): string[] {
  const below = blocks.slice(at + 1, at + 1 + TERMS_BELOW);
  const end = below.findIndex(
    (line) =>
      line.length > SHORT_LINE ||
      !/^(?:\/|per\b|an?\b|each\b|billed\b|paid\b|monthly|yearly|annually|USD|EUR|GBP|pro\b|par\b)/i.test(line),
  );
  return end < 0 ? below : below.slice(0, end);
}

export const LONGEST_QUOTE = 300;

/** A line as it is quoted: whole, or its sentences where it is too long for that. */
function quotable(line: string): string[] {
  const text = line.replace(/\s+/gu, ' ').trim();
  if (text.length <= LONGEST_QUOTE) return [text];
  return [...segmentsOf(english, text)]
    .map(({ segment }) => segment.trim())
    .filter((part) => part !== '' && part.length <= LONGEST_QUOTE);
}

/** The plans that a page shows as cards: a name, under it what it costs, under that what it holds. */
export function plansOf(page: PageEvidence): FoundPlan[] {
  const shown: Shown = { blocks: page.data.blocks, levels: headingLevels(page), prices: pricesOf(page) };
  const { blocks, levels, prices } = shown;
  const priced = new Set(prices.filter(({ price }) => isAsked(price)).map(({ at }) => at));
  const costs = blocks.flatMap((block, at) =>
    (priced.has(at) && LEADS_WITH_PRICE.test(block)) || FREE.test(block) || ON_REQUEST.test(block) ? [at] : [],
  );
  const above = [...new Set(costs.map((at) => nameAbove(shown, at, costs)))].filter((at) => at !== undefined);
  const headings = above.filter((at) => levels[at]);
  const names = (headings.length > 0 ? headings : above).toSorted((a, b) => a - b);
  return names.flatMap((start, nth) => planIn(shown, start, endOf(shown, start, names[nth + 1])) ?? []);
}

interface Shown {
  readonly blocks: readonly string[];
  readonly levels: readonly number[];
  readonly prices: readonly { readonly at: number; readonly price: QuotedPrice }[];
}

export const isAsked = ({ sense }: ParsedPrice): boolean => sense === 'price' || sense === 'from';

/** The heading above a price, or a short line where plans have no headings; not one that another price stands between. */
function nameAbove({ blocks, levels }: Shown, at: number, costs: readonly number[]): number | undefined {
  const level = levels[at] ?? 0;
  if (level > 1) return FREE.test(blocks[at] ?? '') ? at : undefined;
  const above = Array.from({ length: NAME_ABOVE }, (_, step) => at - 1 - step).filter((index) => index >= 0);
  const blocked = above.findIndex((index) => costs.includes(index) && !levels[index]);
  const open = blocked < 0 ? above : above.slice(0, blocked);
  const isName = (index: number): boolean => IS_NAME.test(blocks[index] ?? '');
  const heading = open.find((index) => (levels[index] ?? 0) > 1);
  if (heading !== undefined) return isName(heading) ? heading : undefined;
  const line = open.find((index) => isName(index) && !levels[index] && (blocks[index] ?? '').split(' ').length <= 3);
  return line !== undefined && !CALL_TO_ACTION.test(blocks[line] ?? '') ? line : undefined;
}

/** A plan ends where the next begins, or at a heading that is not below its own. */
function endOf({ blocks, levels }: Shown, start: number, next = blocks.length): number {
  const last = Math.min(next, start + LONGEST_PLAN, blocks.length);
  const own = levels[start] || 6;
  const heading = levels.slice(start + 1, last).findIndex((level) => level > 0 && level <= own);
  return heading < 0 ? last : start + 1 + heading;
}

function planIn({ blocks, levels, prices }: Shown, start: number, end: number): FoundPlan | undefined {
  const name = blocks[start] ?? '';
  const within = prices.filter(({ at }) => at > start && at < end);
  const own = within.map(({ price }) => price).filter(isAsked);
  const paid = own.filter(({ amount }) => amount > 0);
  const said = [...blocks.slice(start + 1, end), name];
  const quote =
    (paid[0] ?? own[0])?.quote ??
    said.find((block) => FREE.test(block)) ??
    said.find((block) => ON_REQUEST.test(block));
  if (quote === undefined) return undefined;
  const kind = paid.length > 0 ? 'priced' : own.length > 0 || FREE.test(quote) ? 'free' : 'on request';
  const features = blocks.slice(start + 1, end).filter((block, offset) => {
    const at = start + 1 + offset;
    const isPrice = within.some((price) => price.at === at || price.price.quote.includes(block));
    return !levels[at] && !isPrice && isFeature(block);
  });
  return {
    name,
    kind,
    quote,
    prices: distinct(paid.length > 0 ? paid : own),
    features: [...new Set(features)].map((feature) => ({ name: feature, value: 'included' })),
  };
}

const isFeature = (block: string): boolean =>
  block.length <= LONGEST_FEATURE &&
  block.length > 2 &&
  ![FREE, ON_REQUEST, CALL_TO_ACTION, HIGHLIGHT].some((other) => other.test(block)) &&
  !/[:?]$/.test(block);

export const distinct = (prices: readonly QuotedPrice[]): QuotedPrice[] =>
  prices.filter(
    (price, at) =>
      prices.findIndex(
        ({ amount, currency, period, billed, unit }) =>
          amount === price.amount &&
          currency === price.currency &&
          period === price.period &&
          billed === price.billed &&
          unit === price.unit,
      ) === at,
  );
