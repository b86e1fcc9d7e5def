import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineAgent, type AgentDescription, type Evidence } from '../../../src';

/** Evidence that a sample says was read. */
const records = (text: string): Evidence => ({
  items: [
    {
      id: `muse:${createHash('sha256').update(text).digest('hex')}`,
      kind: 'rows',
      source: 'rows.notes',
      text,
      contentHash: createHash('sha256').update(text).digest('hex'),
      seenAt: '2026-01-02T03:04:05.000Z',
      tainted: true,
      data: [{ text }],
    },
  ],
  lacking: [],
});

const input = z.object({ promise: z.string().min(1), inputs: z.record(z.string(), z.unknown()).optional() });
const output = z.object({ headline: z.string().min(1).max(300), words: z.number().int().default(0) });

const sample = (promise: string) => ({ name: promise, input: { promise }, expect: () => true });
const samples = ['Paid by Friday', 'Less paper', 'One login'].map(sample);
const counted = (headline: string) => headline.split(/\s+/).filter(Boolean).length;

/** Asks a model and is not cached. */
export const writer = defineAgent({
  code: 'MUSE-001',
  name: 'Headline Copywriter',
  guild: 'muse',
  tier: 'balanced',
  purpose: 'Writes one headline for a promise.',
  input,
  output,
  floor: ({ promise }) => ({ headline: promise, words: counted(promise) }),
  prompt: ({ promise }) => `Write one headline, no more than 60 characters, that promises: ${promise}`,
  finish: ({ headline }) => ({ headline, words: counted(headline) }),
  check: ({ headline }) => (headline.includes('synergy') ? ['"synergy" is a banned word'] : []),
  samples,
});

/** The same, and its answers may be given again for an hour. */
export const cachedWriter = defineAgent({
  ...writer,
  code: 'MUSE-002',
  name: 'Body Copy Specialist',
  cache: { ttlMs: 3_600_000 },
});

/** Asks no model; counts the words of what the workspace has noted. */
export const counter = defineAgent({
  code: 'MUSE-003',
  name: 'CTA Copywriter',
  guild: 'muse',
  tier: 'none',
  purpose: 'Counts the words of what was noted.',
  input: z.object({ topic: z.string(), inputs: z.record(z.string(), z.unknown()).optional() }),
  output: z.object({ words: z.number().int(), got: z.array(z.string()), evidenceIds: z.array(z.string()) }),
  gather: ({ topic }, { rows }) => rows.read('notes', { topic }),
  floor: ({ inputs = {} }, { items }) => ({
    words: items.reduce((sum, { text }) => sum + counted(text), 0),
    got: Object.keys(inputs).sort(),
    evidenceIds: items.map(({ id }) => id),
  }),
  memory: { remember: ({ words }, { topic }) => [{ kind: 'facts', text: `${words} words about ${topic}` }] },
  samples: ['spring', 'autumn', 'winter'].map((topic) => ({
    name: topic,
    input: { topic },
    evidence: records(`${topic} is near`),
    expect: () => true,
  })),
});

/** Reads tainted text and has a model cite it. */
export const citer = defineAgent({
  code: 'MUSE-004',
  name: 'Email Copywriter',
  guild: 'muse',
  tier: 'flash',
  purpose: 'Cites what was noted.',
  input: z.object({ topic: z.string() }),
  output: z.object({
    claims: z.array(z.object({ text: z.string().min(1).max(400), evidenceId: z.string() })).max(5),
  }),
  gather: ({ topic }, { rows }) => rows.read('notes', { topic }),
  floor: (_task, { items }) => ({
    claims: items.map(({ id, text }) => ({ text: text.slice(0, 400), evidenceId: id })),
  }),
  prompt: ({ topic }) => `Say what is known about ${topic}, each claim with the id of its evidence.`,
  samples: ['spring', 'autumn', 'winter'].map((topic) => ({
    name: topic,
    input: { topic },
    evidence: records(`${topic} is near`),
    expect: () => true,
  })),
});

/** Has a floor that its own check does not let pass. */
export const broken = defineAgent({
  ...writer,
  code: 'MUSE-005',
  name: 'Social Copy Specialist',
  floor: () => ({ headline: 'All synergy', words: 2 }),
});

/** Never ends reading. */
export const slowReader = defineAgent({
  ...writer,
  code: 'MUSE-006',
  name: 'Pillar Content Strategist',
  gather: () => new Promise(() => undefined),
});

export const testAgents: readonly AgentDescription[] = [writer, cachedWriter, counter, citer, broken, slowReader];
