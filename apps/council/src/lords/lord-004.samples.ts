import type { Sample } from '@raptor/agent-kit';
import type { directionAnswer, directionTask } from './lord-004.schema';

const ID = `research:${'a'.repeat(64)}`;
const brief = {
  messagingInsights: {
    valueProps: [
      { text: 'Tally writes your invoice from your calendar.', evidenceIds: [ID] },
      { text: 'Invoices paid sooner', evidenceIds: [ID] },
    ],
    proofPoints: [{ text: 'Clients pay nine days earlier on average.', evidenceIds: [ID] }],
    callsToAction: [{ text: 'Start free', evidenceIds: [ID] }],
  },
};
const about = {
  ...{ goal: 'More freelancers who try Tally', objective: 'conversion', audience: 'freelancers', brief },
  company: { name: 'Tally', url: 'https://tally.example/' },
};
const moves = (...channels: string[]) =>
  channels.map((channel, at) => ({ ref: `m${at}`, name: `Move ${at}`, channel }));

export const aestheteSamples: readonly Sample<typeof directionTask, typeof directionAnswer>[] = [
  {
    name: 'three channels and all authors',
    input: {
      ...about,
      moves: moves('google_ads', 'linkedin', 'email'),
      available: ['MUSE-002', 'MUSE-004', 'MUSE-023'],
    },
    expect: ({ assets }) => assets.length === 6 && assets.every(({ proofPoints }) => proofPoints.length > 0),
  },
  {
    name: 'a channel that nobody writes for',
    input: { ...about, moves: moves('tiktok', 'x'), available: ['MUSE-025'] },
    expect: ({ assets, leftOut }) => assets.length === 2 && leftOut.length === 1,
  },
  {
    name: 'a brief that says nothing',
    input: {
      ...about,
      brief: { messagingInsights: {} },
      moves: moves('linkedin'),
      available: ['MUSE-023'],
    },
    expect: ({ assets }) => assets[0]?.promise === 'More freelancers who try Tally',
  },
];
