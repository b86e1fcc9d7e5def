import type { Sample } from '@raptor/agent-kit';
import type { CampaignChannel } from '@raptor/contracts';
import type { copyAnswer, copyTask } from '../craft/copy/copy-task';

type CopySample = Sample<typeof copyTask, typeof copyAnswer>;

const id = (digit: string): string => `research:${digit.repeat(64)}`;

const TALLY = {
  ...{ kind: 'text', product: 'Tally', company: 'Tally', audience: 'freelancers', promise: 'invoices paid sooner' },
  problem: 'Sundays go into invoices',
  proofPoints: [
    { text: 'Clients pay nine days earlier on average', evidenceId: id('a') },
    { text: 'An invoice takes four minutes', evidenceId: id('b') },
  ],
  objections: ['No card is needed to try it'],
  offers: ['Tally writes your invoice from your calendar'],
  ...{ callToAction: 'Start free', url: 'https://tally.example/', keywords: ['invoicing'] },
};

const CRUMB = {
  ...{ kind: 'text', product: 'Crumb', company: 'Crumb', audience: 'office managers', promise: 'fresh bread by eight' },
  ...{ callToAction: 'Order a trial basket', url: 'https://crumb.example/', tone: ['formal'] },
  lexicon: { banned: ['cheap'], preferred: [{ insteadOf: 'bread', say: 'loaves' }] },
};

/** Three inputs for each author, for the channels it writes for: with proof, without any, and once more by notes. */
export function copySamples(first: CampaignChannel, ...others: CampaignChannel[]): CopySample[] {
  const [second = first, third = first] = others;
  const cites: CopySample['expect'] = ({ copy }) => copy.some(({ evidenceIds }) => evidenceIds.length > 0);
  return [
    {
      name: `an invoicing tool with proof, ${first}`,
      input: { ...TALLY, channel: first },
      expect: ({ copy }) => copy.length > 0,
    },
    {
      name: `a bakery without proof, in its own words, ${second}`,
      input: { ...CRUMB, channel: second },
      expect: ({ copy, notes }) =>
        notes.length > 0 && copy.every(({ text, evidenceIds }) => evidenceIds.length === 0 && !/\bbread\b/i.test(text)),
    },
    {
      name: `once more, by notes, ${third}`,
      input: {
        ...TALLY,
        channel: third,
        revision: {
          previous: [{ field: 'headline', text: 'Freelancers: invoices paid sooner.', evidenceIds: [] }],
          notes: ['Shorten the second sentence.'],
          round: 1,
        },
      },
      expect: (answer) =>
        answer.notes.some((note) => note.includes('notes')) && (cites(answer) || answer.copy.length > 0),
    },
  ];
}
