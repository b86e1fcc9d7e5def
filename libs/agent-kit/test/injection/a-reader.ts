import { z } from 'zod';
import { defineAgent } from '../../src';

const evidenceId = z.string();

/** Reads a page and what the workspace remembers of the topic, has a model write about it, and remembers what came of it. */
export const reader = defineAgent({
  code: 'MUSE-009',
  name: 'Long-form Writer',
  guild: 'muse',
  tier: 'flash',
  purpose: 'Writes down what a page says of a topic.',
  input: z.object({ topic: z.string(), url: z.string() }),
  output: z.object({
    summary: z.string().min(1).max(600),
    facts: z.array(z.object({ text: z.string().min(1).max(400), evidenceId })).max(6),
  }),
  gather: async ({ topic, url }, { pages, memories, rows }) => {
    await pages.read(url);
    await memories.similar({ kind: 'facts', text: topic });
    await rows.read('notes', { topic });
  },
  floor: ({ topic }, { items }) => ({
    summary: `${items.length} sources about ${topic}`,
    facts: items.slice(0, 6).map(({ id, text }) => ({ text: text.slice(0, 400) || 'nothing', evidenceId: id })),
  }),
  prompt: ({ topic }) => `Write down what is known about ${topic}, each fact with the id of its evidence.`,
  memory: {
    remember: ({ summary }, { topic }) => [{ kind: 'facts', text: `${topic}: ${summary}` }],
  },
  samples: ['prices', 'people', 'places'].map((topic) => ({
    name: topic,
    input: { topic, url: 'https://tally.example/' },
    expect: () => true,
  })),
});
