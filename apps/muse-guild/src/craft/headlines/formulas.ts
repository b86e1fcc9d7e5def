import { capitalised, graphemes } from '../text/graphemes';
import { inBrandWords, wordsIn, type Lexicon } from '../text/lexicon';

export const FORMULAS = [
  'proof',
  'promise',
  'command',
  'how-to',
  'question',
  'audience',
  'product',
  'introduction',
] as const;
export type Formula = (typeof FORMULAS)[number];

/**
 * Why each works, in a sentence, and who says so:
 * Hopkins, Scientific Advertising, 1923 (specific facts); Caples, Tested Advertising Methods, 1932 (self-interest, how-to, news);
 * Ogilvy, Confessions of an Advertising Man, 1963 (name the prospect, and the brand); Bly, The Copywriter's Handbook, 1985 (command, question).
 */
export const REASONS: Readonly<Record<Formula, string>> = {
  proof: 'Leads with a fact that can be shown; specific facts are believed.',
  promise: 'Says the benefit and nothing else: self-interest is what stops a reader.',
  command: 'Tells the reader what to do, with the benefit as the reason.',
  'how-to': 'Offers knowledge that leads to the benefit.',
  question: 'Asks what only somebody who wants the benefit answers with yes.',
  audience: 'Names the reader, so that the right ones stop.',
  product: 'Ties the promise to the name: most people read no further.',
  introduction: 'Introduces the product in a line that fits anywhere.',
};

export interface HeadlineBrief {
  readonly product: string;
  readonly audience: string;
  /** A benefit: `invoices paid sooner`, or a deed: `cut reporting time in half`. */
  readonly promise: string;
  readonly maxLength: number;
  /** Templates are English; in another language only those without words of their own are used. */
  readonly language: string;
  readonly lexicon: Lexicon;
  readonly proofPoints: readonly { readonly text: string; readonly evidenceId: string }[];
}

export interface Draft {
  readonly text: string;
  readonly formula: Formula;
  readonly evidenceIds: readonly string[];
}

const DEEDS: ReadonlySet<string> = new Set(
  'add automate avoid become boost bring build buy choose close collect connect cook create cut deliver design discover double earn eat end enjoy feel file find fix get give grow halve hire improve increase invest keep know launch learn leave live lose lower make manage master measure meet move never open own pay plan play prevent protect publish raise reach read reduce remember replace run save see sell send share ship shorten simplify sleep spend spot start stay stop streamline switch take teach track train travel trust try turn understand unlock use visit win work write'.split(
    ' ',
  ),
);

const isDeed = (promise: string): boolean => DEEDS.has(promise.split(/\s/u)[0]?.toLowerCase() ?? '');
/** A deed in the middle of a sentence begins small; names and abbreviations keep their letters. */
const within = (promise: string): string =>
  isDeed(promise) ? promise.charAt(0).toLowerCase() + promise.slice(1) : promise;

/** Every headline that the formulas make of a brief, in the brand's words, within the limit, without banned words, each text once. */
export function fillFormulas(brief: HeadlineBrief): Draft[] {
  const { lexicon, maxLength } = brief;
  const seen = new Set<string>();
  return [
    ...ofProof(brief),
    ...(brief.language.startsWith('en') ? inEnglish(brief) : []),
    ...neutral(brief),
    ...ofRequired(brief),
  ]
    .map((draft) => ({ ...draft, text: capitalised(inBrandWords(draft.text, lexicon)) }))
    .filter(({ text }) => {
      const isNew = !seen.has(text.toLowerCase());
      seen.add(text.toLowerCase());
      return isNew && graphemes(text) <= maxLength && wordsIn(text, lexicon.banned).length === 0;
    });
}

const draft = (formula: Formula, text: string, evidenceIds: readonly string[] = []): Draft => ({
  formula,
  text,
  evidenceIds,
});

function inEnglish({ product, audience, promise: given }: HeadlineBrief): Draft[] {
  const promise = within(given.replace(/[.!?]+$/, ''));
  const deed = isDeed(promise);
  const canBeHad = deed || !/^(?:no|less|fewer|without)\b/i.test(promise);
  return [
    draft('promise', promise),
    draft('command', deed ? `${promise} with ${product}` : `Get ${promise} with ${product}`),
    draft('how-to', deed ? `How to ${promise}` : `How to get ${promise}`),
    draft('question', deed ? `Want to ${promise}?` : `Want ${promise}?`),
    draft('audience', `For ${audience}: ${promise}`),
    draft('audience', `${product} for ${audience}: ${promise}`),
    draft('product', `${product}: ${promise}`),
    draft('product', `${promise}. With ${product}.`),
    draft('introduction', `${product}, made for ${audience}`),
    draft('introduction', `Meet ${product}`),
  ].filter(({ formula }) => canBeHad || !['command', 'how-to'].includes(formula));
}

/** No word but those of the brief: good in any language, and where everything else is too long or banned. */
const neutral = ({ product, audience, promise }: HeadlineBrief): Draft[] => [
  draft('promise', promise),
  draft('product', `${product}: ${promise}`),
  draft('product', `${promise} | ${product}`),
  draft('audience', `${audience}: ${promise}`),
  draft('product', `${product} – ${promise}`),
  draft('product', `${promise} – ${product}`),
  draft('introduction', `${product} – ${audience}`),
];

const ofProof = ({ product, proofPoints }: HeadlineBrief): Draft[] =>
  proofPoints.flatMap(({ text, evidenceId }) => {
    const fact = text.replace(/\.$/, '');
    return [draft('proof', fact, [evidenceId]), draft('proof', `${product}: ${fact}`, [evidenceId])];
  });

/** For each word that must be there, headlines that have it. */
const ofRequired = ({ product, promise, lexicon }: HeadlineBrief): Draft[] =>
  lexicon.required.flatMap((word) => [
    draft('promise', `${word}: ${promise}`),
    draft('product', `${product}: ${word}`),
  ]);
