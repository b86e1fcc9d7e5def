import { isDeepStrictEqual } from 'node:util';
import { defineAgent, fence, strangeNumbers } from '@raptor/agent-kit';
import { homeOf } from '../../craft/pages/input';
import { linksByRole } from '../../craft/pages/page-roles';
import { marketFloor } from './res-001.floor';
import { marketSamples } from './res-001.samples';
import { marketAnswer, marketTask, type MarketAnswer } from './res-001.schema';

const DAY_MS = 86_400_000;
const WANTED = ['pricing', 'about'] as const;

/** Sizes are worked out by code, from what pages say, with what they assume; a model says what they mean. */
export const marketResearcher = defineAgent({
  code: 'RES-001',
  name: 'Market Researcher',
  guild: 'research',
  tier: 'balanced',
  purpose:
    'Says how large a market is and what that assumes, which groups it has, where it grows, and where nobody is yet.',
  input: marketTask,
  output: marketAnswer,
  gather: async ({ siteUrl, competitors, sources }, { pages }) => {
    const read = async (url: string): Promise<void> => {
      const home = await pages.read(url);
      if (home) await Promise.all(linksByRole(home, WANTED).map((link) => pages.read(link.url)));
    };
    await Promise.all([...[siteUrl, ...competitors.map(homeOf)].map(read), ...sources.map((url) => pages.read(url))]);
  },
  floor: marketFloor,
  prompt: ({ company, category, geography }, _evidence, floor) => `
You size markets for people who have to decide. Code has read the pages and worked out the facts below; they stay as they are. Write "summary" anew
(at most 800 characters): how large the market is and what that rests on, whom it is for, where there is room, and what is not known. Use no number
that the facts do not have, and estimate nothing.
${fence('task', JSON.stringify({ company, category, geography }))}
${fence('facts', JSON.stringify(floor))}`,
  check: (answer, task, evidence) => {
    const facts = marketFloor(task, evidence);
    const fields = Object.keys(facts).filter((field) => field !== 'summary') as (keyof MarketAnswer)[];
    return [
      ...fields
        .filter((field) => !isDeepStrictEqual(answer[field], facts[field]))
        .map((field) => `"${field}" must stay as it was given`),
      ...strangeNumbers(answer.summary, JSON.stringify({ facts, task })).map(
        (number) => `${number} is not among the facts`,
      ),
    ];
  },
  cache: { ttlMs: 30 * DAY_MS },
  memory: {
    remember: ({ summary }, { category, geography }) => [
      { kind: 'research', text: `Market of ${category} (${geography}): ${summary}`, keepForMs: 180 * DAY_MS },
    ],
  },
  samples: marketSamples,
});
