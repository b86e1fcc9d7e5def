const words = (list: string): Set<string> => new Set(list.split(/\s+/));

/** By unit, the words for it; in the singular they are their own unit. */
export const DURATIONS = words('second minute hour day week month quarter year decade sec min hr mo yr');
const SHORT_UNITS: Readonly<Record<string, string>> = {
  sec: 'second',
  min: 'minute',
  hr: 'hour',
  mo: 'month',
  yr: 'year',
  percent: '%',
  people: 'person',
  companies: 'company',
  countries: 'country',
  agencies: 'agency',
  cities: 'city',
  currencies: 'currency',
  families: 'family',
  industries: 'industry',
  businesses: 'business',
  lbs: 'pound',
  kilo: 'kg',
  minutes: 'minute',
};

/** What people count when they boast; others are recognised by their plural. */
export const COUNTED = words(
  `person people customer client user team company business brand country city language member subscriber student patient
   download install review star employee partner store location order product project integration template feature
   agency freelancer marketer developer founder owner family home meal mile km kg pound lb lbs calorie gram mg ml litre liter watt point click
   award expert engineer doctor dentist site website app page lead sale deal dollar euro cent seat acre tree tonne ton currency industry`,
);

/** Plurals that number a list or a way, not a fact about the product. */
export const NOT_COUNTED = words(
  `tips ways reasons steps things ideas questions mistakes facts signs examples lessons secrets rules myths trends types kinds parts
   options choices words sentences chapters plans tiers phases stages pillars principles habits hacks tricks strategies methods sizes
   colours colors flavours flavors always series status business address access process success press class plus us this its is has was does news
   across basis focus bonus minus thus yes`,
);

export const CURRENCIES: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  dollar: 'USD',
  dollars: 'USD',
  usd: 'USD',
  bucks: 'USD',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  gbp: 'GBP',
};

export const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  b: 1e9,
  billion: 1e9,
};

const SMALL = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(SMALL.map((word, value) => [word, value])),
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
  thousand: 1_000,
};

/** The number a word is, in digits or letters; undefined for other words. */
export function numberOf(word: string): number | undefined {
  if (/^\d/.test(word))
    return Number(/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(word) ? word.replaceAll(',', '') : word.replace(',', '.'));
  return Object.hasOwn(NUMBER_WORDS, word) ? NUMBER_WORDS[word] : undefined;
}

/** A unit's one name: `days` and `day` are `day`, `companies` are `company`. */
export function unitOf(word: string): string {
  const known = SHORT_UNITS[word];
  if (known !== undefined) return known;
  const singular = word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  return SHORT_UNITS[singular] ?? (singular.endsWith('ie') ? `${singular.slice(0, -2)}y` : singular);
}
