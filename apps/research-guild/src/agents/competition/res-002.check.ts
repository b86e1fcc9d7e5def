import { quotesOf, strangeNumbers, type PageEvidence } from '@raptor/agent-kit';
import { pagesOf } from '../../craft/pages/pages-of';
import type { CompetitorAnswer, CompetitorTask, Profile } from './res-002.schema';

type Swot = CompetitorAnswer['swot'][number];

/** What is wrong beyond citations: each competitor once, in order, with evidence of its own pages and no figure from elsewhere. */
export function competitorProblems(
  answer: CompetitorAnswer,
  task: CompetitorTask,
  pages: readonly PageEvidence[],
): string[] {
  const wanted = task.competitors.map(({ domain }) => domain).join(', ');
  const inOrder = (list: readonly { readonly domain: string }[]): boolean =>
    list.map(({ domain }) => domain).join(', ') === wanted;
  if (!inOrder(answer.profiles)) return [`profiles must be ${wanted}, in this order`];
  if (!inOrder(answer.swot)) return [`swot must be ${wanted}, in this order`];
  return task.competitors.flatMap((competitor, at) => {
    const own = pagesOf(competitor, pages);
    const known = [
      JSON.stringify(task),
      ...own.map(({ text }) => text),
      ...answer.changes.map(({ since }) => since.slice(0, 10)),
    ].join('\n');
    return [
      ...profileProblems(answer.profiles[at] as Profile, competitor.name, own, known),
      ...swotProblems(answer.swot[at] as Swot, own, known, answer),
    ];
  });
}

function profileProblems(
  profile: Profile,
  given: string | undefined,
  own: readonly PageEvidence[],
  known: string,
): string[] {
  const { domain, name, summary, sells, audience, claims, proof, unknowns } = profile;
  const ids = new Set<string>(own.map(({ id }) => id));
  const foreign = [...sells, ...audience, ...claims, ...proof].filter(({ evidenceId }) => !ids.has(evidenceId));
  const isNamed =
    name === given || name === domain || own.some(({ text, title = '' }) => `${title}\n${text}`.includes(name));
  return [
    ...(isNamed ? [] : [`"${name}" is no name that the pages of ${domain} show`]),
    ...(own.length === 0 && unknowns.length === 0 ? [`Nothing of ${domain} was read: unknowns must say so`] : []),
    ...foreign.map(({ evidenceId }) => `${evidenceId} is no page of ${domain}`),
    ...audience
      .filter(({ who, quote }) => !quotesOf(quote.toLowerCase())(who.toLowerCase()))
      .map(({ who }) => `"${who}" is not in its quote`),
    ...strangeNumbers([summary, ...unknowns].join('\n'), known).map((number) => `${number} is on no page of ${domain}`),
  ];
}

function swotProblems(
  { domain, ...lists }: Swot,
  own: readonly PageEvidence[],
  known: string,
  { changes }: CompetitorAnswer,
): string[] {
  const ids = new Set<string>([
    ...own.map(({ id }) => id),
    ...changes.filter((change) => change.domain === domain).flatMap(({ evidenceIds }) => evidenceIds),
  ]);
  return Object.entries(lists).flatMap(([list, bullets]) => [
    ...bullets.flatMap(({ evidenceIds }) =>
      evidenceIds.filter((id) => !ids.has(id)).map((id) => `${id} is no page of ${domain}`),
    ),
    ...bullets.flatMap(({ text }) =>
      strangeNumbers(text, known).map((number) => `${list} of ${domain}: ${number} is on none of its pages`),
    ),
    ...bullets
      .filter(({ text }, at) => bullets.findIndex((other) => other.text === text) !== at)
      .map(({ text }) => `${list} of ${domain} says "${text}" twice`),
  ]);
}
