import { isDeepStrictEqual } from 'node:util';
import { defineAgent, fence, strangeNumbers } from '@raptor/agent-kit';
import { z } from 'zod';
import { directed, type Direction } from '../craft/direction/direction';
import { aestheteSamples } from './lord-004.samples';
import { directionAnswer, directionTask } from './lord-004.schema';

type Task = z.output<typeof directionTask>;

const planOf = ({ goal, moves, brief, company, audience, available, atMost }: Task): Direction => ({
  ...{ goal, moves, audience, available, atMost, company: company.name, brief: brief.messagingInsights },
});

/** Who makes what follows from the channels; a model says why in its own words. */
export const theAesthete = defineAgent({
  code: 'LORD-004',
  name: 'Aesthete',
  guild: 'council',
  tier: 'deep',
  purpose: 'Decides which assets are made for which move, by whom, and what each of them argues from.',
  input: directionTask,
  output: directionAnswer,
  floor: (task) => {
    const plan = directed(planOf(task));
    return { ...plan, reasoning: reasoningOf(plan) };
  },
  prompt: ({ goal, objective, audience }, _evidence, floor) => `
You direct those who write and draw for a campaign. The assets below were chosen by rules and stay as they are. Write "reasoning" anew (at most
1,500 characters): why these assets and angles serve the goal, what they have in common, and what is missing. Use no number that is not there.
${fence('task', JSON.stringify({ goal, objective, audience }))}
${fence('plan', JSON.stringify(floor))}`,
  check: ({ reasoning, ...plan }, task) => {
    const right = directed(planOf(task));
    return [
      ...(isDeepStrictEqual(plan, right) ? [] : ['"assets" and "leftOut" must stay as they were given']),
      ...strangeNumbers(reasoning, JSON.stringify({ right, goal: task.goal, said: reasoningOf(right) })).map(
        (number) => `${number} is not in the plan`,
      ),
    ];
  },
  cache: { ttlMs: 86_400_000 },
  samples: aestheteSamples,
});

function reasoningOf({ assets, leftOut }: ReturnType<typeof directed>): string {
  const channels = [...new Set(assets.map(({ channel }) => channel.replaceAll('_', ' ')))];
  const missing = leftOut.length > 0 ? ` ${leftOut.length} moves get nothing: ${leftOut[0]?.why}.` : '';
  return `${assets.length} assets for ${channels.length} channels (${channels.join(', ')}), variants with different angles so that results can tell which works.${missing}`.slice(
    0,
    1_500,
  );
}
