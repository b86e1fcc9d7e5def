import { z } from 'zod';
import { defineAgent, type AgentDescription } from '../define-agent';
import type { EvidenceItem } from '../evidence/evidence';
import { askedOfModel } from './asked-of-model';

const RUN = '01900000-0000-7000-8000-00000000000a';
const WORKSPACE = '01900000-0000-7000-8000-00000000000b';
const seen = { contentHash: 'a'.repeat(64), seenAt: '2026-01-02T03:04:05.000Z', tainted: false };
const page: EvidenceItem = {
  ...seen,
  kind: 'page',
  id: `matrix:${'a'.repeat(64)}`,
  source: 'pages',
  url: 'https://one.example/',
  text: 'What the page says',
  data: { headings: [], links: [], blocks: [], tables: [], structured: [] },
};
const rows: EvidenceItem = {
  ...seen,
  kind: 'rows',
  id: `matrix:${'b'.repeat(64)}`,
  source: 'rows.observations',
  text: 'What the rows say',
  data: [],
};

const agent = (more: Partial<AgentDescription>): AgentDescription => ({
  ...defineAgent({
    code: 'MTX-018',
    name: 'Performance Analyst',
    guild: 'matrix',
    tier: 'flash',
    purpose: 'Computes what each channel brought.',
    input: z.object({}),
    output: z.object({}),
    floor: () => ({}),
    prompt: () => 'What happened?',
    samples: [],
  }),
  ...more,
});

const promptOf = (asking: AgentDescription): string =>
  askedOfModel({ agent: asking, task: {}, evidence: { items: [page, rows], lacking: [] } }, 'flash', {}, RUN, WORKSPACE)
    .prompt;

describe('what a model is asked', () => {
  it('comes with all of the evidence, unless the agent says what is not worth showing', () => {
    expect(promptOf(agent({}))).toMatch(/What happened\?[^]*What the page says[^]*What the rows say/);
    const short = promptOf(agent({ shows: ({ kind }) => kind !== 'rows' }));
    expect(short).toContain('What the page says');
    expect(short).not.toContain('What the rows say');
  });
});
