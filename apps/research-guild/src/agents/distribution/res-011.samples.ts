import type { Sample } from '@raptor/agent-kit';
import { PLANNING_ASSUMPTIONS } from '../../craft/distribution/planning-assumptions';
import { sampleRows } from '../sample-evidence';
import type { distributionAnswer, distributionTask } from './res-011.schema';

const evidence = {
  items: [
    sampleRows(
      'planningAssumptions',
      PLANNING_ASSUMPTIONS.rows.map((row) => ({ ...row, suits: [...row.suits] })),
    ),
  ],
  lacking: [],
};

/** Shares add up, the objective matters, and what was measured beats what was assumed. */
export const distributionSamples: readonly Sample<typeof distributionTask, typeof distributionAnswer>[] = [
  {
    name: 'three channels for sign-ups',
    input: {
      ...{ objective: 'conversion', audience: 'freelancers', mediaBudgetMicroUsd: 2_000_000_000 },
      channels: ['google_ads', 'linkedin', 'email'],
    },
    evidence,
    expect: ({ channels }) =>
      channels[0]?.channel === 'email' && Math.abs(channels.reduce((sum, { share }) => sum + share, 0) - 1) < 0.001,
  },
  {
    name: 'the same to be known, with no money',
    input: {
      ...{ objective: 'awareness', audience: 'freelancers', mediaBudgetMicroUsd: 0 },
      channels: ['google_ads', 'linkedin', 'email'],
    },
    evidence,
    expect: ({ channels }) => channels.every(({ expectedResults }) => expectedResults === 0),
  },
  {
    name: 'a channel that was measured',
    input: {
      ...{ objective: 'conversion', audience: 'studios', mediaBudgetMicroUsd: 2_000_000_000 },
      channels: ['google_ads', 'linkedin'],
      observations: [{ channel: 'linkedin', spendMicroUsd: 500_000_000, visits: 2_000, results: 120 }],
    },
    evidence,
    expect: ({ channels }) => channels[0]?.channel === 'linkedin' && channels[0].basis === 'observed',
  },
];
