import type { PageEvidence } from '@raptor/agent-kit';
import { isSameSite } from './sites';

/** What a page of a company's site is there for. */
export const PAGE_ROLES = ['home', 'pricing', 'product', 'about', 'customers', 'trust'] as const;
export type PageRole = (typeof PAGE_ROLES)[number];

/** Words of paths and link texts, English, German, French, Spanish; the order is the order in which they are tried. */
const WORDS: readonly (readonly [Exclude<PageRole, 'home'>, RegExp])[] = [
  ['pricing', named('pricing|prices?|plans?|plans-and-pricing|tarifs?|preise?|precios|tarifas')],
  ['trust', named('security|trust|trust-center|compliance|privacy-and-security|sicherheit|s[ée]curit[ée]|seguridad')],
  ['customers', named('customers?|case[- ]stud(?:y|ies)|stories|success|testimonials|kunden|clients|clientes')],
  ['about', named('about|about-us|company|our-story|team|[üu]ber[- ]uns|unternehmen|[àa][- ]propos|nosotros')],
  [
    'product',
    named(
      'products?|features?|platform|solutions?|how[- ]it[- ]works|produkte?|funktionen|produits?|productos?|funciones',
    ),
  ],
];

/** Articles, manuals and the like speak of prices, too. */
const OTHER_PARTS = named(
  'blog|news|articles?|press|docs|help|support|legal|careers|jobs|magazine|guides?|academy|learn|events?',
);

function named(words: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\d])(?:${words})(?![\p{L}\d])`, 'iu');
}

/** By its path, else by what a link to it says; undefined for pages of other kinds, such as articles. */
export function roleOf(url: string, linkText = ''): PageRole | undefined {
  if (!URL.canParse(url)) return undefined;
  const path = decoded(new URL(url).pathname).replace(/\/+$/, '');
  if (/^(\/[a-z]{2}(-[a-z]{2})?)?$/i.test(path)) return 'home';
  const steps = path.split('/').filter(Boolean);
  if (steps.length > 3 || OTHER_PARTS.test(steps[0] ?? '')) return undefined;
  const roleIn = (text: string): PageRole | undefined => WORDS.find(([, words]) => words.test(text))?.[0];
  return roleIn(steps.at(-1) ?? '') ?? (linkText.length <= 40 ? roleIn(linkText) : undefined);
}

/** For each role wanted, the link of the page that fits it best: same site, shortest path, first seen. */
export function linksByRole(page: PageEvidence, wanted: readonly PageRole[]): { role: PageRole; url: string }[] {
  const own = page.data.links.filter(({ url }) => isSameSite(url, page.url));
  return wanted.flatMap((role) => {
    const urls = own.filter(({ url, text }) => roleOf(url, text) === role).map(({ url }) => withoutFragment(url));
    const [best] = urls.toSorted((a, b) => a.length - b.length);
    return best === undefined || best === withoutFragment(page.url) ? [] : [{ role, url: best }];
  });
}

const withoutFragment = (url: string): string => {
  const address = new URL(url);
  address.hash = '';
  return address.href;
};

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
