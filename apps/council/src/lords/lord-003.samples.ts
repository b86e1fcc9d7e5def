import type { Sample } from '@raptor/agent-kit';
import type { strategyAnswer, strategyTask } from './lord-003.schema';

const ID = `research:${'a'.repeat(64)}`;
/** As real ones are: digits that are no figures. */
const LESSON = `council:${'4b7e09'.repeat(11).slice(0, 64)}`;
const brief = {
  messagingInsights: { proofPoints: [{ text: 'Clients pay nine days earlier', evidenceIds: [ID] }] },
  confidence: 0.6,
  risks: [{ text: 'Billwise may discount', evidenceIds: [ID] }],
};
const channelEconomics = [
  {
    channel: 'google_ads',
    ceilingResults: 210,
    halfSaturationMicroUsd: 15_000_000_000,
    conversionRate: 0.035,
    evidenceIds: [ID],
  },
  {
    channel: 'email',
    ceilingResults: 90,
    halfSaturationMicroUsd: 500_000_000,
    conversionRate: 0.045,
    evidenceIds: [ID],
  },
];
const about = {
  ...{ goal: 'More freelancers who try Tally', objective: 'conversion' as const, objectiveMetric: 'sign-ups' },
  ...{ targetValue: 60, channels: ['google_ads', 'email'], mediaBudgetMicroUsd: 3_000_000_000 },
  ...{ startDate: '2027-03-01', days: 28, brief, channelEconomics, competitors: [{ name: 'Billwise' }], seed: 7 },
};

export const strategosSamples: readonly Sample<typeof strategyTask, typeof strategyAnswer>[] = [
  {
    name: 'two channels and a target',
    input: about,
    expect: ({ simulation, quest, moves }) =>
      quest.chapters.length === 3 &&
      moves.length === 6 &&
      simulation.ciLow <= simulation.mean &&
      Math.abs(Object.values(simulation.allocation).reduce((sum, share) => sum + share, 0) - 1) < 0.000_1,
  },
  {
    name: 'the same after a lesson',
    input: { ...about, learnt: [{ text: 'Email did 40 % worse than planned', evidenceIds: [LESSON] }] },
    expect: ({ learntFrom, reasoning }) =>
      learntFrom[0]?.channel === 'email' &&
      learntFrom[0].evidenceIds.includes(LESSON) &&
      reasoning.includes('40 % worse'),
  },
  {
    name: 'no money and nothing known',
    input: { ...about, mediaBudgetMicroUsd: 0, targetValue: null, channelEconomics: [], channels: ['x'] },
    expect: ({ simulation, quest }) => simulation.mean === 0 && quest.chapters.length === 3,
  },
];
