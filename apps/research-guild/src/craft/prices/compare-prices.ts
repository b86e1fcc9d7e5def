import { median } from 'simple-statistics';
import { amountFrom, yearlyOf } from './discounts';
import type { ParsedPrice } from './parse-prices';

/** One price that somebody asks for one plan. */
export interface AskedPrice extends Pick<ParsedPrice, 'amount' | 'currency' | 'period' | 'billed' | 'unit'> {
  readonly seller: string;
  readonly plan: string;
}

/** Prices that may be compared: one currency, one unit, one way of paying; as an amount per month. */
export interface PriceComparison {
  readonly currency: string;
  /** `flat`, or what is counted. */
  readonly unit: string;
  readonly paid: 'monthly' | 'yearly';
  readonly entries: readonly { readonly seller: string; readonly plan: string; readonly perMonth: number }[];
  readonly lowest: number;
  readonly median: number;
  readonly highest: number;
}

const PEOPLE: ReadonlySet<string> = new Set([
  'user',
  'seat',
  'member',
  'agent',
  'editor',
  'employee',
  'person',
  'nutzer',
]);

/**
 * What sellers ask at the least, side by side. Currencies are never converted, flat prices never set beside prices per user, monthly
 * payment never beside yearly: each has a comparison of its own. A seat, a member, an agent are all users. One-off prices are left out.
 */
export function comparePrices(asked: readonly AskedPrice[]): PriceComparison[] {
  const groups = new Map<
    string,
    { key: Omit<PriceComparison, 'entries' | 'lowest' | 'median' | 'highest'>; prices: AskedPrice[] }
  >();
  for (const price of asked) {
    const paid = price.period === 'year' || price.billed === 'year' ? 'yearly' : 'monthly';
    if (!yearlyOf(price)) continue;
    const unit = price.unit === undefined ? 'flat' : PEOPLE.has(price.unit) ? 'user' : price.unit;
    const key = { currency: price.currency, unit, paid } as const;
    const group = groups.get(Object.values(key).join()) ?? { key, prices: [] };
    group.prices.push(price);
    groups.set(Object.values(key).join(), group);
  }
  return [...groups.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { key, prices }]) => {
      const entries = cheapestOfEach(prices);
      const amounts = entries.map(({ perMonth }) => perMonth);
      return {
        ...key,
        entries,
        lowest: Math.min(...amounts),
        median: cents(median(amounts)),
        highest: Math.max(...amounts),
      };
    });
}

function cheapestOfEach(prices: readonly AskedPrice[]): PriceComparison['entries'] {
  const best = new Map<string, { seller: string; plan: string; perMonth: number }>();
  for (const price of prices) {
    const perMonth = cents(amountFrom((yearlyOf(price) ?? 0) / 12));
    const known = best.get(price.seller);
    if (!known || perMonth < known.perMonth)
      best.set(price.seller, { seller: price.seller, plan: price.plan, perMonth });
  }
  return [...best.values()].toSorted((a, b) => a.perMonth - b.perMonth || (a.seller < b.seller ? -1 : 1));
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;
