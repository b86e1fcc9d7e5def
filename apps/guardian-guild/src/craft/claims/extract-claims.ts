import { detect, findPhrases, linksOf, wordsOf } from '@raptor/policy-packs';
import type { Claim, ClaimForm, Draft } from './claim';
import { numbersIn } from './numbers';
import { Places, Sentences, type Span } from './places';
import { testimonialsIn } from './testimonials';
import { NO_CLAIMS, WORDINGS } from './wordings';

const RANK_SIGN = /#\s?1(?!\d)|(?<!\p{L})[Nn]o\.\s?1(?!\d)/gu;
/** A number says more than these, and needs the evidence that numbers need. */
const LESS_THAN_NUMBERS: readonly ClaimForm[] = ['comparison', 'hearsay', 'free'];

/**
 * Everything in a copy (English) that somebody could be asked to prove, in its order: numbers, superlatives, testimonials, health and
 * finance. Deterministic. Where claims overlap, the one that asks for more evidence stands and keeps the number of the other.
 */
export function extractClaims(text: string): Claim[] {
  const words = wordsOf(text);
  const elsewhere = new Places(text, [...linksOf(text), ...detect('phone_number', text)]);
  const isBlocked = (word: Span): boolean => elsewhere.at(word) !== undefined;
  const idioms = new Places(text, findPhrases(NO_CLAIMS, words));

  const sentences = new Sentences(text, words);
  const quotes = testimonialsIn(text);
  const numbers = numbersIn(text, words, isBlocked);
  const worded = WORDINGS.flatMap(({ kind, form, phrases }) =>
    findPhrases(phrases, words).map((span): Draft => ({
      kind,
      form,
      ...span,
      value: keyOf(text.slice(span.start, span.end)),
    })),
  ).filter((draft) => idioms.at(draft) === undefined);
  const ranks = [...text.matchAll(RANK_SIGN)].map(({ index, 0: sign }): Draft => ({
    kind: 'superlative',
    form: 'rank',
    value: '#1',
    start: index,
    end: index + sign.length,
  }));
  const minor = worded.filter(({ form }) => LESS_THAN_NUMBERS.includes(form));
  const major = worded.filter(({ form }) => !LESS_THAN_NUMBERS.includes(form));
  return joinAdjacent(text, settle(text, [...quotes, ...ranks, ...major, ...numbers, ...minor])).map((draft) => ({
    ...draft,
    text: text.slice(draft.start, draft.end),
    context: sentences.around(draft),
  }));
}

/** Small letters, one space: what a wording is compared by. */
const keyOf = (wording: string): string =>
  wording
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}#'%]+/gu, ' ')
    .trim();

/** Earlier drafts weigh more. One that overlaps a weightier one gives it its number and goes; two of a kind become one. */
function settle(text: string, drafts: readonly Draft[]): Draft[] {
  const standing: Draft[] = [];
  const places = new Places(text);
  for (const draft of drafts) {
    const place = places.at(draft);
    const other = place === undefined ? undefined : standing[place];
    if (place === undefined || other === undefined) {
      places.take(draft, standing.push(draft) - 1);
      continue;
    }
    if (other.form === 'quote') continue;
    const isNumber = typeof draft.value === 'number' && typeof other.value !== 'number';
    const joined = {
      ...other,
      ...(isNumber && { value: draft.value, ...(draft.unit !== undefined && { unit: draft.unit }) }),
      start: Math.min(other.start, draft.start),
      end: Math.max(other.end, draft.end),
    };
    standing[place] = joined;
    places.take(joined, place);
  }
  return standing.sort((one, other) => one.start - other.start || one.end - other.end);
}

/** "Clinically proven to" and "reduce wrinkles" are one claim. */
function joinAdjacent(text: string, drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const before = joined.at(-1);
    const isOne =
      before?.kind === draft.kind && before.form === draft.form && text.slice(before.end, draft.start) === ' to ';
    if (before !== undefined && isOne) joined[joined.length - 1] = { ...before, end: draft.end };
    else joined.push(draft);
  }
  return joined;
}
