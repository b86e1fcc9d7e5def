import { itemsOf, type Evidence, type PageEvidence } from '@raptor/agent-kit';
import { lackingOf } from '../../craft/pages/lacking';
import { wordsOf } from '../../craft/pages/sentences';
import { siteOf } from '../../craft/pages/sites';
import { clustered, weighed, type Phrase } from '../../craft/search/clusters';
import { intentOf } from '../../craft/search/intent';
import { phrasesOf } from '../../craft/search/phrases';
import type { SeoAnswer, SeoTask } from './res-007.schema';

/** What is clustered: the strongest phrases, and no more than can be compared with each other in a moment. */
const MOST_PHRASES = 120;
const MOST_CLUSTERS = 12;
const MOST_GAPS = 20;
const MOST_KEYWORDS = 12;
/** Similarity, 0 to 1, from which two phrases belong together. */
const NEAR = 0.45;

/** Everything that code can say of what pages are about, and of what only those of competitors are. */
export function seoFloor(task: SeoTask, evidence: Evidence): SeoAnswer {
  const pages = itemsOf(evidence, 'page').toSorted((a, b) => (a.url < b.url ? -1 : 1));
  const phrases = strongest(weighed(new Map(pages.map((page) => [page.url, phrasesOf(page)]))));
  const around = {
    pages: new Map(pages.map((page) => [page.url, page])),
    own: siteOf(task.domain),
    brands: brandsOf(task, pages),
  };
  const facts = {
    clusters: clustersOf(phrases, around),
    gaps: gapsOf(phrases, around, task.competitors.length),
    seeds: task.seeds.map((seed) => seedOf(seed, pages, around)),
    unknowns: [
      'How often people search for any of this: no source of search volumes was asked',
      ...(task.competitors.length === 0 ? ['What competitors speak of: none was named'] : []),
    ],
    lacking: lackingOf(evidence),
  };
  return { summary: summaryOf(facts), ...facts };
}

interface Around {
  readonly pages: ReadonlyMap<string, PageEvidence>;
  /** Of the own site. */
  readonly own: string | undefined;
  readonly brands: readonly string[];
}

const weightOf = ({ weights }: Phrase): number => [...weights.values()].reduce((sum, weight) => sum + weight, 0);

/** Phrases of several words before single ones that only stand within them, then by weight. */
function strongest(phrases: readonly Phrase[]): Phrase[] {
  const sorted = phrases
    .filter(({ text, weights }) => text.includes(' ') || weights.size > 1)
    .toSorted((a, b) => weightOf(b) - weightOf(a) || (a.text < b.text ? -1 : 1));
  return sorted.slice(0, MOST_PHRASES);
}

function clustersOf(phrases: readonly Phrase[], around: Around): SeoAnswer['clusters'] {
  return clustered(phrases, NEAR)
    .map((members) => members.toSorted((a, b) => weightOf(b) - weightOf(a) || (a.text < b.text ? -1 : 1)))
    .map((members) => {
      const name = members.find(({ text }) => text.includes(' '))?.text ?? members[0]?.text ?? '';
      const urls = [...new Set(members.flatMap(({ weights }) => [...weights.keys()]))].toSorted();
      return {
        ...{
          name,
          intent: intentOf(name, around.brands),
          keywords: members.slice(0, MOST_KEYWORDS).map(({ text }) => text),
        },
        weight: Number(members.reduce((sum, phrase) => sum + weightOf(phrase), 0).toFixed(3)),
        isOwn: urls.some((url) => siteOf(url) === around.own),
        evidenceIds: idsOf(urls, around),
      };
    })
    .toSorted((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_CLUSTERS);
}

/** What competitors say and the own site does not; nothing where the own site could not be read. */
function gapsOf(phrases: readonly Phrase[], around: Around, competitors: number): SeoAnswer['gaps'] {
  const sites = (phrase: Phrase): Set<string | undefined> => new Set([...phrase.weights.keys()].map(siteOf));
  const isRead = [...around.pages.keys()].some((url) => siteOf(url) === around.own);
  if (!isRead || competitors === 0) return [];
  const strongestWeight = Math.max(1, ...phrases.map(weightOf));
  return phrases
    .filter((phrase) => !sites(phrase).has(around.own) && intentOf(phrase.text, around.brands) !== 'navigational')
    .map((phrase) => {
      const many = Math.min(competitors, sites(phrase).size);
      const score = (many / competitors) * 0.5 + (weightOf(phrase) / strongestWeight) * 0.5;
      return {
        ...{ keyword: phrase.text, intent: intentOf(phrase.text, around.brands), competitors: many },
        gapScore: Number(Math.min(1, score).toFixed(4)),
        evidenceIds: idsOf([...phrase.weights.keys()].toSorted(), around),
      };
    })
    .toSorted((a, b) => b.gapScore - a.gapScore || (a.keyword < b.keyword ? -1 : 1))
    .slice(0, MOST_GAPS);
}

function seedOf(seed: string, pages: readonly PageEvidence[], { own }: Around): SeoAnswer['seeds'][number] {
  const wanted = wordsOf(seed);
  const saying = pages.filter(({ text }) => {
    const said = new Set(wordsOf(text));
    return wanted.length > 0 && wanted.every((word) => said.has(word));
  });
  const sites = new Set(saying.map(({ url }) => siteOf(url)));
  return { seed, own: sites.has(own), competitors: [...sites].filter((site) => site !== own).length };
}

/** What sellers are called: as their addresses say, and as the titles of their home pages begin. */
function brandsOf({ domain, competitors }: SeoTask, pages: readonly PageEvidence[]): string[] {
  const names = [domain, ...competitors.map((each) => `https://${each.domain}/`)].map(
    (url) => (siteOf(url) ?? '').split('.')[0] ?? '',
  );
  const titles = pages
    .filter(({ url }) => new URL(url).pathname === '/')
    .map(({ title }) => wordsOf(title ?? '')[0] ?? '');
  return [...new Set([...names, ...titles])].filter((name) => name !== '' && !/^[\d:]+$/.test(name));
}

const idsOf = (urls: readonly string[], { pages }: Around) =>
  [...new Set(urls.flatMap((url) => pages.get(url)?.id ?? []))].slice(
    0,
    100,
  ) as SeoAnswer['gaps'][number]['evidenceIds'];

/** From the facts alone, so that whoever checks an answer can compare. */
export function summaryOf({ clusters, gaps }: Pick<SeoAnswer, 'clusters' | 'gaps'>): string {
  const own = clusters.filter(({ isOwn }) => isOwn);
  const sentences = [
    `The pages speak of ${clusters.length} subjects, the own site of ${own.length} of them.`,
    own[0] && `It is strongest on "${own[0].name}".`,
    gaps[0] && `Competitors speak of "${gaps[0].keyword}" and it does not: write about that first.`,
    gaps.length === 0 && 'No gap was found in what was read.',
  ];
  return sentences.filter(Boolean).join(' ').slice(0, 800);
}
