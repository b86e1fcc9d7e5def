import { citationProblems, defineAgent, itemsOf, repeatedEntries } from '@raptor/agent-kit';
import { homeOf } from '../../craft/pages/input';
import { linksByRole } from '../../craft/pages/page-roles';
import { pricingAnswer, pricingTask } from './res-010.schema';
import { finishPricing, pricingFloor } from './res-010.floor';
import { pricingProblems } from './res-010.check';
import { pricingPrompt } from './res-010.prompt';
import { pricingSamples } from './res-010.samples';

const DAY_MS = 86_400_000;

/** What is exact in prices is code: amounts are read from the words quoted, and all arithmetic is done again after a model's answer. */
export const pricingResearcher = defineAgent({
  code: 'RES-010',
  name: 'Pricing Researcher',
  guild: 'research',
  tier: 'flash',
  purpose:
    'Reads pricing pages and lays out plans, prices, discounts and the tactics behind them, each with the words it was read from.',
  input: pricingTask,
  output: pricingAnswer,
  gather: ({ sellers }, { pages }) =>
    Promise.all(
      sellers.map(async (seller) => {
        if (seller.pricingUrl) return pages.read(seller.pricingUrl);
        const home = await pages.read(homeOf(seller));
        const link = home && linksByRole(home, ['pricing'])[0]?.url;
        return home && pages.read(link ?? new URL('/pricing', home.url).href);
      }),
    ),
  floor: pricingFloor,
  prompt: pricingPrompt,
  finish: finishPricing,
  check: (answer, task, evidence) => [
    ...citationProblems(answer, evidence.items),
    ...repeatedEntries(answer),
    ...pricingProblems(answer, task, itemsOf(evidence, 'page')),
  ],
  cache: { ttlMs: DAY_MS },
  memory: {
    remember: ({ sites }, _task, evidence) =>
      sites
        .filter(({ plans }) => plans.length > 0)
        .map(({ domain, plans }) => ({
          kind: 'research' as const,
          text: `Prices of ${domain}: ${plans.map(({ name, quote }) => `${name}: ${quote}`).join('; ')}`,
          metadata: { domain, about: 'prices' },
          evidenceIds: evidence.items
            .map(({ id }) => id)
            .filter((id) => plans.some(({ evidenceId }) => evidenceId === id)),
        })),
  },
  samples: pricingSamples,
});
