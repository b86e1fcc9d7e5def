import { isDeepStrictEqual } from 'node:util';
import { defineAgent, fence, itemsOf, strangeNumbers, type Evidence } from '@raptor/agent-kit';
import { z } from 'zod';
import { economicsOf, resultsOf, scoresOf, splitOf } from '../../craft/distribution/channel-economics';
import { PLANNING_ASSUMPTIONS } from '../../craft/distribution/planning-assumptions';
import { distributionSamples } from './res-011.samples';
import { distributionAnswer, distributionTask } from './res-011.schema';

const DAY_MS = 86_400_000;
/** The reader that gives the planning assumptions, so that what rests on them cites them. */
export const ASSUMPTIONS = 'planningAssumptions';

type Task = z.output<typeof distributionTask>;
type Rows = z.output<typeof distributionAnswer>['channels'];

/** Arithmetic on what was measured, and where nothing was, on assumptions that say that they are. */
export const distributionAnalyst = defineAgent({
  code: 'RES-011',
  name: 'Distribution Analyst',
  guild: 'research',
  tier: 'flash',
  purpose: 'Scores channels by what a result costs there, and splits a budget over them.',
  input: distributionTask,
  output: distributionAnswer,
  gather: (_task, { rows }) => rows.read(ASSUMPTIONS),
  floor: (task, evidence) => {
    const channels = rowsFor(task, evidence);
    return { summary: summaryOf(task, channels), channels };
  },
  prompt: ({ objective, audience, region }, _evidence, floor) => `
You say where a small company should put its money. The figures below were worked out by code and stay as they are. Write "summary" anew (at most
600 characters): where to begin and why for this audience, what to test first, and how sure the figures are. Use no number that they do not have.
${fence('task', JSON.stringify({ objective, audience, region }))}
${fence('figures', JSON.stringify(floor))}`,
  check: ({ summary, channels }, task, evidence) => {
    const facts = rowsFor(task, evidence);
    return [
      ...(isDeepStrictEqual(channels, facts) ? [] : ['"channels" must stay as it was given']),
      ...strangeNumbers(summary, JSON.stringify({ facts, said: summaryOf(task, facts) })).map(
        (number) => `${number} is not among the figures`,
      ),
    ];
  },
  cache: { ttlMs: 7 * DAY_MS },
  samples: distributionSamples,
});

function rowsFor(task: Task, evidence: Evidence): Rows {
  const ids = itemsOf(evidence, 'rows')
    .filter(({ source }) => source === `rows.${ASSUMPTIONS}`)
    .map(({ id }) => id);
  const chosen = PLANNING_ASSUMPTIONS.rows.filter((row) => task.channels.includes(row.channel));
  const all = chosen.map((row) =>
    economicsOf(
      row,
      task.objective,
      task.observations.find((each) => each.channel === row.channel),
    ),
  );
  const [scores, shares] = [scoresOf(all), splitOf(all, task.mediaBudgetMicroUsd)];
  return all
    .map((each, at) => {
      const share = shares[at] ?? 0;
      return {
        ...each,
        score: scores[at] ?? 0,
        share,
        expectedResults: Number(resultsOf(each, share * task.mediaBudgetMicroUsd).toFixed(2)),
        why: whyOf(each.channel, each.costPerResultMicroUsd, each.basis, each.spread),
        evidenceIds: ids,
      };
    })
    .toSorted((a, b) => b.score - a.score || (a.channel < b.channel ? -1 : 1));
}

const whyOf = (name: string, cost: number, basis: string, spread: number): string =>
  `A result in ${name.replaceAll('_', ' ')} costs about ${dollars(cost)}, ${basis === 'observed' ? 'as measured here' : 'by planning assumptions'}, give or take a factor of ${spread}.`;

function summaryOf({ audience }: Task, channels: Rows): string {
  const [first, second] = channels;
  if (!first) return 'No channel was asked about.';
  const assumed = channels.filter(({ basis }) => basis === 'assumed').length;
  const next = second ? `, then ${second.channel.replaceAll('_', ' ')}` : '';
  return `For ${audience.slice(0, 100)} begin in ${first.channel.replaceAll('_', ' ')}${next}. ${assumed} of ${channels.length} figures are planning assumptions: measure before the budget grows.`;
}

const dollars = (micro: number): string => `$${(micro / 1_000_000).toFixed(2)}`;
