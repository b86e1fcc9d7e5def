/** Signs of prices and the currency each stands for (ISO 4217, list one of 2024-06; signs: Unicode CLDR 45 `currencies`). */
const CERTAIN: Readonly<Record<string, string>> = {
  US$: 'USD',
  CA$: 'CAD',
  C$: 'CAD',
  AU$: 'AUD',
  A$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  MX$: 'MXN',
  R$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  'CN¥': 'CNY',
  zł: 'PLN',
  Kč: 'CZK',
  Ft: 'HUF',
};

/** Signs that several currencies share: the most frequent one first, which is assumed where the page names none of them. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN'],
  '¥': ['JPY', 'CNY'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
};

export const CURRENCY_CODES = [
  ...new Set([...Object.values(CERTAIN), ...Object.values(SHARED).flat(), 'CHF', 'ZAR', 'AED', 'ILS', 'RON']),
];

const escaped = (sign: string): string => sign.replace(/[$.]/g, '\\$&');
const longestFirst = (a: string, b: string): number => b.length - a.length;

/** A source of a regular expression that matches any sign or code, the longest first. */
export const CURRENCY_PATTERN = [...Object.keys(CERTAIN), ...Object.keys(SHARED), ...CURRENCY_CODES]
  .toSorted(longestFirst)
  .map(escaped)
  .join('|');

export interface Currency {
  /** ISO 4217. */
  readonly code: string;
  /** The sign is shared by several currencies, and the page names none of them. */
  readonly assumed: boolean;
}

/** Which currency a sign or code means on a page that names these codes in its text. */
export function currencyOf(sign: string, codesOnPage: readonly string[] = []): Currency | undefined {
  if (CURRENCY_CODES.includes(sign)) return { code: sign, assumed: false };
  const certain = CERTAIN[sign];
  if (certain) return { code: certain, assumed: false };
  const shared = SHARED[sign];
  if (!shared) return undefined;
  const named = shared.filter((code) => codesOnPage.includes(code));
  if (named.length === 1 && named[0]) return { code: named[0], assumed: false };
  return shared[0] ? { code: shared[0], assumed: true } : undefined;
}

/** The codes that a text names as words. */
export const codesIn = (text: string): string[] =>
  CURRENCY_CODES.filter((code) => new RegExp(`(?<![A-Z])${code}(?![A-Z])`).test(text));
