import { isDeepStrictEqual } from 'node:util';
import { defineAgent, fence, strangeNumbers } from '@raptor/agent-kit';
import { homeOf } from '../../craft/pages/input';
import { linksByRole } from '../../craft/pages/page-roles';
import { audienceFloor } from './res-003.floor';
import { audienceSamples } from './res-003.samples';
import { audienceAnswer, audienceTask, type AudienceAnswer } from './res-003.schema';

const DAY_MS = 86_400_000;
const WANTED = ['customers', 'product', 'pricing', 'about'] as const;

/** What people say is quoted by code, word for word; a model is asked only to say in a few words what it comes to. */
export const audienceResearcher = defineAgent({
  code: 'RES-003',
  name: 'Audience Researcher',
  guild: 'research',
  tier: 'flash',
  purpose: 'Says whom something is for, what hurts them and what they decide by, in their own words.',
  input: audienceTask,
  output: audienceAnswer,
  gather: async ({ siteUrl, reviewUrls, competitors }, { pages }) => {
    const home = await pages.read(siteUrl);
    const own = home ? linksByRole(home, WANTED).map(({ url }) => url) : [];
    await Promise.all([...own, ...reviewUrls, ...competitors.map(homeOf)].map((url) => pages.read(url)));
  },
  floor: audienceFloor,
  prompt: ({ company, audience, goal }, _evidence, floor) => `
You research the people that a company sells to. Code has read the pages below and quoted them; those facts stay as they are. Write "summary"
anew (at most 800 characters): who these people are, what hurts them most, what they decide by, and what that means for the goal. Use no number
that the facts do not have, and no fact that they do not have.
${fence('task', JSON.stringify({ company, audience, goal }))}
${fence('facts', JSON.stringify(floor))}`,
  check: (answer, task, evidence) => {
    const facts = audienceFloor(task, evidence);
    const fields = Object.keys(facts).filter((field) => field !== 'summary') as (keyof AudienceAnswer)[];
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
    remember: ({ summary }, { company }) => [
      { kind: 'research', text: `Audience of ${company}: ${summary}`, keepForMs: 180 * DAY_MS },
    ],
  },
  samples: audienceSamples,
});
