import type { PageSentence } from '../pages/sentences';

/**
 * What business messages are about: those of the Elements of Value for business customers that sites speak of (Almquist, Cleghorn and
 * Sherer, The B2B Elements of Value, Harvard Business Review, March 2018), each with its words in English.
 */
export const THEMES = [
  'price and value',
  'time saved',
  'ease of use',
  'security and compliance',
  'integrations',
  'support',
  'automation',
  'collaboration',
  'scale',
  'results and insight',
  'reliability',
  'sustainability',
] as const;
export type Theme = (typeof THEMES)[number];

const WORDS: Readonly<Record<Theme, RegExp>> = {
  'price and value':
    /\b(?:affordable|low[- ]cost|cheap(?:er|est)?|save money|no hidden (?:fees|costs)|fair price|transparent pricing|worth|budget)\b/i,
  'time saved':
    /\b(?:fast(?:er)?|quick(?:er|ly)?|in (?:seconds|minutes|one click)|save (?:you )?(?:time|hours)|hours? (?:a|per|each) week|instant(?:ly)?|sooner|half the time|\d+ (?:minutes|hours|days))\b/i,
  'ease of use':
    /\b(?:easy|easier|easily|simple|simpler|simply|intuitive|no training|no code|without (?:code|training|an expert)|effortless(?:ly)?)\b/i,
  'security and compliance':
    /\b(?:secure|security|encrypt(?:ed|ion)|compliant|compliance|gdpr|soc ?2|iso ?27001|hipaa|privacy|audit)\b/i,
  integrations:
    /\b(?:integrat(?:e|es|ions?)|connects? (?:to|with)|works with|sync(?:s|ed)? with|plugs into|api|plugins?)\b/i,
  support: /\b(?:support|help desk|onboarding|customer success|dedicated (?:manager|contact)|real people|24\/7)\b/i,
  automation: /\b(?:automat(?:e|es|ed|ic|ically|ion)|ai|artificial intelligence|on autopilot|by itself|hands-free)\b/i,
  collaboration: /\b(?:together|collaborat(?:e|ion|ive)|share(?:d)?|comments?|approvals?|whole team)\b/i,
  scale:
    /\b(?:scal(?:e|es|able)|grow(?:s|ing)? with|enterprise|thousands of|millions? of|multi-?(?:site|entity|currency)|any size)\b/i,
  'results and insight':
    /\b(?:revenue|roi|conversions?|insights?|reports?|reporting|analytics|forecasts?|results|paid (?:sooner|faster|on time))\b/i,
  reliability: /\b(?:reliab(?:le|ility)|uptime|99[.,]\d+|never (?:goes )?down|dependable|backed up|backups?)\b/i,
  sustainability: /\b(?:sustainab(?:le|ility)|carbon|climate|renewable|recycl(?:ed|able)|eco-friendly)\b/i,
};

export const themesIn = (text: string): Theme[] => THEMES.filter((theme) => WORDS[theme].test(text));

export interface MatrixRow {
  readonly theme: Theme;
  /** What the own company says about it, in its own words. */
  readonly ours: readonly string[];
  readonly theirs: readonly { readonly domain: string; readonly phrases: readonly PageSentence[] }[];
}

const PHRASES = 2;

/** Who speaks of what, in whose words: a row for each theme that anybody speaks of. */
export function messageMatrix(
  ours: readonly string[],
  theirs: readonly { readonly domain: string; readonly sentences: readonly PageSentence[] }[],
): MatrixRow[] {
  return THEMES.flatMap((theme) => {
    const row = {
      theme,
      ours: [...new Set(ours.filter((text) => WORDS[theme].test(text)))],
      theirs: theirs.map(({ domain, sentences }) => ({
        domain,
        phrases: sentences
          .filter(
            ({ text }) => text.length <= 200 && text.includes(' ') && !text.endsWith('?') && WORDS[theme].test(text),
          )
          .slice(0, PHRASES),
      })),
    };
    return row.ours.length > 0 || row.theirs.some(({ phrases }) => phrases.length > 0) ? [row] : [];
  });
}
