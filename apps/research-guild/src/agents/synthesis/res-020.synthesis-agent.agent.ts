import { isDeepStrictEqual } from 'node:util';
import { defineAgent, fence, strangeNumbers } from '@raptor/agent-kit';
import { z } from 'zod';
import { synthesised, type Synthesis } from '../../craft/synthesis/synthesis';
import { synthesisSamples } from './res-020.samples';
import { synthesisAnswer, synthesisTask } from './res-020.schema';

const DAY_MS = 86_400_000;

type Task = z.output<typeof synthesisTask>;

/** What is found and what it rests on is code's to say; a model says what it comes to. */
export const synthesisAgent = defineAgent({
  code: 'RES-020',
  name: 'Synthesis Agent',
  guild: 'research',
  tier: 'balanced',
  purpose: 'Joins the reports of researchers into findings, each with the evidence that it rests on.',
  input: synthesisTask,
  output: synthesisAnswer,
  floor: (task) => {
    const facts = synthesised(task.reports);
    return { summary: summaryOf(task, facts), ...facts };
  },
  prompt: ({ goal, objective }, _evidence, floor) => `
You join what researchers have found. The findings below are right and stay as they are. Write "summary" anew (at most 1,000 characters): the one
thing that matters most for the goal, what supports it, what contradicts it, and what is not known. Use no number and no fact that the findings do
not have.
${fence('task', JSON.stringify({ goal, objective }))}
${fence('findings', JSON.stringify(floor))}`,
  check: (answer, task) => {
    const facts = synthesised(task.reports);
    const fields = Object.keys(facts) as (keyof Synthesis)[];
    return [
      ...fields
        .filter((field) => !isDeepStrictEqual(answer[field], facts[field]))
        .map((field) => `"${field}" must stay as it was given`),
      ...strangeNumbers(answer.summary, JSON.stringify({ facts, goal: task.goal, said: summaryOf(task, facts) })).map(
        (number) => `${number} is not among the findings`,
      ),
    ];
  },
  cache: { ttlMs: DAY_MS },
  samples: synthesisSamples,
});

function summaryOf({ goal, reports }: Task, { findings, gaps }: Synthesis): string {
  const first = (section: string): string | undefined => findings.find((each) => each.section === section)?.text;
  const sentences = [
    `${goal.slice(0, 300)}: ${reports.length} reports, ${findings.length} findings.`,
    first('persona.journey'),
    first('messaging.proof_point'),
    gaps.length > 0 ? `Not known: ${gaps.join('; ')}.` : undefined,
  ];
  return sentences.filter(Boolean).join(' ').slice(0, 1_000);
}
