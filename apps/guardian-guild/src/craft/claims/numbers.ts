import type { Word } from '@raptor/policy-packs';
import type { Draft } from './claim';
import { COUNTED, CURRENCIES, DURATIONS, NOT_COUNTED, SCALES, numberOf, unitOf } from './units-of-claims';

const words = (list: string): Set<string> => new Set(list.split(/\s+/));

/** Behind these a number is a name: Model 3, step 2, Windows 11. */
const NAMED_BY_NUMBER = words(
  `model version iphone ipad galaxy pixel windows office step chapter page part level phase section article form route suite room floor
   gate flight season episode volume no type series category tier class grade highway formula area gpt web fortune top rule title
   figure table slide act apollo boeing airbus iso xbox playstation covid python java angular node html es utf sha mp ps section`,
);
const MONTHS = words(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec',
);
const STREETS = words('street st avenue ave road rd lane boulevard blvd drive square');
const ORDINALS = words('st nd rd th');
const LEADS_IN = words('over under nearly almost about only just from around');
const RESULTS = words(
  'faster slower more less fewer cheaper higher lower better sooner quicker easier longer shorter off discount growth increase reduction savings return returns roi increase',
);
const PERIODS = words('day week month year hour user seat mo yr night person team');
const VAGUE_ADJECTIVES = 2;
const HALVES: Readonly<Record<string, number>> = {
  half: 0.5,
  twice: 2,
  double: 2,
  doubles: 2,
  triple: 3,
  triples: 3,
  doubled: 2,
  tripled: 3,
  quadruple: 4,
};
const WHAT_DOUBLES = words(
  'your the their its our revenue sales leads traffic conversions as output time cost price productivity profit growth reach engagement capacity speed pipeline income roi rate',
);
const NOT_DOUBLED = words(
  'check checked click clicked tap espresso room bed glazed opt sided edged digit breasted entry half',
);

/** Percentages, prices, durations, multiples, ratings and counts that copy states, with what they are numbers of. */
export function numbersIn(text: string, all: readonly Word[], isBlocked: (word: Word) => boolean): Draft[] {
  const drafts: Draft[] = [];
  let next = 0;
  for (let index = 0; index < all.length; index++) {
    const word = all[index];
    if (word === undefined || index < next || isBlocked(word)) continue;
    const read = new NumberReader(text, all, index).read();
    if (read === undefined) continue;
    drafts.push(read.draft);
    next = read.next;
  }
  return drafts;
}

class NumberReader {
  /** The last word that belongs to the claim. */
  private last: number;

  constructor(
    private readonly text: string,
    private readonly all: readonly Word[],
    private readonly index: number,
  ) {
    this.last = index;
  }

  read(): { draft: Draft; next: number } | undefined {
    const word = this.all[this.index];
    if (word === undefined) return undefined;
    const number = numberOf(word.lower);
    if (number === undefined) return this.readHalf(word);
    if (this.isName(word, number)) return undefined;
    const form = this.readUnit(word, number);
    return form && { draft: { kind: 'number', ...form, ...this.span() }, next: this.last + 1 };
  }

  private readHalf(word: Word): { draft: Draft; next: number } | undefined {
    const value = Object.hasOwn(HALVES, word.lower) ? HALVES[word.lower] : undefined;
    const following = this.lower(1);
    if (
      value === undefined ||
      this.between(0).includes('-') ||
      NOT_DOUBLED.has(following) ||
      !WHAT_DOUBLES.has(following)
    )
      return undefined;
    if (word.lower === 'half' && !words('the your').has(following)) return undefined;
    this.last = this.index + (words('your the their its our as').has(following) ? 2 : 1);
    return { draft: { kind: 'number', form: 'multiple', value, unit: 'x', ...this.span() }, next: this.last + 1 };
  }

  /** Dates, times, models, addresses, ordinals and the like. */
  private isName(word: Word, number: number): boolean {
    const before = this.text[word.start - 1] ?? ' ';
    const after = this.text[word.end] ?? ' ';
    const beyond = this.text[word.end + 1] ?? ' ';
    const isDigits = /^\d/.test(word.lower);
    if (before === '#' || (/[/:.\-–&_]/.test(before) && /[\p{L}\d]/u.test(this.text[word.start - 2] ?? ' '))) {
      const isRange = /[-–]/.test(before) && numberOf(this.lower(-1)) !== undefined;
      if (!isRange) return true;
    }
    if (/[/:]/.test(after) && /\d/.test(beyond)) return !this.isRating(number);
    if (after === '-' && words('on to').has(this.lower(1))) return true;
    if (ORDINALS.has(this.lower(1)) && this.between(0) === '') return true;
    if (this.hasSign()) return false;
    if (words('am pm a.m p.m').has(this.lower(1)) || this.lower(1) === "o'clock") return true;
    if (
      (MONTHS.has(this.lower(-1)) && (number <= 31 || number >= 1900) && this.isJust(-1)) ||
      (MONTHS.has(this.lower(1)) && this.lower(1) !== 'may')
    )
      return true;
    if (NAMED_BY_NUMBER.has(this.lower(-1)) && isDigits) return true;
    if (STREETS.has(this.lower(2)) || STREETS.has(this.lower(3)))
      return /^\p{Lu}/u.test(this.all[this.index + 1]?.text ?? '');
    return word.lower === 'one' && !DURATIONS.has(this.lower(1));
  }

  private readUnit(word: Word, number: number): Pick<Draft, 'form' | 'value' | 'unit'> | undefined {
    let value = number;
    const scale = Object.hasOwn(SCALES, this.lower(1)) ? SCALES[this.lower(1)] : undefined;
    const isAttached = this.between(0) === '';
    if (scale !== undefined && (isAttached || this.lower(1).length > 2)) {
      value *= scale;
      this.last++;
    }
    const sign = CURRENCIES[this.text[word.start - 1] ?? ''] ?? CURRENCIES[this.text[word.end] ?? ''];
    const following = this.next();
    if (sign !== undefined || CURRENCIES[following] !== undefined) {
      if (sign === undefined) this.last++;
      this.takePeriod();
      this.takeResult();
      return { form: 'price', value, unit: sign ?? CURRENCIES[following] ?? 'USD' };
    }
    if (/^\s?%/.test(this.text.slice(word.end, word.end + 2)) || following === 'percent') {
      if (following === 'percent') this.last++;
      this.takeResult();
      return { form: 'percentage', value, unit: '%' };
    }
    if (this.isRating(number)) {
      this.last = this.index + (this.lower(1) === 'out' ? 3 : 1);
      return { form: 'rating', value, unit: `of ${this.lower(this.last - this.index)}` };
    }
    if (following === 'x' || following === 'times') {
      this.last++;
      this.takeResult();
      return { form: 'multiple', value, unit: 'x' };
    }
    if (
      words('since established founded est').has(this.lower(-1)) ||
      (this.lower(-1) === 'in' && words('established founded').has(this.lower(-2)))
    )
      return value >= 1800 && value < 2100 && Number.isInteger(value)
        ? { form: 'since', value, unit: 'year' }
        : undefined;
    return this.readNoun(word, value);
  }

  private readNoun(word: Word, value: number): Pick<Draft, 'form' | 'value' | 'unit'> | undefined {
    const from = this.last;
    const isYear = value >= 1900 && value < 2100 && /^\d{4}$/.test(word.lower);
    for (let step = 1; step <= VAGUE_ADJECTIVES + 1; step++) {
      const noun = this.all[from + step];
      if (
        noun === undefined ||
        noun.sentence !== word.sentence ||
        /[,:—–]/.test(this.text.slice(this.all[from + step - 1]?.end, noun.start))
      )
        return undefined;
      const unit = unitOf(noun.lower);
      const isListed = COUNTED.has(unit) || COUNTED.has(noun.lower) || DURATIONS.has(unit);
      const isPlural =
        step === 1 &&
        noun.lower.length > 4 &&
        /[^s]s$/.test(noun.lower) &&
        /^\p{Ll}/u.test(noun.text) &&
        !NOT_COUNTED.has(noun.lower);
      if (NOT_COUNTED.has(noun.lower) || words('of or and the to in a').has(noun.lower)) return undefined;
      if (isListed && NOT_COUNTED.has(this.all[from + step + 1]?.lower ?? '')) return undefined;
      if (isYear && !(isListed && word.lower.includes(','))) return undefined;
      if (!isListed && !isPlural) continue;
      if (!/^\d/.test(word.lower) && !isListed) return undefined;
      this.last = from + step;
      this.takeResult();
      return { form: unit === 'star' ? 'rating' : DURATIONS.has(unit) ? 'duration' : 'count', value, unit };
    }
    return undefined;
  }

  private isRating(number: number): boolean {
    const outOf = this.lower(1) === 'out' && this.lower(2) === 'of' && numberOf(this.lower(3)) !== undefined;
    const isSlashed =
      this.between(0) === '/' &&
      words('5 10').has(this.lower(1)) &&
      number <= Number(this.lower(1)) &&
      this.between(1) !== '/';
    return outOf || isSlashed;
  }

  private hasSign(): boolean {
    const word = this.all[this.index];
    if (word === undefined) return false;
    return (
      CURRENCIES[this.text[word.start - 1] ?? ''] !== undefined || /^\s?%/.test(this.text.slice(word.end, word.end + 2))
    );
  }

  /** `$9 a month`, `$9/user`. */
  private takePeriod(): void {
    const [one, two] = [this.all[this.last + 1]?.lower ?? '', this.all[this.last + 2]?.lower ?? ''];
    if (PERIODS.has(one) && this.between(this.last - this.index).includes('/')) this.last += 1;
    else if (words('a per each every').has(one) && PERIODS.has(two)) this.last += 2;
  }

  private takeResult(): void {
    if (RESULTS.has(this.next()) && this.all[this.last + 1]?.sentence === this.all[this.index]?.sentence) this.last++;
  }

  /** Nothing but a space between a word and the one after it. */
  private isJust = (offset: number): boolean => this.between(offset).trim() === '';
  private next = (): string => this.all[this.last + 1]?.lower ?? '';
  private lower = (offset: number): string => this.all[this.index + offset]?.lower ?? '';
  private between = (offset: number): string =>
    this.text.slice(
      this.all[this.index + offset]?.end ?? 0,
      this.all[this.index + offset + 1]?.start ?? this.text.length,
    );

  private span(): Pick<Draft, 'start' | 'end'> {
    const [one, two] = [this.lower(-1), this.lower(-2)];
    const lead =
      words('to than least most').has(one) && words('up more less at').has(two)
        ? 2
        : LEADS_IN.has(one) || one === 'since'
          ? 1
          : 0;
    const begin = this.all[this.index - lead]?.start ?? 0;
    let end = this.all[this.last]?.end ?? 0;
    end += /^(?:\s?%|[€£¥+])/.exec(this.text.slice(end, end + 2))?.[0].length ?? 0;
    const hasSign = lead === 0 && CURRENCIES[this.text[begin - 1] ?? ''] !== undefined;
    return { start: hasSign ? begin - 1 : begin, end };
  }
}
