import type { Sample } from '@raptor/agent-kit';
import type { critiqueAnswer, critiqueTask } from './critique-task';

const ID = `research:${'a'.repeat(64)}`;
const ABOUT = {
  ...{ channel: 'linkedin' as const, kind: 'post', promise: 'invoices paid sooner', audience: 'freelancers' },
  ...{ callToAction: 'Start free', url: 'https://tally.example/', keywords: ['invoices'] },
};

/** A good text, one that rambles, and one that asks for nothing. */
export const critiqueSamples = (passes: number): readonly Sample<typeof critiqueTask, typeof critiqueAnswer>[] => [
  {
    name: 'a plain post with proof',
    input: {
      ...ABOUT,
      copy: [
        {
          field: 'post',
          text: 'Freelancers: invoices paid sooner.\n\nClients pay nine days earlier.\n\nStart free. https://tally.example/',
          evidenceIds: [ID],
        },
      ],
    },
    expect: ({ score }) => score >= passes,
  },
  {
    name: 'one that rambles and repeats itself',
    input: {
      ...ABOUT,
      copy: [
        {
          field: 'post',
          text: 'In order to basically revolutionise organisational reimbursement methodologies, our very comprehensive administrative infrastructure was developed, implemented, and extensively documented by numerous internationally experienced practitioners everywhere. Our very comprehensive administrative infrastructure was developed and documented by numerous experienced practitioners everywhere.',
        },
      ],
    },
    expect: ({ score, notes }) => score < 6 && notes.length > 1,
  },
  {
    name: 'headlines that ask for nothing',
    input: {
      ...{ ...ABOUT, channel: 'google_ads' as const, promise: 'fresh loaves by eight', audience: 'office managers' },
      copy: [
        { field: 'headline', text: 'Fresh loaves by eight' },
        { field: 'headline', text: 'Bread at your office' },
      ],
    },
    expect: ({ criteria }) => criteria.length === 5,
  },
];
