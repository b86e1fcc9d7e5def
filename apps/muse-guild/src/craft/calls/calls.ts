import { graphemes } from '@raptor/policy-packs';
import { capitalised } from '../text/graphemes';

/** What people are asked to do, as the first word of a button. */
const VERBS: ReadonlySet<string> = new Set(
  `add apply ask become begin book bring build buy calculate call change chat check choose claim compare contact contribute convert create cut design
  discover donate download draft draw earn enjoy enter enrol enroll estimate explore export find finish follow free get give go grow hear help hire
  import install invite join keep launch learn let listen make measure meet move open order pay pick plan play post preview print publish read
  receive register rent request reserve run save schedule see sell send set share shop show sign simplify sketch speak stand start stop subscribe
  switch take talk tell test track travel try turn unlock upgrade use view visit volunteer vote watch win write`.split(
    /\s+/,
  ),
);

/** Say nothing of what happens next: usability research finds them unclear out of their place (Nielsen Norman Group, "Learn More" links, 2015). */
const EMPTY =
  /^(?:click(?: here| this| now)?|submit|ok|okay|go|enter|continue|next|learn more|read more|more|here|press here)$/i;

/** With these no order begins. */
const NO_ORDER =
  /^(?:a|an|the|our|your|my|we|you|i|it|this|that|these|those|for|with|to|from|of|in|on|at|by|and|or|is|are|was|free|new|best|only|more|all)$/i;

const firstWord = (text: string): string => (/^[\p{L}\p{M}'’-]+/u.exec(text.trim())?.[0] ?? '').toLowerCase();

export const beginsWithVerb = (text: string): boolean =>
  VERBS.has(firstWord(text)) && !/^free\b(?!\s+(?:up|your|my)\b)/i.test(text);

/** What is wrong with a text as a button, a sentence each. A verb that is not on our list passes: what cannot be an order does not. */
export const callProblems = (text: string, product: string): string[] => [
  ...(EMPTY.test(text.trim()) ? [`"${text}" does not say what happens next`] : []),
  ...(!beginsWithVerb(text) && (NO_ORDER.test(firstWord(text)) || text.toLowerCase().startsWith(product.toLowerCase()))
    ? [`"${text}" does not begin with a verb`]
    : []),
];

/** What stands before a noun that somebody offers. */
const OFFERED: readonly (readonly [RegExp, (noun: string) => string])[] = [
  [/\b(?:trial|plan|account)$/i, (noun) => `Start your ${noun}`],
  [/\b(?:demo|call|meeting|tour|visit|consultation)$/i, (noun) => `Book a ${noun}`],
  [/\b(?:quote|estimate|sample|guide|report|e-?book|template|checklist|newsletter)$/i, (noun) => `Get the ${noun}`],
  [/\b(?:pricing|prices|plans|examples|features)$/i, (noun) => `See ${noun}`],
];

/** As an order: what is one stays, an offer gets its verb, anything else is asked of the product. */
export function asOrder(action: string, product: string): string {
  const plain = action
    .replace(/\s+/gu, ' ')
    .replace(/[.!?…>→»\s]+$/u, '')
    .trim();
  const isOrder = beginsWithVerb(plain) && !EMPTY.test(plain);
  if (isOrder || !/^[\p{Script=Latin}\p{N}]/u.test(plain)) return capitalised(plain);
  const noun = plain.replace(/^(?:a|an|the|our|your|my)\s+/i, '');
  const verb = OFFERED.find(([kind]) => kind.test(noun))?.[1];
  return verb ? verb(noun.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())) : `Try ${product}`;
}

export interface CallBrief {
  readonly action: string;
  readonly product: string;
  /** A few words that can stand within a sentence: invoices paid sooner. */
  readonly gain?: string | undefined;
  readonly most: number;
}

/** Texts for one button, from the least to the most that they ask for; each begins with a verb and has room, the one that was wanted first. */
export function callsFor({ action, product, gain, most }: CallBrief): string[] {
  const order = asOrder(action, product);
  const own = order.replace(/\byour\b/iu, 'my');
  const all = [
    order,
    ...(own === order ? [] : [own]),
    ...(gain ? [`Get ${gain}`, `See ${gain}`] : []),
    `Try ${product}`,
    `See how ${product} works`,
    `Start with ${product}`,
    ...(order.includes(product) ? [] : [`${order} with ${product}`]),
    `Meet ${product}`,
  ];
  const heard = new Set<string>();
  return all.filter(
    (text) =>
      graphemes(text) <= most &&
      callProblems(text, product).length === 0 &&
      !heard.has(text.toLowerCase()) &&
      heard.add(text.toLowerCase()),
  );
}
