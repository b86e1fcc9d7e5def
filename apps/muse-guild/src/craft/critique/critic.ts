import { isDeepStrictEqual } from 'node:util';
import { defineAgent, fence, strangeNumbers, type AgentDescription, type Sample } from '@raptor/agent-kit';
import { ROSTER, type AgentCode } from '@raptor/contracts';
import { critiqueAnswer, critiqueTask, type CritiqueAnswer, type CritiqueTask } from './critique-task';
import { judgedBy, type Criterion } from './judged';

const DAY_MS = 86_400_000;

/** How a critic differs from the others. */
export interface Critic {
  readonly code: AgentCode;
  readonly purpose: string;
  /** What it looks at. */
  criteriaOf(task: CritiqueTask): Criterion[];
  readonly samples: readonly Sample<typeof critiqueTask, typeof critiqueAnswer>[];
}

/** Critics are one engine: scores and notes are measured, so that following a note raises the score; a model only says it better in the summary. */
export function defineCritic({
  code,
  purpose,
  criteriaOf,
  samples,
}: Critic): AgentDescription<typeof critiqueTask, typeof critiqueAnswer> {
  const factsOf = (task: CritiqueTask): Omit<CritiqueAnswer, 'summary'> => judgedBy(criteriaOf(task));
  return defineAgent({
    ...{ code, name: ROSTER[code], guild: 'muse', tier: 'flash', purpose },
    input: critiqueTask,
    output: critiqueAnswer,
    floor: (task) => {
      const facts = factsOf(task);
      return { summary: summaryOf(facts), ...facts };
    },
    prompt: ({ copy, audience, channel }, _evidence, floor) => `
You review a text for ${channel.replaceAll('_', ' ')}. Scores and notes below were measured by code and stay as they are. Write "summary" anew (at
most 500 characters): what is best about the text, and the one change that would help this audience most. Use no number that is not there.
${fence('text', JSON.stringify({ copy, audience }))}
${fence('review', JSON.stringify(floor))}`,
    check: (answer, task) => {
      const { summary, ...rest } = answer;
      const facts = factsOf(task);
      return [
        ...(isDeepStrictEqual(rest, facts) ? [] : ['"score", "criteria" and "notes" must stay as they were given']),
        ...strangeNumbers(summary, JSON.stringify({ facts, copy: task.copy, said: summaryOf(facts) })).map(
          (number) => `${number} is not in the review`,
        ),
      ];
    },
    cache: { ttlMs: DAY_MS },
    samples,
  });
}

function summaryOf({ score, criteria }: Omit<CritiqueAnswer, 'summary'>): string {
  const [best] = criteria.toSorted((a, b) => b.score - a.score);
  const [worst] = criteria.toSorted((a, b) => a.score - b.score);
  return `${score} of 10. Best is ${best?.name ?? 'nothing'} (${best?.score ?? 0}), weakest is ${worst?.name ?? 'nothing'} (${worst?.score ?? 0}).`;
}
