import { wordsOf } from '@raptor/policy-packs';
import type { Claim } from './claim';
import { extractClaims } from './extract-claims';

export interface ClaimEvidence {
  readonly id: string;
  /** The words that are to prove it. */
  readonly excerpt: string;
}

export interface Support {
  readonly isSupported: boolean;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** Say nothing about what a sentence is about. */
const STOPWORDS = new Set(
  `a an the and or but of to in on at by for with from as is are was were be been it its this that these those you your we our us they
   their he she his her i my me not no so than then there here up out over under more less most least very just only all any every each
   per will can could would may might do does did have has had get gets got about into off new now one try start today`.split(
    /\s+/,
  ),
);

/** Words that mean the same to a reader of numbers. */
const SAME: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'fast quick speed soon early rapid time hour day late delay swift',
    'save cut reduce lower cheap less reduction saving cost price drop discount decrease spend expense fee',
    'more increase grow growth rise gain up higher boost improve',
    'customer client user buyer member subscriber freelancer people person reader guest shopper patient',
    'company business team firm organisation organization brand',
    'pay paid payment invoice',
    'rate rating review star score',
    'sale revenue income turnover earn earning',
  ].flatMap((group) => group.split(' ').map((word) => [word, group])),
);

const stem = (word: string): string => word.replace(/(?:ies)$/, 'y').replace(/(?<=\w{3})(?:ing|ed|er|est|es|s)$/, '');
const STEMMED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SAME).map(([word, group]) => [stem(word), group]),
);

function topicsOf(text: string): Set<string> {
  const topics = new Set<string>();
  for (const { lower } of wordsOf(text))
    if (!STOPWORDS.has(lower) && !/^\d/.test(lower)) topics.add(STEMMED[stem(lower)] ?? stem(lower));
  return topics;
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[’‘]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[\s.,;:!?"]+/g, ' ')
    .trim()
    .toLowerCase();

const yes = (reason: string): Support => ({ isSupported: true, reason });
const no = (reason: string): Support => ({ isSupported: false, reason });

const read = new WeakMap<ClaimEvidence, readonly Claim[]>();

/** What an excerpt says; read once, however many claims are held against it. */
function claimsIn(evidence: ClaimEvidence): readonly Claim[] {
  const claims = read.get(evidence) ?? extractClaims(evidence.excerpt);
  read.set(evidence, claims);
  return claims;
}

/**
 * Whether an excerpt proves a claim: a quote stands in it word for word; a number stands in it with the same unit, in a sentence about
 * the same; a superlative or an award stands in it about the same; of health and money, besides, most of what is claimed.
 */
export function supports(claim: Claim, evidence: ClaimEvidence): Support {
  const { excerpt } = evidence;
  if (claim.form === 'quote') {
    const quote = plain(String(claim.value));
    return quote !== '' && plain(excerpt).includes(quote)
      ? yes('The quote stands there word for word.')
      : no('The quote does not stand there word for word.');
  }
  const stated = claimsIn(evidence);
  if (typeof claim.value === 'number') {
    const same = stated.filter(({ value, unit }) => value === claim.value && unit === claim.unit);
    if (same.length === 0) return no(`${claim.value} ${claim.unit ?? ''}`.trim() + ' does not stand there.');
    if (claim.kind === 'number') {
      return same.some((other) => isAboutTheSame(claim, other))
        ? yes('The same number stands there, about the same.')
        : no('The same number stands there, but it is about something else.');
    }
  }
  if (claim.kind === 'health' || claim.kind === 'finance') return shareOf(claim, excerpt);
  return statesTheSame(claim, stated) ? yes('It stands there, about the same.') : no('It does not stand there.');
}

/** Some of what a sentence is about, beside the number itself and its unit. */
function isAboutTheSame(claim: Claim, other: Claim, itself: string = claim.unit ?? ''): boolean {
  const [topics, others, own] = [topicsOf(claim.context), topicsOf(other.context), topicsOf(itself)];
  const subjects = [...topics].filter((topic) => !own.has(topic));
  return subjects.length === 0 || subjects.some((topic) => others.has(topic));
}

const keyWords = (claim: Claim): Set<string> => {
  const words = wordsOf(String(claim.value)).map(({ lower }) => stem(lower));
  return new Set(words.filter((word) => !STOPWORDS.has(word)));
};

function statesTheSame(claim: Claim, stated: readonly Claim[]): boolean {
  const wanted = keyWords(claim);
  return stated.some((other) => {
    if (other.kind !== claim.kind || (other.form !== claim.form && !(isRanking(claim) && isRanking(other))))
      return false;
    const words = keyWords(other);
    const isSame = isTop(claim) && isTop(other) ? true : [...wanted].every((word) => words.has(word));
    return isSame && isAboutTheSame(claim, other, `${claim.value} number`);
  });
}

const isRanking = ({ form }: Claim): boolean => form === 'rank' || form === 'award';
/** "#1", "No. 1", "number one" are the same. */
const isTop = ({ value }: Claim): boolean => /^(?:#1|no 1|number (?:one|1))$/.test(String(value));

const ENOUGH = 0.6;

function shareOf(claim: Claim, excerpt: string): Support {
  const [wanted, there] = [topicsOf(claim.text), topicsOf(excerpt)];
  const found = [...wanted].filter((topic) => there.has(topic)).length;
  const isDenied =
    /\b(?:no|not|never|cannot|without|fails? to|insufficient|lack of)\b/i.test(excerpt) &&
    !/\b(?:no|not|never|without)\b/i.test(claim.context);
  if (isDenied) return no('What stands there may deny it.');
  return wanted.size > 0 && found / wanted.size >= ENOUGH
    ? yes('What is claimed stands there.')
    : no('Too little of what is claimed stands there.');
}
