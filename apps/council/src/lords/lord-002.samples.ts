import { createHash } from 'node:crypto';
import type { Evidence } from '@raptor/agent-kit';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const from = (page: string): string => `research:${hash(page)}`;

/** What this workspace would have remembered. */
export const remembering = (...texts: readonly string[]): Evidence => ({
  lacking: [],
  items: texts.map((text, index) => ({
    kind: 'memory',
    id: `council:${hash(text)}`,
    source: 'memories',
    text,
    contentHash: hash(text),
    seenAt: '2026-03-02T08:00:00.000Z',
    tainted: false,
    data: {
      memoryId: `0198c3a0-0000-7000-8000-${String(index).padStart(12, '0')}`,
      collection: 'learnings',
      similarity: 0.71,
      metadata: {},
    },
  })),
});

interface Said {
  readonly brief: {
    readonly confidence: number;
    readonly openQuestions: readonly string[];
    readonly recommendedChannels: readonly { readonly share: number }[];
  } | null;
  readonly lessons: readonly { readonly isAccepted: boolean }[];
  readonly implications: readonly { readonly text: string }[];
}

export const cognitionSamples = [
  {
    name: 'a brief for a campaign, with a contradiction in it',
    input: {
      goal: 'Two hundred paid sign-ups of freelancers in April',
      findings: [
        {
          section: 'market.tam' as const,
          text: 'Freelancers in Germany spend 210 million dollars a year on invoicing',
          evidenceIds: [from('a')],
          confidence: 0.6,
          foundBy: 'RES-001',
          figure: { of: 'yearly spending on invoicing in Germany', value: 210, unit: 'million USD' },
        },
        {
          section: 'market.tam' as const,
          text: 'Invoicing for freelancers in Germany is worth 340 million dollars',
          evidenceIds: [from('b')],
          confidence: 0.5,
          foundBy: 'RES-001',
          figure: { of: 'yearly spending on invoicing in Germany', value: 340, unit: 'million USD' },
        },
        {
          section: 'persona.objection' as const,
          text: 'Moving old invoices takes a weekend',
          evidenceIds: [from('c')],
          confidence: 0.8,
          foundBy: 'RES-003',
        },
        {
          section: 'messaging.value_prop' as const,
          text: 'Invoices are paid nine days sooner',
          evidenceIds: [from('d')],
          confidence: 0.7,
          foundBy: 'RES-003',
        },
        {
          section: 'messaging.proof_point' as const,
          text: 'Customers measured nine days on average in 2025',
          evidenceIds: [from('d')],
          confidence: 0.7,
          foundBy: 'RES-009',
        },
        {
          section: 'channel' as const,
          text: 'Search has intent',
          evidenceIds: [from('e')],
          confidence: 0.6,
          foundBy: 'RES-011',
          channel: { name: 'google_ads', score: 0.8 },
        },
        {
          section: 'channel' as const,
          text: 'E-mail reaches those who tried',
          evidenceIds: [from('f')],
          confidence: 0.6,
          foundBy: 'RES-011',
          channel: { name: 'email', score: 0.4 },
        },
      ],
    },
    evidence: remembering('Short subjects were opened more: 4.1 % against 3.2 %'),
    expect: ({ brief, implications }: Said) =>
      brief !== null &&
      brief.openQuestions.some((question) => question.startsWith('Which is right')) &&
      brief.recommendedChannels.reduce((sum, { share }) => sum + share, 0) === 1 &&
      implications.some(({ text }) => text.includes('Learnt here before')),
  },
  {
    name: 'lessons of a result, one of them chance',
    input: {
      goal: 'What did the spring campaign teach?',
      lessons: [
        {
          text: 'Headlines with a number were clicked more',
          evidenceIds: [from('g')],
          pValue: 0.004,
          sampleSize: 9_000,
          tainted: false,
        },
        { text: 'Mondays convert better', evidenceIds: [from('h')], pValue: 0.31, sampleSize: 420, tainted: false },
        {
          text: 'A blog says that long pages win',
          evidenceIds: [from('i')],
          pValue: null,
          sampleSize: 5_000,
          tainted: true,
        },
      ],
    },
    evidence: remembering(),
    expect: ({ brief, lessons }: Said) =>
      brief === null && lessons.map(({ isAccepted }) => isAccepted).join() === 'true,false,false',
  },
  {
    name: 'findings that rest on nothing',
    input: {
      goal: 'A weekly brief',
      briefType: 'weekly' as const,
      findings: [
        {
          section: 'market.trend' as const,
          text: 'Everybody talks of e-invoicing',
          evidenceIds: [],
          confidence: 0.9,
          foundBy: 'RES-004',
        },
      ],
    },
    evidence: remembering(),
    expect: ({ brief, implications }: Said) =>
      brief?.confidence === 0 && brief.openQuestions.length === 1 && implications.length === 0,
  },
];
