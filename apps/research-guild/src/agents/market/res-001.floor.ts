import { itemsOf, type Evidence, type PageEvidence } from '@raptor/agent-kit';
import { readSite, type PriceOnPage } from '../../craft/competitors/read-site';
import { growthIn, headcountsIn } from '../../craft/market/figures';
import { homeOf } from '../../craft/pages/input';
import { lackingOf } from '../../craft/pages/lacking';
import { siteOf } from '../../craft/pages/sites';
import { amountFrom, yearlyOf } from '../../craft/prices/discounts';
import type { MarketAnswer, MarketTask } from './res-001.schema';

const MOST = 8;

type Said = MarketAnswer['trends'][number];

const citing = (text: string, ...pages: readonly PageEvidence[]): Said => ({
  text: text.slice(0, 600),
  evidenceIds: [...new Set(pages.map(({ id }) => id))].slice(0, 100) as Said['evidenceIds'],
});

/** Everything that code can say of a market from what sellers and others say of it: nothing is estimated that no page supports. */
export function marketFloor(task: MarketTask, evidence: Evidence): MarketAnswer {
  const pages = itemsOf(evidence, 'page').toSorted((a, b) => (a.url < b.url ? -1 : 1));
  const reading = readSite(pages);
  const sellers = new Set([task.siteUrl, ...task.competitors.map(homeOf)].map(siteOf));
  const sites = sitesOf(pages.filter(({ url }) => sellers.has(siteOf(url))));
  const prices = sites.flatMap(({ lowest }) => (lowest ? [lowest] : []));
  const { tam, assumptions } = sizeOf(task, reading.sentences, prices);
  const facts = {
    ...{ tam, assumptions },
    segments: segmentsOf(sites),
    trends: growthIn(reading.sentences)
      .slice(0, MOST)
      .map(({ text, page }) => citing(text, page)),
    opportunities: opportunitiesOf(task, sites),
    questions: questionsOf(task, tam, prices),
    lacking: lackingOf(evidence),
  };
  return { summary: summaryOf(task, facts, sites.length), ...facts };
}

type Site = ReturnType<typeof readSite> & { readonly site: string };

function sitesOf(pages: readonly PageEvidence[]): Site[] {
  const bySite = new Map<string, PageEvidence[]>();
  for (const page of pages) {
    const site = siteOf(page.url) ?? page.url;
    bySite.set(site, [...(bySite.get(site) ?? []), page]);
  }
  return [...bySite].map(([site, theirs]) => ({ site, ...readSite(theirs) }));
}

/** Bottom-up: how many there are, times what the cheapest offer costs them a year. */
function sizeOf(
  { category, geography }: MarketTask,
  sentences: Parameters<typeof headcountsIn>[0],
  prices: readonly PriceOnPage[],
): Pick<MarketAnswer, 'tam' | 'assumptions'> {
  const [largest] = headcountsIn(sentences).toSorted(
    (a, b) => b.count - a.count || (a.said.text < b.said.text ? -1 : 1),
  );
  const yearly = prices
    .flatMap((price) => {
      const amount = amountFrom(yearlyOf(price) ?? 0);
      return amount > 0 ? [{ amount, price }] : [];
    })
    .toSorted((a, b) => a.amount - b.amount)[0];
  const assumptions = [
    ...(largest
      ? [citing(`${largest.count.toLocaleString('en-US')} ${largest.who}: "${largest.said.text}"`, largest.said.page)]
      : []),
    ...(yearly
      ? [
          citing(
            `The cheapest offer that was read costs ${yearly.amount.toFixed(2)} ${yearly.price.currency} a year ("${yearly.price.quote}").`,
            yearly.price.page,
          ),
        ]
      : []),
  ];
  if (!largest || !yearly) return { tam: null, assumptions };
  const value = Math.round(largest.count * yearly.amount);
  const unit = `${yearly.price.currency} a year`;
  const text = `If each of ${largest.count.toLocaleString('en-US')} ${largest.who} paid the cheapest price, ${category} would be ${value.toLocaleString('en-US')} ${unit} (${geography}).`;
  return {
    tam: { ...citing(text, largest.said.page, yearly.price.page), value, unit, method: 'bottom-up' },
    assumptions,
  };
}

/** The same group named by several sellers is one segment. */
function segmentsOf(sites: readonly Site[]): Said[] {
  const byGroup = new Map<string, { site: string; page: PageEvidence }[]>();
  for (const { site, audiences } of sites)
    for (const { who, page } of audiences)
      byGroup.set(who.toLowerCase(), [...(byGroup.get(who.toLowerCase()) ?? []), { site, page }]);
  return [...byGroup]
    .map(([who, named]) => ({ who, named, many: new Set(named.map(({ site }) => site)).size }))
    .toSorted((a, b) => b.many - a.many || (a.who < b.who ? -1 : 1))
    .slice(0, MOST)
    .map(({ who, named, many }) =>
      citing(
        `${many} of ${sites.length} sellers say they are for ${who.slice(0, 200)}.`,
        ...named.map(({ page }) => page),
      ),
    );
}

/** What only some do: a free trial, a price on the page, customers who speak. */
function opportunitiesOf({ competitors }: MarketTask, sites: readonly Site[]): Said[] {
  if (competitors.length === 0 || sites.length < 2) return [];
  const kinds: readonly (readonly [string, (site: Site) => boolean])[] = [
    ['lets people try it for free', ({ freeTrial }) => freeTrial !== undefined],
    ['says what it costs', ({ prices }) => prices.length > 0],
    ['shows what proves its promises', ({ proof }) => proof.length > 0],
    ['says whom it is for', ({ audiences }) => audiences.length > 0],
  ];
  return kinds.flatMap(([what, does]) => {
    const doing = sites.filter(does);
    if (doing.length === sites.length) return [];
    const pages = sites.flatMap((site) => site.pages.slice(0, 1));
    const text =
      doing.length === 0
        ? `None of ${sites.length} sellers ${what}.`
        : `Only ${doing.length} of ${sites.length} sellers ${what}.`;
    return [citing(text, ...pages)];
  });
}

function questionsOf(
  { category, geography, sources }: MarketTask,
  tam: MarketAnswer['tam'],
  prices: readonly PriceOnPage[],
): string[] {
  return [
    ...(tam
      ? []
      : [`How large the market of ${category} is in ${geography}: no page that was read says how many buy it`]),
    ...(prices.length === 0 ? ['What people pay for it: no page that was read says a price'] : []),
    ...(sources.length === 0 ? ['How it grows: no statistics were named as a source'] : []),
  ];
}

/** From the facts alone, so that whoever checks an answer can compare. */
function summaryOf({ category }: MarketTask, facts: Omit<MarketAnswer, 'summary'>, sellers: number): string {
  const { tam, segments, trends, opportunities, questions } = facts;
  const sentences = [
    `${sellers} sellers of ${category} were read.`,
    tam?.text,
    segments[0]?.text,
    trends[0] && `It is said: "${trends[0].text}"`,
    opportunities[0]?.text,
    questions[0] && `Not known: ${questions[0]}.`,
  ];
  let summary = '';
  for (const sentence of sentences)
    if (sentence && summary.length + sentence.length < 800) summary += `${summary && ' '}${sentence}`;
  return summary;
}
