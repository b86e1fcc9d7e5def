import type { PageSentence } from '../pages/sentences';

export const CLAIM_KINDS = ['number', 'comparison', 'superlative', 'guarantee', 'outcome'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/**
 * What makes a sentence an advertising claim, in English: what must be substantiated under the FTC's Policy Statement on Advertising
 * Substantiation (1984): figures, comparisons, superlatives that can be measured, guarantees, promised results. The first that fits counts.
 */
const CLAIMS: readonly (readonly [ClaimKind, RegExp])[] = [
  ['guarantee', /\b(?:guarantee[ds]?|money[- ]back|risk[- ]free|no questions asked|or your money)\b/i],
  [
    'comparison',
    /\b(?:unlike|instead of|compared (?:to|with)|versus|vs\.?|(?:faster|cheaper|easier|better|simpler|more [a-z]+|less [a-z]+|fewer [a-z]+) than|\d+x (?:faster|more|cheaper|better)|twice as)\b/i,
  ],
  [
    'number',
    /(?:\d[\d.,]*\s?(?:%|percent\b|x\b|hours?\b|minutes?\b|days?\b|weeks?\b)|\bhalf the (?:time|cost|price)\b)/i,
  ],
  [
    'superlative',
    /\b(?:best|leading|fastest|easiest|simplest|cheapest|largest|biggest|most (?:trusted|popular|advanced|powerful|complete|accurate)|only|number one|world[- ]class|award[- ]winning|unmatched)\b|(?:^|\s)#1\b/i,
  ],
  [
    'outcome',
    /\b(?:save|saves|cut|cuts|reduce|reduces|grow|grows|increase|increases|boost|boosts|double|doubles|eliminate|eliminates|never (?:miss|lose|chase|forget)|get paid|win more|stop (?:losing|chasing|wasting))\b/i,
  ],
];

export interface FoundClaim extends PageSentence {
  readonly kind: ClaimKind;
}

const SHORTEST_WORDS = 3;
/** A price, a trial or an instruction holds figures and claims nothing. */
const NO_CLAIM =
  /[$€£¥]\s?\d|\d\s?[$€£¥]|\bfree trial\b|\?$|^(?:start|try|book|sign up|contact|read|learn|see|download)\b/i;

export function claimsIn(sentences: readonly PageSentence[]): FoundClaim[] {
  return sentences.flatMap(({ text, page }) => {
    if (text.split(' ').length < SHORTEST_WORDS || NO_CLAIM.test(text)) return [];
    const kind = CLAIMS.find(([, words]) => words.test(text))?.[0];
    return kind ? [{ kind, text, page }] : [];
  });
}
