/**
 * Signs that a sentence states something about the world which a reader may want shown: figures, quotes, superlatives, comparisons, causes, and
 * appeals to research. What must be substantiated in advertising is wider still (FTC Policy Statement on Advertising Substantiation, 1984), so
 * a sentence without such signs is a frame, not a licence.
 */
const SIGNS: readonly RegExp[] = [
  /\p{N}/u,
  /["“”„«»]/u,
  /\b(?:percent|per cent|half|twice|double|triple|third|quarter|dozens?|hundreds?|thousands?|millions?)\b/i,
  /\b(?:best|worst|leading|fastest|cheapest|most|least|largest|only|always|never|every(?:one|body)?|nobody|all (?:of|the)|guarantee[ds]?|proven)\b/i,
  /\b(?:more|less|fewer|faster|cheaper|better|higher|lower|greater) than\b/i,
  /\b(?:stud(?:y|ies)|research|surveys?|statistics|experts?|scientists?|data|according to|reports?|shows?|found|proves?)\b/i,
  /\b(?:increases?d?|reduces?d?|doubles?d?|cuts?|boosts?|improves?d?|leads? to|causes?|because|results? in|saves?d?)\b/i,
];

/** Whether a sentence needs evidence. */
export const looksFactual = (text: string): boolean => SIGNS.some((sign) => sign.test(text));

/** What a sentence puts between marks of quotation, at least three words. */
export const quotedIn = (text: string): string[] =>
  [...text.matchAll(/[“"„«]([^“”"„«»]+)[”"“»]/gu)].flatMap(([, quote = '']) =>
    quote.trim().split(/\s+/).length >= 3 ? [quote.trim()] : [],
  );
