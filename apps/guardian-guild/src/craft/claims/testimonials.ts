import type { Draft } from './claim';

const QUOTE = /["“„«]([^"“”„«»]{1,600})["”“»]/gu;
const FIRST_PERSON = /\b(?:I|I’m|I'm|I’ve|I've|my|we|we’ve|we've|our|us|me|We|My|Our)\b/u;
/** Behind a quote: — Jane, said Jane, Jane Doe, CEO of Acme. */
const CREDIT =
  /^[\s,.]{0,3}(?:[—–-]{1,2}\s?\p{Lu}|(?:says?|said|told|writes|wrote|raves?|reports?)\b|\p{Lu}\p{Ll}+ (?:says?|said|told|writes|wrote|raves?|reports?)\b)/u;
const CREDIT_BEFORE =
  /(?:\b(?:says?|said|told us|writes|wrote|raves?|[Aa]ccording to [\p{L} ]{1,40}|testimonial|review)[:,]?|\p{Lu}\p{Ll}+:)\s*$/u;
const FEWEST_WORDS = 3;

/** Words that somebody is said to have said: credited, or in the first person. Titles and scare quotes are none. */
export function testimonialsIn(text: string): Draft[] {
  return [...text.matchAll(QUOTE)].flatMap(({ index, 0: whole, 1: quote = '' }) => {
    const end = index + whole.length;
    const isCredited =
      CREDIT.test(text.slice(end, end + 60)) || CREDIT_BEFORE.test(text.slice(Math.max(0, index - 60), index));
    const words = quote.trim().split(/\s+/).length;
    if (words < FEWEST_WORDS && !isCredited) return [];
    if (!isCredited && !FIRST_PERSON.test(quote)) return [];
    return [{ kind: 'testimonial', form: 'quote', value: quote.trim(), start: index, end }];
  });
}
