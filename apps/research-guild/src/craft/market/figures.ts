import type { PageSentence } from '../pages/sentences';

const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
};
const PEOPLE = String.raw`people|freelancers|businesses|companies|teams|users|customers|firms|shops|studios|households|workers|professionals|offices|employees`;
const COUNTED = new RegExp(
  String.raw`(\d[\d,.]*)\s*(thousand|million|billion)?\s+(?:[\p{L}-]+\s+){0,2}?(${PEOPLE})\b`,
  'iu',
);
/** Words without which a number of people is not the size of a market: a company's own customers are not. */
const OF_A_MARKET =
  /\b(?:market|industry|there are|worldwide|in (?:the )?(?:us|uk|eu|europe|germany|america|world)|nationwide|globally|economy|work(?:ing)? as)\b/i;
const GROWTH =
  /\b(?:grow(?:s|n|ing|th)?|rises?|rising|rose|increas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|shrink(?:s|ing)?|more and more|fewer and fewer|doubl(?:e[sd]?|ing))\b/i;

/** How many a sentence says that a market has. */
export interface Headcount {
  readonly count: number;
  /** `freelancers` */
  readonly who: string;
  readonly said: PageSentence;
}

/** Sentences that say how many people or companies there are; what a seller says of its own customers is left out. */
export function headcountsIn(sentences: readonly PageSentence[]): Headcount[] {
  return sentences.flatMap((said) => {
    const found = OF_A_MARKET.test(said.text) ? COUNTED.exec(said.text) : null;
    if (!found?.[1] || !found[3]) return [];
    const count = Number(found[1].replaceAll(',', '')) * (SCALES[(found[2] ?? '').toLowerCase()] ?? 1);
    return Number.isFinite(count) && count > 0 ? [{ count, who: found[3].toLowerCase(), said }] : [];
  });
}

/** Sentences that say that something grows or shrinks. */
export const growthIn = (sentences: readonly PageSentence[]): PageSentence[] =>
  sentences.filter(({ text }) => GROWTH.test(text) && text.split(' ').length >= 4 && !text.endsWith('?'));
