import { isDeepStrictEqual } from 'node:util';
import { defineAgent, fence, strangeNumbers } from '@raptor/agent-kit';
import { z } from 'zod';
import { planOf } from './lord-003.floor';
import { strategosSamples } from './lord-003.samples';
import { strategyAnswer, strategyTask } from './lord-003.schema';

/** Figures are simulated and money is split by code; a model says what it means. */
export const strategos = defineAgent({
  code: 'LORD-003',
  name: 'Strategos',
  guild: 'council',
  tier: 'deep',
  purpose: 'Simulates what a budget may win, splits it over channels and plans a quest of chapters and moves.',
  input: strategyTask,
  output: strategyAnswer,
  floor: (task) => planOf(task),
  prompt: ({ goal, objective }, _evidence, floor) => `
You plan a campaign. The simulation, split, quest and moves below were computed and stay as they are. Write "reasoning" anew (at most 1,500
characters): why this split and this order, what must be true for it to work, what to watch first, and what was learnt before that changed it (name
the evidence ids). Use no number that is not there.
${fence('task', JSON.stringify({ goal, objective }))}
${fence('plan', JSON.stringify(floor))}`,
  check: (answer, task) => {
    const right = planOf(task);
    const fields = (Object.keys(right) as (keyof z.output<typeof strategyAnswer>)[]).filter(
      (field) => field !== 'reasoning',
    );
    return [
      ...fields
        .filter((field) => !isDeepStrictEqual(answer[field], right[field]))
        .map((field) => `"${field}" must stay as it was given`),
      ...strangeNumbers(answer.reasoning, JSON.stringify({ right, goal: task.goal })).map(
        (number) => `${number} is not in the plan`,
      ),
    ];
  },
  cache: { ttlMs: 86_400_000 },
  samples: strategosSamples,
});
