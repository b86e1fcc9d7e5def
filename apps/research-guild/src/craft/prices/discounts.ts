import type { ParsedPrice } from './parse-prices';

/** Amounts are compared as whole hundredths of a cent, so that sums of decimals are exact. */
const EXACT = 10_000;
export const exactly = (amount: number): number => Math.round(amount * EXACT);
export const amountFrom = (exact: number): number => exact / EXACT;

const PER_YEAR: Readonly<Partial<Record<NonNullable<ParsedPrice['period']>, number>>> = {
  month: 12,
  week: 52,
  year: 1,
};

/** What a year costs at this price, in hundredths of a cent; undefined where the period does not say. */
export function yearlyOf({ amount, period }: Pick<ParsedPrice, 'amount' | 'period'>): number | undefined {
  const times = period && PER_YEAR[period];
  return times === undefined ? undefined : exactly(amount) * times;
}

export interface AnnualDiscount<Price extends ParsedPrice> {
  readonly monthly: Price;
  readonly annual: Price;
  /** Of what twelve months cost: percent, rounded to one decimal; below 0 paying yearly is dearer. */
  readonly percent: number;
}

const paidYearly = ({ period, billed }: ParsedPrice): boolean => period === 'year' || billed === 'year';
const paidMonthly = ({ period, billed }: ParsedPrice): boolean => period === 'month' && billed !== 'year';

/** What paying for a year saves against paying by the month: within one plan, one currency and one unit. */
export function annualDiscountOf<Price extends ParsedPrice>(
  prices: readonly Price[],
): AnnualDiscount<Price> | undefined {
  for (const monthly of prices.filter(paidMonthly))
    for (const annual of prices.filter(paidYearly)) {
      const [byMonth, byYear] = [yearlyOf(monthly), yearlyOf(annual)];
      if (monthly.currency !== annual.currency || !sameUnit(monthly, annual) || !byMonth || byYear === undefined)
        continue;
      return { monthly, annual, percent: percentOff(byMonth, byYear) };
    }
  return undefined;
}

/** A page often says `per user` once for both. */
const sameUnit = (a: ParsedPrice, b: ParsedPrice): boolean =>
  a.unit === b.unit || a.unit === undefined || b.unit === undefined;

/** (full - reduced) / full in percent, rounded half up to one decimal by whole numbers. */
export const percentOff = (full: number, reduced: number): number => Math.round(((full - reduced) * 1_000) / full) / 10;
