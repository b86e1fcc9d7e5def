import type { ParsedPrice } from '../prices/parse-prices';
import { yearlyOf } from '../prices/discounts';
import type { Theme } from './themes';

/** A sentence of an analysis, and what it rests on. */
export interface Bullet {
  readonly text: string;
  readonly evidenceIds: readonly string[];
  readonly quote?: string;
}

export interface Swot {
  readonly strengths: readonly Bullet[];
  readonly weaknesses: readonly Bullet[];
  readonly opportunities: readonly Bullet[];
  readonly threats: readonly Bullet[];
}

/** Something a page says. */
export interface Said {
  readonly text: string;
  readonly evidenceId: string;
}

export interface OwnSide {
  readonly name: string;
  readonly audience: string;
  readonly themes: ReadonlySet<Theme>;
  readonly trust: readonly string[];
  readonly hasProof: boolean;
  readonly freeTrial?: boolean | undefined;
  readonly price?: Pick<ParsedPrice, 'amount' | 'currency' | 'period'> | undefined;
}

export interface TheirSide {
  readonly domain: string;
  /** Ids of all their pages that were read: what an absence rests on. */
  readonly pages: readonly string[];
  /** Their words could be understood: of pages in other languages nothing is said to be missing. */
  readonly isUnderstood: boolean;
  readonly themes: ReadonlyMap<Theme, readonly Said[]>;
  readonly trust: readonly (Said & { readonly name: string })[];
  readonly proof: readonly (Said & { readonly kind: string })[];
  readonly claims: readonly (Said & { readonly kind: string })[];
  readonly audiences: readonly (Said & { readonly who: string })[];
  /** The least they ask for a flat or per-user plan. */
  readonly price?: (Said & { readonly price: ParsedPrice }) | undefined;
  readonly freeTrial?: Said | undefined;
  readonly pricingPageChanged?: { readonly since: string; readonly evidenceIds: readonly string[] } | undefined;
}

const MOST = 6;
const list = new Intl.ListFormat('en', { type: 'conjunction' });
const listed = (words: readonly string[]): string => list.format(words.slice(0, 5));

/**
 * How a competitor stands against the own company: their strengths and weaknesses, and what follows for us (Humphrey, SRI, 1960s; Weihrich, Long
 * Range Planning 15, 1982: bullets are comparisons, not lists of praise). What pages do not say is a weakness of the pages, and said so.
 */
export function swotOf(own: OwnSide, their: TheirSide): Swot {
  if (their.pages.length === 0) return { strengths: [], weaknesses: [], opportunities: [], threats: [] };
  const absent = (text: string): Bullet => ({ text, evidenceIds: their.pages });
  const said = (text: string, { text: quote, evidenceId }: Said): Bullet => ({
    text,
    quote,
    evidenceIds: [evidenceId],
  });
  const onlyTheirs = [...their.themes].filter(([theme, phrases]) => phrases.length > 0 && !own.themes.has(theme));
  const onlyOurs = their.isUnderstood ? [...own.themes].filter((theme) => !their.themes.get(theme)?.length) : [];
  const difference = priceDifference(own, their);
  const [proof] = their.proof;
  const foreignTrust = their.trust.filter(({ name }) => !own.trust.some((mark) => isSame(mark, name)));
  const missingTrust = own.trust.filter((mark) => !their.trust.some(({ name }) => isSame(mark, name)));
  const figure = their.claims.find(({ kind }) => kind === 'number');
  const guarantee = their.claims.find(({ kind }) => kind === 'guarantee');
  const namesAudience = their.audiences.some(({ who }) => shareWords(who, own.audience));

  const strengths = [
    ...(proof
      ? [
          said(
            own.hasProof ? `Shows proof (${proof.kind}).` : `Shows proof (${proof.kind}) where ${own.name} has none.`,
            proof,
          ),
        ]
      : []),
    ...(difference && difference.theirs < difference.ours
      ? [said(`Asks less to begin with: ${difference.words}.`, difference.said)]
      : []),
    ...(their.freeTrial && own.freeTrial === false
      ? [said(`Can be tried for free, which ${own.name} cannot.`, their.freeTrial)]
      : []),
    ...foreignTrust.map((mark) => said(`Names ${mark.name}, which ${own.name} does not.`, mark)),
    ...onlyTheirs.flatMap(([theme, [first]]) =>
      first ? [said(`Speaks of ${theme}, which ${own.name} does not.`, first)] : [],
    ),
  ];
  const weaknesses = [
    ...(their.price ? [] : [absent('No price is public on the pages read.')]),
    ...(difference && difference.theirs > difference.ours
      ? [said(`Asks more to begin with: ${difference.words}.`, difference.said)]
      : []),
    ...(proof || !their.isUnderstood ? [] : [absent('The pages read show no customer, rating or record.')]),
    ...missingTrust.map((mark) => absent(`The pages read do not name ${mark}, which ${own.name} has.`)),
    ...(onlyOurs.length > 0 ? [absent(`The pages read do not speak of ${listed(onlyOurs)}.`)] : []),
  ];
  const opportunities = [
    ...(onlyOurs.length > 0
      ? [absent(`Lead with ${listed(onlyOurs)}: ${own.name} speaks of it and these pages do not.`)]
      : []),
    ...(!their.price && own.price
      ? [absent(`Show the own price openly (${inWords(own.price)}): theirs has to be asked for.`)]
      : []),
    ...(namesAudience || their.audiences.length === 0
      ? []
      : [absent(`Name ${own.audience} first: these pages name others.`)]),
    ...missingTrust.map((mark) => absent(`Put ${mark} where buyers compare.`)),
  ];
  const threats = [
    ...(difference && difference.theirs < difference.ours
      ? [said(`Buyers who compare prices find ${their.domain} cheaper: ${difference.words}.`, difference.said)]
      : []),
    ...(figure ? [said('Makes its promise with a figure, which reads as proof.', figure)] : []),
    ...(guarantee ? [said('Takes the risk from the buyer with a guarantee.', guarantee)] : []),
    ...(their.pricingPageChanged
      ? [
          {
            text: `Has changed its pricing page since ${their.pricingPageChanged.since.slice(0, 10)}.`,
            evidenceIds: their.pricingPageChanged.evidenceIds,
          },
        ]
      : []),
    ...[...their.themes].flatMap(([theme, [first]]) =>
      first && own.themes.has(theme) ? [said(`Competes on ${theme}, which ${own.name} promises, too.`, first)] : [],
    ),
  ];
  const cut = (bullets: readonly Bullet[]): Bullet[] => bullets.slice(0, MOST);
  return {
    strengths: cut(strengths),
    weaknesses: cut(weaknesses),
    opportunities: cut(opportunities),
    threats: cut(threats),
  };
}

/** Only prices of one currency are set against each other, as what a year costs. */
function priceDifference(own: OwnSide, { price: found }: TheirSide) {
  if (!own.price || !found || own.price.currency !== found.price.currency) return undefined;
  const [ours, theirs] = [yearlyOf(own.price), yearlyOf(found.price)];
  if (ours === undefined || theirs === undefined) return undefined;
  return { ours, theirs, said: found, words: `${inWords(found.price)} against ${inWords(own.price)}` };
}

const inWords = ({ amount, currency, period }: Pick<ParsedPrice, 'amount' | 'currency' | 'period'>): string =>
  `${amount} ${currency}${period ? ` per ${period}` : ''}`;

const isSame = (a: string, b: string): boolean =>
  a.toLowerCase().replace(/\W/g, '') === b.toLowerCase().replace(/\W/g, '');

const SMALL_WORDS: ReadonlySet<string> = new Set(['and', 'the', 'for', 'with', 'small', 'large', 'of', 'in', 'who']);
const shareWords = (a: string, b: string): boolean => {
  const words = new Set(
    a
      .toLowerCase()
      .match(/[\p{L}\d]{3,}/gu)
      ?.map((word) => word.replace(/s$/, '')),
  );
  return (b.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []).some(
    (word) => !SMALL_WORDS.has(word) && words.has(word.replace(/s$/, '')),
  );
};
