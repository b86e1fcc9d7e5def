import { createHash } from 'node:crypto';
import { citationProblems, defineAgent, itemsOf, repeatedEntries, type PageEvidence } from '@raptor/agent-kit';
import { homeOf } from '../../craft/pages/input';
import { linksByRole } from '../../craft/pages/page-roles';
import { competitorProblems } from './res-002.check';
import { PAGE_VERSIONS, competitorFloor, finishCompetitors } from './res-002.floor';
import { competitorPrompt } from './res-002.prompt';
import { competitorSamples } from './res-002.samples';
import { competitorAnswer, competitorTask } from './res-002.schema';

const DAY_MS = 86_400_000;
const WANTED = ['pricing', 'product', 'about', 'customers', 'trust'] as const;

/** Facts are extracted by code and quoted; a model is asked for judgement only: what matters of them against the own company. */
export const competitorAnalyst = defineAgent({
  code: 'RES-002',
  name: 'Competitor Analyst',
  guild: 'research',
  tier: 'flash',
  purpose:
    'Profiles competitors from their own pages and sets their messages, prices and proof against the own company.',
  input: competitorTask,
  output: competitorAnswer,
  gather: async ({ competitors }, { pages, rows }) => {
    const read = await Promise.all(
      competitors.map(async (competitor) => {
        const home = await pages.read(homeOf(competitor));
        if (!home) return [];
        const others = await Promise.all(linksByRole(home, WANTED).map(({ url }) => pages.read(url)));
        return [home, ...others];
      }),
    );
    const found = read.flat().filter((page) => page !== undefined);
    if (found.length > 0) await rows.read(PAGE_VERSIONS, { pages: found.map(asQuestion) });
  },
  floor: competitorFloor,
  prompt: competitorPrompt,
  finish: finishCompetitors,
  check: (answer, task, evidence) => [
    ...citationProblems(answer, evidence.items),
    ...repeatedEntries(answer),
    ...competitorProblems(answer, task, itemsOf(evidence, 'page')),
  ],
  cache: { ttlMs: 7 * DAY_MS },
  memory: {
    recall: ({ competitors }) =>
      competitors.map(({ domain }) => ({ kind: 'research', text: `Profile of ${domain}`, atMost: 2 })),
    remember: ({ profiles }, _task, evidence) =>
      profiles
        .filter(({ pages }) => pages.length > 0)
        .map(({ domain, name, summary, claims, pages }) => ({
          kind: 'research',
          text: `Profile of ${domain} (${name}). ${summary} Claims: ${claims.map(({ quote }) => quote).join(' ')}`,
          metadata: { domain, about: 'profile' },
          evidenceIds: evidence.items
            .map(({ id }) => id)
            .filter((id) => pages.some(({ evidenceId }) => evidenceId === id)),
          keepForMs: 180 * DAY_MS,
        })),
  },
  samples: competitorSamples,
});

const asQuestion = ({ url, text }: PageEvidence): { url: string; textHash: string } => ({
  url,
  textHash: createHash('sha256').update(text).digest('hex'),
});
