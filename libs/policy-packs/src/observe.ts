import { listOf } from './applies';
import { valuesOf, type Content, type Scalar } from './content';
import { detect } from './detectors/detect';
import { findPhrases, parsePhrase, type Phrase } from './phrases/phrase';
import type { PolicyRule } from './policy-rule';
import { firstGraphemes } from './units/graphemes';
import { isTextUnit, measure } from './units/measure';
import { wordsOf, type Word } from './units/words';

/** Something that is against a rule, before it is put into words. */
export interface Breach {
  readonly field: string;
  readonly index?: number | undefined;
  readonly value?: Scalar;
  readonly observed: Scalar;
}

interface Place {
  readonly field: string;
  readonly index: number | undefined;
  readonly value: Scalar;
}

const phrases = new WeakMap<PolicyRule, Phrase[]>();

function phrasesOf(rule: PolicyRule): Phrase[] {
  const known = phrases.get(rule);
  if (known) return known;
  const made = (Array.isArray(rule.value) ? rule.value : []).map(parsePhrase);
  phrases.set(rule, made);
  return made;
}

/** Words of the texts of one content: many rules ask for them, and are given the same. */
export class KnownWords {
  private readonly known = new Map<string, readonly Word[]>();

  of(text: string): readonly Word[] {
    const words = this.known.get(text) ?? wordsOf(text);
    this.known.set(text, words);
    return words;
  }
}

const MOST_QUOTED = 3;

/** What of it a rule looks for in a text: each once, at most three. */
function soughtIn(text: string, rule: PolicyRule, except: ReadonlySet<string>, words: KnownWords): string[] {
  const seen = rule.within === undefined ? text : firstGraphemes(text, rule.within);
  const found =
    rule.unit === 'phrase'
      ? findPhrases(phrasesOf(rule), words.of(seen)).map(({ start, end }) => seen.slice(start, end))
      : detect(String(rule.value), seen, except, () => words.of(seen)).map((place) => place.text.trim());
  const distinct = new Set<string>();
  for (const one of found) if (!except.has(one) && distinct.size < MOST_QUOTED) distinct.add(one);
  return [...distinct];
}

function sizeOf(value: Scalar, { unit }: PolicyRule): number {
  if (typeof value === 'number') return value;
  return isTextUnit(unit) ? measure(String(value), unit) : Number.NaN;
}

const letters = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
const initials = (name: string): string =>
  letters(
    name
      .split(/\s+/)
      .map((word) => word.slice(0, 1))
      .join(''),
  );

function agree(one: string, other: string): boolean {
  const [a, b] = [letters(one), letters(other)];
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a) || initials(one) === b || initials(other) === a);
}

/** Everything in a content that is against a rule, in the order of its fields and values. `allowed` are words of the brand. */
export function observe(rule: PolicyRule, content: Content, allowed: readonly string[], words: KnownWords): Breach[] {
  const fields = listOf(rule.field);
  const places: Place[] = fields.flatMap((field) => valuesOf(content, field).map((value) => ({ field, ...value })));
  const except = new Set([...(rule.except ?? []), ...allowed]);
  const [field] = fields;
  const whole = (observed: Scalar): Breach[] => (field === undefined ? [] : [{ field, observed }]);
  const limit = Number(rule.value);
  const isSearch = rule.unit === 'phrase' || rule.unit === 'pattern';

  switch (rule.op) {
    case 'max':
    case 'min': {
      const isOver = (size: number): boolean => (rule.op === 'max' ? size > limit : size < limit);
      if (rule.unit === 'items') return isOver(places.length) ? whole(places.length) : [];
      return places
        .map((place) => ({ ...place, observed: sizeOf(place.value, rule) }))
        .filter(({ observed }) => isOver(observed));
    }
    case 'total_max': {
      const total = places.reduce((sum, { value }) => sum + sizeOf(value, rule), 0);
      return total > limit ? whole(total) : [];
    }
    case 'some_max': {
      const smallest = Math.min(...places.map(({ value }) => sizeOf(value, rule)));
      return places.length > 0 && smallest > limit ? whole(smallest) : [];
    }
    case 'forbid':
      if (rule.unit === 'presence') return places.map((place) => ({ ...place, observed: place.value }));
      if (!isSearch)
        return places
          .map((place) => ({ ...place, observed: sizeOf(place.value, rule) }))
          .filter(({ observed }) => observed > 0);
      return places
        .map((place) => ({ ...place, observed: soughtIn(String(place.value), rule, except, words).join(', ') }))
        .filter(({ observed }) => observed !== '');
    case 'require':
      if (!isSearch) return places.length > 0 ? [] : whole('nothing');
      return places.some(({ value }) => soughtIn(String(value), rule, except, words).length > 0)
        ? []
        : whole('nothing');
    case 'matches':
      return places
        .filter(
          ({ value }) => (isSearch ? soughtIn(String(value), rule, except, words).length : sizeOf(value, rule)) === 0,
        )
        .map((place) => ({ ...place, observed: 'nothing' }));
    case 'equals':
      return places.filter(({ value }) => value !== rule.value).map((place) => ({ ...place, observed: place.value }));
    case 'one_of':
      return places
        .filter(({ value }) => !listOf(Array.isArray(rule.value) ? rule.value : []).includes(String(value)))
        .map((place) => ({ ...place, observed: place.value }));
    case 'unique': {
      const seen = new Set<string>();
      return places
        .filter(({ value }) => {
          const key = String(value).trim().toLowerCase();
          return seen.has(key) || !seen.add(key);
        })
        .map((place) => ({ ...place, observed: place.value }));
    }
    case 'needs':
      return places.length > 0 && valuesOf(content, String(rule.value)).length === 0 ? whole('nothing') : [];
    case 'agrees_with': {
      const names = listOf(Array.isArray(rule.value) ? rule.value : String(rule.value)).flatMap((other) =>
        valuesOf(content, other),
      );
      if (names.length === 0) return [];
      return places
        .filter(({ value }) => !names.some((other) => agree(String(value), String(other.value))))
        .map((place) => ({ ...place, observed: place.value }));
    }
  }
}
