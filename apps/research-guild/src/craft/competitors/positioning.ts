import type { PageEvidence } from '@raptor/agent-kit';
import { headingLevels } from '../pages/heading-levels';
import { roleOf } from '../pages/page-roles';
import type { PageSentence } from '../pages/sentences';

const SHORTEST_OFFER = 20;
const NOT_AN_OFFER = /\b(?:cookies?|javascript|sign in|log ?in|skip to)\b/i;

/** What a company says it sells: the main heading of its home and product pages, and the first full sentence under each. */
export function offersOf(pages: readonly PageEvidence[], sentences: readonly PageSentence[]): PageSentence[] {
  return pages
    .filter(({ url }) => ['home', 'product'].includes(roleOf(url) ?? ''))
    .flatMap((page) => {
      const levels = headingLevels(page);
      const main = levels.findIndex((level) => level === 1);
      const own = sentences.filter((sentence) => sentence.page === page && !NOT_AN_OFFER.test(sentence.text));
      const heading = own.find(({ text }) => text === page.data.blocks[main]);
      const below = page.data.blocks.slice(main + 1, main + 6);
      const first = own.find(
        ({ text }) => text.length >= SHORTEST_OFFER && below.some((block) => block.startsWith(text)),
      );
      return [heading, first].filter((found) => found !== undefined);
    });
}

const GROUPS =
  'teams?|freelancers?|consultants?|creators?|founders?|businesses|business owners?|companies|agencies|startups?|enterprises?|developers?|designers?|marketers?|manufacturers?|retailers?|shops?|stores?|restaurants?|schools?|clinics?|practices|hospitals?|accountants?|bookkeepers?|lawyers?|firms?|studios?|nonprofits?|organi[sz]ations?|departments?|people|families|students?|engineers?|managers?|plants?|farmers?|landlords?|hosts?|coaches|trainers?';
const FOR_GROUP = new RegExp(
  String.raw`\bfor ((?:[\p{L}\d'’-]+ ){0,3}(?:${GROUPS})(?:(?:, | and | & )(?:[\p{L}\d'’-]+ ){0,3}(?:${GROUPS}))*)\b`,
  'iu',
);
const NO_QUALIFIER = /^(?:your|our|all|the|these|those|more|a|an|other|both|most|many) /i;

export interface FoundAudience extends PageSentence {
  /** `freelancers and small studios` */
  readonly who: string;
}

/** Whom a company says it sells to, each group once. */
export function audiencesIn(sentences: readonly PageSentence[]): FoundAudience[] {
  const seen = new Set<string>();
  return sentences.flatMap((sentence) => {
    const who = FOR_GROUP.exec(sentence.text)?.[1]?.replace(NO_QUALIFIER, '').toLowerCase();
    if (!who || seen.has(who)) return [];
    seen.add(who);
    return [{ ...sentence, who }];
  });
}

const CALL =
  /^(?:start|try|get|book|request|sign up|join|create|schedule|talk|contact sales|watch|download|buy|order|subscribe|see (?:a |the )?demo|claim|switch|jetzt|kostenlos|termin)\b/i;
const LONGEST_CALL = 40;

export interface FoundCall extends PageSentence {
  readonly url: string;
}

/** What pages ask their readers to do, in the words of links, each once. */
export function callsToActionOf(
  pages: readonly PageEvidence[],
  stands: (page: PageEvidence, quote: string) => boolean,
): FoundCall[] {
  const seen = new Set<string>();
  return pages.flatMap((page) =>
    page.data.links.flatMap(({ url, text }) => {
      const words = text.toLowerCase();
      if (!CALL.test(text) || text.length > LONGEST_CALL || seen.has(words) || !stands(page, text)) return [];
      seen.add(words);
      return [{ text, url, page }];
    }),
  );
}
