import { itemsOf, type Evidence, type PageEvidence } from '@raptor/agent-kit';
import { changeOf, type PageVersion } from '../../craft/competitors/page-changes';
import { pricingPageOf, readSite, type SiteReading } from '../../craft/competitors/read-site';
import { swotOf, type OwnSide, type Said, type TheirSide } from '../../craft/competitors/swot';
import { THEMES, messageMatrix, themesIn } from '../../craft/competitors/themes';
import { describeTone } from '../../craft/competitors/tone';
import { lackingOf } from '../../craft/pages/lacking';
import { roleOf } from '../../craft/pages/page-roles';
import { pagesOf } from '../../craft/pages/pages-of';
import type { PageSentence } from '../../craft/pages/sentences';
import type { CompetitorAnswer, CompetitorTask, Profile } from './res-002.schema';

/** The reader of this guild's tables that knows pages as they were before. */
export const PAGE_VERSIONS = 'pageVersions';

interface Read {
  readonly competitor: CompetitorTask['competitors'][number];
  readonly site: SiteReading;
}

const readAll = ({ competitors }: CompetitorTask, evidence: Evidence): Read[] => {
  const pages = itemsOf(evidence, 'page');
  return competitors.map((competitor) => ({ competitor, site: readSite(pagesOf(competitor, pages)) }));
};

/** Everything that code can say of competitors from their pages. */
export function competitorFloor(task: CompetitorTask, evidence: Evidence): CompetitorAnswer {
  const read = readAll(task, evidence);
  const changes = changesIn(read, evidence);
  const profiles = read.map(profileOf);
  const swot = read.map(({ competitor, site }) => {
    const { strengths, weaknesses, opportunities, threats } = swotOf(
      ownSide(task),
      theirSide(competitor.domain, site, changes),
    );
    const bullets = (list: typeof strengths) =>
      list.map(({ text, evidenceIds, quote }) => ({
        text,
        evidenceIds: evidenceIds.slice(0, 6),
        quote: quote ?? null,
      }));
    return {
      domain: competitor.domain,
      strengths: bullets(strengths),
      weaknesses: bullets(weaknesses),
      opportunities: bullets(opportunities),
      threats: bullets(threats),
    };
  });
  return finishCompetitors({ profiles, swot, messageMatrix: [], changes: [], lacking: [] }, task, evidence);
}

/** Puts in what is measured, and what code has found where a model names nothing better. */
export function finishCompetitors(
  answer: CompetitorAnswer,
  task: CompetitorTask,
  evidence: Evidence,
): CompetitorAnswer {
  const read = readAll(task, evidence);
  const profiles = answer.profiles.map((profile) => {
    const found = read.find(({ competitor }) => competitor.domain === profile.domain);
    if (!found) return profile;
    const { tone, prices, callsToAction, trust, pages, ...own } = profileOf(found);
    return {
      ...profile,
      sells: orElse(profile.sells, own.sells),
      audience: orElse(profile.audience, own.audience),
      claims: orElse(profile.claims, own.claims),
      proof: orElse(profile.proof, own.proof),
      ...{ tone, prices, callsToAction, trust, pages },
    };
  });
  return {
    ...answer,
    profiles,
    messageMatrix: matrixOf(task, read),
    changes: changesIn(read, evidence),
    lacking: lackingOf(evidence),
  };
}

const orElse = <T>(given: T[], found: T[]): T[] => (given.length > 0 ? given : found);

const said = ({ text, page }: PageSentence): { quote: string; evidenceId: string } => ({
  quote: text,
  evidenceId: page.id,
});

function profileOf({ competitor, site }: Read): Profile {
  const name = competitor.name ?? nameOf(site) ?? competitor.domain;
  const { tone, prices, trust, calls, pages } = site;
  return {
    domain: competitor.domain,
    name,
    summary: summaryOf(name, site),
    sells: site.offers.slice(0, 4).map(said),
    audience: site.audiences.slice(0, 8).map((audience) => ({ who: audience.who, ...said(audience) })),
    claims: site.claims.slice(0, 12).map((claim) => ({ kind: claim.kind, ...said(claim) })),
    proof: site.proof.slice(0, 10).map((proof) => ({ kind: proof.kind, ...said(proof) })),
    tone: { words: describeTone(tone), ...tone },
    prices: prices.slice(0, 10).map(({ amount, currency, currencyAssumed, period, unit, quote, page }) => ({
      ...{ amount, currency, currencyAssumed, period: period ?? null, unit: unit ?? null },
      ...{ quote, evidenceId: page.id },
    })),
    callsToAction: calls.slice(0, 8).map((call) => ({ url: call.url, ...said(call) })),
    trust: trust.map((mark) => ({ name: mark.name, ...said(mark) })),
    pages: pages.slice(0, 50).map(({ id, url }) => ({ role: roleOf(url) ?? 'other', url, evidenceId: id })),
    unknowns: unknownsOf(site),
  };
}

/** `Ledgerly | Invoicing for freelancers`: the part of the home page's title that the domain begins with. */
function nameOf({ pages: [home] }: SiteReading): string | undefined {
  const parts = home?.title?.split(/\s+[|–—·:-]\s+/) ?? [];
  const label = home && new URL(home.url).hostname.replace(/^www\./, '').split('.')[0];
  return parts.find(
    (part) => part.length <= 100 && part.toLowerCase().replace(/[^\p{L}\d]/gu, '') === label?.replace(/-/g, ''),
  );
}

function summaryOf(name: string, { pages, offers, audiences, proof }: SiteReading): string {
  if (pages.length === 0) return `Nothing could be read of ${name}.`;
  const [offer] = offers.map(({ text }) => text.replace(/[.!]+$/, '')).filter((text) => text.length <= 200);
  const groups = audiences
    .slice(0, 2)
    .map(({ who }) => who)
    .join('; ');
  return [
    offer ? `${name} offers: ${offer}.` : `The pages read do not say in a sentence what ${name} sells.`,
    groups ? `It names as its buyers: ${groups}.` : '',
    proof.length === 0 ? 'It shows no proof on the pages read.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const isForeign = ({ data: { language } }: PageEvidence): boolean =>
  language !== undefined && !language.startsWith('en');

function unknownsOf({ pages, offers, audiences, prices, proof, tone }: SiteReading): string[] {
  if (pages.length === 0) return ['No page of this site could be read: everything about it is unknown.'];
  const foreign = pages.find(isForeign);
  return [
    ...(foreign
      ? [`Some pages are in ${foreign.data.language}: claims, proof and tone are only read in English.`]
      : []),
    ...(offers.length === 0 ? ['The pages read do not say in a sentence what is sold.'] : []),
    ...(audiences.length === 0 ? ['The pages read do not name whom it is for.'] : []),
    ...(prices.length === 0 ? ['The pages read show no price.'] : []),
    ...(proof.length === 0 ? ['The pages read show no customer, rating or record.'] : []),
    ...(tone.sentences < 3 ? ['Too few sentences were read to tell the tone.'] : []),
  ];
}

function ownSide({ company }: CompetitorTask): OwnSide {
  const { name, audience, trust, proofPoints, freeTrial, price } = company;
  const themes = new Set([company.offer, ...company.claims, ...proofPoints].flatMap(themesIn));
  return { name, audience, trust, themes, hasProof: proofPoints.length > 0, freeTrial, price };
}

function theirSide(domain: string, site: SiteReading, changes: CompetitorAnswer['changes']): TheirSide {
  const cited = <T extends PageSentence>(sentence: T): T & Said => ({ ...sentence, evidenceId: sentence.page.id });
  const pricing = pricingPageOf(site);
  const change = changes.find(({ url }) => url === pricing?.url);
  const { lowest, freeTrial } = site;
  return {
    domain,
    pages: site.pages.map(({ id }) => id),
    isUnderstood: !site.pages.some(isForeign),
    themes: new Map(THEMES.map((theme) => [theme, phrasesOf(theme, site)])),
    trust: site.trust.map(cited),
    proof: site.proof.map(cited),
    claims: site.claims.map(cited),
    audiences: site.audiences.map(cited),
    price: lowest && { price: lowest, text: lowest.quote, evidenceId: lowest.page.id },
    freeTrial: freeTrial && cited(freeTrial),
    pricingPageChanged: change && { since: change.since, evidenceIds: change.evidenceIds },
  };
}

const phrasesOf = (theme: (typeof THEMES)[number], { sentences }: SiteReading): Said[] =>
  (messageMatrix([], [{ domain: '', sentences }]).find((row) => row.theme === theme)?.theirs[0]?.phrases ?? []).map(
    ({ text, page }) => ({ text, evidenceId: page.id }),
  );

function matrixOf({ company }: CompetitorTask, read: readonly Read[]): CompetitorAnswer['messageMatrix'] {
  const theirs = read.map(({ competitor, site }) => ({ domain: competitor.domain, sentences: site.sentences }));
  const rows = messageMatrix([company.offer, ...company.claims, ...company.proofPoints], theirs);
  return rows.map((row) => {
    const speaking = row.theirs.filter(({ phrases }) => phrases.length > 0).length;
    const isOurs = row.ours.length > 0;
    const standing =
      speaking === 0
        ? 'ours'
        : isOurs
          ? 'contested'
          : speaking * 2 <= read.length && read.length > 1
            ? 'open'
            : 'theirs';
    return {
      theme: row.theme,
      standing,
      ours: [...row.ours],
      theirs: row.theirs.map(({ domain, phrases }) => ({ domain, phrases: phrases.map(said) })),
    };
  });
}

function changesIn(read: readonly Read[], evidence: Evidence): CompetitorAnswer['changes'] {
  const known = itemsOf(evidence, 'rows').filter(({ source }) => source === `rows.${PAGE_VERSIONS}`);
  return read.flatMap(({ competitor, site }) =>
    site.pages.flatMap((page) =>
      known.flatMap((rows) => {
        const change = changeOf(page, rows.data.flatMap(versionOf));
        if (!change) return [];
        const { since, similarity, added, removed } = change;
        const lines = { added: added.slice(0, 30), removed: removed.slice(0, 30) };
        return [
          { domain: competitor.domain, url: page.url, since, similarity, ...lines, evidenceIds: [page.id, rows.id] },
        ];
      }),
    ),
  );
}

function versionOf({ url, seenAt, text }: Readonly<Record<string, unknown>>): PageVersion[] {
  return typeof url === 'string' && typeof seenAt === 'string' && typeof text === 'string'
    ? [{ url, seenAt, text }]
    : [];
}
