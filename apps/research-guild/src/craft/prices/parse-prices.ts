import { CURRENCY_PATTERN, currencyOf } from './currencies';

export const PERIODS = ['hour', 'day', 'week', 'month', 'year', 'once'] as const;
export type Period = (typeof PERIODS)[number];

export interface ParsedPrice {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** The sign is shared by several currencies, and the page names none of them. */
  readonly currencyAssumed: boolean;
  /** What the amount is for; undefined where the text does not say. */
  readonly period?: Period;
  /** How often one pays, where that differs: `$10 per month, billed annually`. */
  readonly billed?: 'month' | 'year';
  /** What is counted: `user`, `seat`, `1,000 contacts`; undefined for a flat price. */
  readonly unit?: string;
  /** `former`: was, instead of; `saving`: save, off; `from`: the least of several. */
  readonly sense: 'price' | 'from' | 'former' | 'saving';
}

const NUMBER = String.raw`\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,4})?`;
const PRICE = new RegExp(
  String.raw`(?<![\p{L}\d])(?<before>${CURRENCY_PATTERN})\s?(?<first>${NUMBER})|(?<![\p{L}\d.,])(?<second>${NUMBER})\s?(?<after>${CURRENCY_PATTERN})(?![\p{L}\d])`,
  'gu',
);
/** `$5 million`, `€2bn`, `$20k`: money raised or turned over, not a price. `$1 k` is nobody's price either. */
const MAGNITUDE = /^\s?(?:k|m|bn|b|tn|thousand|million|billion|mio|mrd)\b/i;

const EACH = String.raw`(?:\/\s*|\b(?:per|an?|each|every|pro|par|por|al|im)\s+(?:\w+\s*(?:\/|per|,)\s*)?)`;
const PERIOD_WORDS: readonly (readonly [Period, RegExp])[] = [
  ['month', new RegExp(String.raw`${EACH}(?:mo|mth|month|monat|mois|mes)\b|\bmonthly\b|\bmonatlich\b`, 'i')],
  [
    'year',
    new RegExp(String.raw`${EACH}(?:yr|year|annum|jahr|an|año)\b|\b(?:yearly|annually|annual)\b|\bjährlich\b`, 'i'),
  ],
  ['week', new RegExp(String.raw`${EACH}(?:wk|week|woche|semaine|semana)\b|\bweekly\b`, 'i')],
  ['day', new RegExp(String.raw`${EACH}(?:day|tag|jour|día)\b|\bdaily\b`, 'i')],
  ['hour', new RegExp(String.raw`${EACH}(?:hr|hour|stunde|heure|hora)\b|\bhourly\b`, 'i')],
  ['once', /\bone[- ]time\b|\bonce\b|\blifetime\b|\beinmalig\b/i],
];
const BILLED = /\b(?:billed|paid|payable|invoiced)\s+(?:(annual|year)|(month))/i;
const UNIT =
  /(?:\/\s*|\b(?:per|each|pro)\s+)((?:[\d,.]+\s*)?(?:users?|seats?|members?|agents?|editors?|employees?|contacts?|subscribers?|locations?|stores?|sites?|domains?|projects?|workspaces?|hosts?|transactions?|invoices?|requests?|credits?|emails?|people|person|nutzer|gb|tb))\b/i;

/** How far after an amount its period and unit may stand. */
const REACH = 80;
/** More than that is no price of a plan. */
const HIGHEST = 10_000_000;

/**
 * The prices in a text, in order, with what they are for. Amounts are read as written in English or continental Europe: where both marks
 * occur the last one is the decimal mark, a single one before exactly three digits parts thousands.
 */
export function pricesIn(text: string, codesOnPage: readonly string[] = []): ParsedPrice[] {
  const found = [...text.matchAll(PRICE)];
  // `Per month: $12`: what stands before the first price holds for all that say nothing themselves.
  const headed = termsIn(text.slice(Math.max(0, (found[0]?.index ?? 0) - REACH), found[0]?.index ?? 0)).period;
  return found.flatMap((match, at) => {
    const { before, first, second, after } = match.groups ?? {};
    const currency = currencyOf(before ?? after ?? '', codesOnPage);
    const end = match.index + match[0].length;
    const rest = text.slice(end, Math.min(found[at + 1]?.index ?? text.length, end + REACH));
    if (!currency || MAGNITUDE.test(rest)) return [];
    const amount = amountOf(first ?? second ?? '');
    if (amount > HIGHEST) return [];
    const terms = termsIn(rest);
    const period = terms.period ?? headed;
    const lead = text.slice(Math.max(found[at - 1]?.index ?? 0, match.index - 30), match.index);
    return [
      {
        amount,
        currency: currency.code,
        currencyAssumed: currency.assumed,
        ...terms,
        ...(period && { period }),
        sense: senseOf(lead, rest),
      },
    ];
  });
}

/** Period, billing and unit that the words after an amount name. */
function termsIn(rest: string): Pick<ParsedPrice, 'period' | 'billed' | 'unit'> {
  const billing = BILLED.exec(rest);
  const billed = billing ? (billing[1] ? ('year' as const) : ('month' as const)) : undefined;
  const plain = billing ? rest.slice(0, billing.index) : rest;
  const nearest = PERIOD_WORDS.map(([period, words]) => ({ period, at: plain.search(words) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0];
  const period = nearest?.period ?? billed;
  const unit = UNIT.exec(rest)?.[1]?.toLowerCase().replace(/\s+/g, ' ');
  return {
    ...(period && { period }),
    ...(billed && billed !== period && { billed }),
    ...(unit && { unit: singular(unit) }),
  };
}

function senseOf(lead: string, rest: string): ParsedPrice['sense'] {
  if (/\b(?:save|saving|savings|sparen)\s+(?:up to\s+)?$/i.test(lead) || /^\s*(?:off|discount|credit)\b/i.test(rest))
    return 'saving';
  if (/\b(?:was|were|normally|usually|regularly|instead of|formerly|statt|worth)\s*:?\s*$/i.test(lead)) return 'former';
  return /\b(?:from|starting at|starts at|as low as|ab)\s*:?\s*$/i.test(lead) ? 'from' : 'price';
}

export function amountOf(written: string): number {
  const plain = written.replace(/['’\u00a0\u202f]/g, '');
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (last < 0) return Number(plain);
  const marks = plain.match(/[.,]/g) ?? [];
  const isMixed = plain.includes('.') && plain.includes(',');
  const partsThousands = !isMixed && (marks.length > 1 || /^[1-9]\d{0,2}[.,]\d{3}$/.test(plain));
  if (partsThousands) return Number(plain.replace(/[.,]/g, ''));
  return Number(`${plain.slice(0, last).replace(/[.,]/g, '')}.${plain.slice(last + 1)}`);
}

const singular = (unit: string): string =>
  unit.startsWith('1,000') || /^\d/.test(unit) || unit === 'people'
    ? unit.replace(/^people$/, 'person')
    : unit.replace(/s$/, '');
