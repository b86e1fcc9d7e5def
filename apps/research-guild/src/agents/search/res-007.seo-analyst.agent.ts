import { isDeepStrictEqual } from 'node:util';
import { defineAgent, fence, strangeNumbers } from '@raptor/agent-kit';
import { homeOf } from '../../craft/pages/input';
import { linksByRole } from '../../craft/pages/page-roles';
import { seoFloor } from './res-007.floor';
import { seoSamples } from './res-007.samples';
import { seoAnswer, seoTask, type SeoAnswer } from './res-007.schema';

const DAY_MS = 86_400_000;
const WANTED = ['product', 'pricing', 'about'] as const;

/** What pages are about is counted by code; a model is asked only what to make of it. */
export const seoAnalyst = defineAgent({
  code: 'RES-007',
  name: 'SEO Analyst',
  guild: 'research',
  tier: 'flash',
  purpose:
    'Groups what a site and its competitors are found by, says what people are after, and where competitors are ahead.',
  input: seoTask,
  output: seoAnswer,
  gather: async ({ domain, competitors }, { pages }) => {
    const read = async (url: string): Promise<void> => {
      const home = await pages.read(url);
      if (home) await Promise.all(linksByRole(home, WANTED).map((link) => pages.read(link.url)));
    };
    await Promise.all([domain, ...competitors.map(homeOf)].map(read));
  },
  floor: seoFloor,
  prompt: ({ domain, seeds }, _evidence, floor) => `
You advise a small company on what to write so that people who search find it. Code has counted what the pages say; those facts stay as they are.
Write "summary" anew (at most 800 characters): which subject to own, which gap to close first and with what kind of page, and what the pages cannot
tell. Use no number that the facts do not have.
${fence('task', JSON.stringify({ domain, seeds }))}
${fence('facts', JSON.stringify(floor))}`,
  check: (answer, task, evidence) => {
    const facts = seoFloor(task, evidence);
    const fields = Object.keys(facts).filter((field) => field !== 'summary') as (keyof SeoAnswer)[];
    return [
      ...fields
        .filter((field) => !isDeepStrictEqual(answer[field], facts[field]))
        .map((field) => `"${field}" must stay as it was given`),
      ...strangeNumbers(answer.summary, JSON.stringify({ facts, task })).map(
        (number) => `${number} is not among the facts`,
      ),
    ];
  },
  cache: { ttlMs: 7 * DAY_MS },
  memory: {
    remember: ({ summary }, { domain }) => [
      { kind: 'research', text: `Search for ${domain}: ${summary}`, keepForMs: 90 * DAY_MS },
    ],
  },
  samples: seoSamples,
});
