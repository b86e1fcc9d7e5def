import type { Sample } from '@raptor/agent-kit';
import type { synthesisAnswer, synthesisTask } from './res-020.schema';

const id = (digit: string): string => `research:${digit.repeat(64)}`;

const audience = {
  own: {
    offer: [{ quote: 'Tally writes your invoice from your calendar.', evidenceId: id('a') }],
    promises: [],
    proofs: [{ quote: '“My clients pay nine days earlier on average.” Jonas, developer', evidenceId: id('a') }],
    callsToAction: [{ quote: 'Start free', evidenceId: id('a') }],
  },
  pains: [
    {
      theme: 'time lost',
      frequency: 2,
      intensity: 2,
      quotes: [{ quote: 'Every Sunday on invoices.', evidenceId: id('a') }],
    },
  ],
  objections: [{ quote: 'Do I need a card to try it?', evidenceId: id('b') }],
};

const competition = {
  profiles: [
    {
      name: 'Billwise',
      sells: [{ quote: 'Accounting for studios.', evidenceId: id('c') }],
      claims: [{ quote: 'The fastest way to bill.', evidenceId: id('c') }],
    },
  ],
};

const about = { objective: 'conversion' as const, channels: ['google_ads' as const] };

/** Findings come of reports, each under its section; what cannot be read, and what is not known, is said. */
export const synthesisSamples: readonly Sample<typeof synthesisTask, typeof synthesisAnswer>[] = [
  {
    name: 'an audience and a competitor',
    input: {
      goal: 'More freelancers who try Tally',
      ...about,
      reports: [
        { agentCode: 'RES-003', output: audience, evidence: [{ id: id('a') }, { id: id('b') }] },
        { agentCode: 'RES-002', output: competition, evidence: [{ id: id('c') }] },
      ],
    },
    expect: ({ findings, gaps }) =>
      findings.some(({ section, foundBy }) => section === 'messaging.proof_point' && foundBy === 'RES-003') &&
      findings.some(({ section, text }) => section === 'market.landscape' && text.startsWith('Billwise')) &&
      gaps.includes('how large the market is'),
  },
  {
    name: 'channels alone',
    input: {
      goal: 'To be known',
      ...about,
      reports: [
        {
          agentCode: 'RES-011',
          output: {
            channels: [
              { channel: 'google_ads', score: 0.8, why: 'A result costs least here.', evidenceIds: [id('d')] },
            ],
          },
          evidence: [{ id: id('d') }],
        },
      ],
    },
    expect: ({ findings }) => findings[0]?.channel?.name === 'google_ads',
  },
  {
    name: 'a report of somebody unknown',
    input: {
      goal: 'To learn',
      ...about,
      reports: [{ agentCode: 'RES-019', output: { any: 'thing' }, evidence: [] }],
    },
    expect: ({ findings, coverage }) => findings.length === 0 && coverage[0]?.isRead === false,
  },
];
