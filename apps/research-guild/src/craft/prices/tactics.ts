import type { PageEvidence } from '@raptor/agent-kit';
import { sentencesOf } from '../pages/sentences';
import { annualDiscountOf, exactly } from './discounts';
import { LONGEST_QUOTE, pricesOf, type FoundPlan, type QuotedPrice } from './plans';

export const TACTICS = [
  'free tier',
  'free trial',
  'annual discount',
  'charm price',
  'anchor',
  'decoy',
  'scarcity',
  'highlighted plan',
  'money back',
  'price on request',
] as const;
export type Tactic = (typeof TACTICS)[number];

export interface FoundTactic {
  readonly kind: Tactic;
  /** What it is seen by, in a sentence. */
  readonly reason: string;
  /** Stands in the page's text word for word. */
  readonly quote: string;
}

/** Tactics that are seen by what a page says. */
const SAID: readonly (readonly [Tactic, RegExp, string])[] = [
  [
    'free trial',
    /\b(?:free trial|try (?:it |\w+ )?(?:for )?free|\d+[- ]days? (?:free|trial)|trial period)\b/i,
    'It may be tried before it is paid.',
  ],
  [
    'scarcity',
    /\b(?:limited[- ]time|offer ends|ends (?:on |soon|today|tonight|in \d)|only \d+ (?:left|spots?|seats? left|places?)|last chance|while (?:stocks?|supplies) last|(?:today|this week) only|before prices (?:rise|go up)|early[- ]bird)\b/i,
    'The offer is said to end or run out (Cialdini, Influence, 1984: scarcity).',
  ],
  [
    'highlighted plan',
    /^(?:most popular|recommended|best value|popular|our pick|beliebt(?:este)?r?)[.!]?$|\bmost popular (?:plan|choice)\b/i,
    'One plan is marked as the one to take.',
  ],
  [
    'money back',
    /\bmoney[- ]back\b|\b\d+[- ]day (?:guarantee|refund)\b|\brefund(?:ed)? (?:in full|within)\b/i,
    'The risk is taken from the buyer.',
  ],
];

/**
 * Pricing tactics that a page shows, each with the words that show it, once a kind.
 * - charm price: one that ends in 9, .95 or .99 (Schindler and Kibarian, Journal of Retailing 72, 1996; Anderson and Simester, QME 1, 2003);
 * - anchor: a former or a much dearer price beside it (Tversky and Kahneman, Science 185, 1974): crossed out, or three times the next plan;
 * - decoy: a plan that a slightly dearer one clearly beats (Huber, Payne and Puto, Journal of Consumer Research 9, 1982): at most a
 *   fifth dearer, half as many features more at least.
 */
export function tacticsOf(page: PageEvidence, plans: readonly FoundPlan[]): FoundTactic[] {
  const sentences = sentencesOf(page).flatMap(({ text }) => (text.length <= LONGEST_QUOTE ? [text] : []));
  const said = SAID.flatMap(([kind, words, reason]): FoundTactic[] => {
    const quote = sentences.find((text) => words.test(text));
    return quote ? [{ kind, reason, quote }] : [];
  });
  const shown = [
    freeTier(plans),
    annualDiscount(plans, sentences),
    charm(plans),
    anchor(page, plans),
    decoy(plans),
    onRequest(plans),
  ];
  const found = [...said, ...shown.filter((tactic) => tactic !== undefined)];
  return TACTICS.flatMap((kind) => found.find((tactic) => tactic.kind === kind) ?? []);
}

function freeTier(plans: readonly FoundPlan[]): FoundTactic | undefined {
  const free = plans.find(({ kind }) => kind === 'free');
  return (
    free && { kind: 'free tier', reason: `${free.name} costs nothing for as long as one likes.`, quote: free.quote }
  );
}

function annualDiscount(plans: readonly FoundPlan[], sentences: readonly string[]): FoundTactic | undefined {
  const computed = plans.flatMap(({ name, prices }) => {
    const discount = annualDiscountOf(prices);
    return discount && discount.percent > 0 ? [{ name, ...discount }] : [];
  })[0];
  const stated = sentences.find(
    (text) =>
      /\b(?:save|off|free|discount|spar)\w*\b/i.test(text) && /\b(?:annual(?:ly)?|year(?:ly)?|jährlich)\b/i.test(text),
  );
  if (!computed)
    return stated
      ? { kind: 'annual discount', reason: 'Paying for a year is said to save.', quote: stated }
      : undefined;
  const says = stated ? /(\d{1,2}(?:\.\d)?)\s?%/.exec(stated)?.[1] : undefined;
  const differs = says !== undefined && Math.abs(Number(says) - computed.percent) >= 1;
  const aside = differs ? ` The page says ${says} %.` : '';
  return {
    kind: 'annual discount',
    reason: `Paying for a year saves ${computed.percent} % with ${computed.name}.${aside}`,
    quote: stated ?? computed.annual.quote,
  };
}

const isCharm = ({ amount }: QuotedPrice): boolean => {
  const cents = Math.round(amount * 100);
  return cents % 100 === 0 ? amount >= 9 && amount % 10 === 9 : [95, 99, 90].includes(cents % 100);
};

function charm(plans: readonly FoundPlan[]): FoundTactic | undefined {
  const prices = plans.flatMap((plan) => plan.prices);
  const [first, ...more] = prices.filter(isCharm);
  if (!first) return undefined;
  return {
    kind: 'charm price',
    reason: `${more.length + 1} of ${prices.length} prices end just below a round figure.`,
    quote: first.quote,
  };
}

function anchor(page: PageEvidence, plans: readonly FoundPlan[]): FoundTactic | undefined {
  const former = pricesOf(page).find(({ price }) => price.sense === 'former');
  if (former)
    return { kind: 'anchor', reason: 'A former price stands beside the one to pay.', quote: former.price.quote };
  const ranked = comparable(plans).toSorted((a, b) => b.price.amount - a.price.amount);
  const [dearest, next] = ranked;
  if (!dearest || !next || exactly(dearest.price.amount) < 3 * exactly(next.price.amount)) return undefined;
  return {
    kind: 'anchor',
    reason: `${dearest.plan.name} costs three times ${next.plan.name} or more, which looks modest beside it.`,
    quote: dearest.price.quote,
  };
}

function decoy(plans: readonly FoundPlan[]): FoundTactic | undefined {
  const ranked = comparable(plans).toSorted((a, b) => a.price.amount - b.price.amount);
  for (const [at, lesser] of ranked.entries()) {
    const better = ranked[at + 1];
    const [few, many] = [heldBy(lesser.plan), better ? heldBy(better.plan) : 0];
    if (!better || few < 3 || many < few * 1.5) continue;
    if (exactly(better.price.amount) * 10 > exactly(lesser.price.amount) * 12) continue;
    return {
      kind: 'decoy',
      reason: `${better.plan.name} is at most a fifth dearer than ${lesser.plan.name} and lists ${many} features instead of ${few}.`,
      quote: lesser.price.quote,
    };
  }
  return undefined;
}

function onRequest(plans: readonly FoundPlan[]): FoundTactic | undefined {
  const hidden = plans.find(({ kind }) => kind === 'on request');
  return hidden && { kind: 'price on request', reason: `${hidden.name} has no public price.`, quote: hidden.quote };
}

const heldBy = ({ features }: FoundPlan): number => features.filter(({ value }) => value !== 'not included').length;

/** The first price of each plan, of those plans that are paid the same way as the first. */
function comparable(plans: readonly FoundPlan[]): { plan: FoundPlan; price: QuotedPrice }[] {
  const all = plans.flatMap((plan) =>
    plan.prices[0] && plan.kind === 'priced' ? [{ plan, price: plan.prices[0] }] : [],
  );
  const [first] = all;
  return all.filter(
    ({ price }) =>
      price.currency === first?.price.currency &&
      price.period === first.price.period &&
      price.unit === first.price.unit &&
      price.billed === first.price.billed,
  );
}
