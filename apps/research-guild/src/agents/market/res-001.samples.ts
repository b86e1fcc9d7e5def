import type { Sample } from '@raptor/agent-kit';
import { samplePage } from '../sample-evidence';
import type { marketAnswer, marketTask } from './res-001.schema';

const tally = samplePage({
  url: 'https://tally.example/',
  title: 'Tally: invoices paid sooner',
  shows: [
    '# Invoices paid sooner',
    'Built for freelancers and small studios.',
    'Try it free for 14 days.',
    '$12 per month.',
  ],
});
const billwise = samplePage({
  url: 'https://billwise.example/',
  title: 'Billwise',
  shows: ['# Invoices for teams', 'Made for freelancers and small studios.', 'From $9 per month.'],
});
const statistics = samplePage({
  url: 'https://statistics.example/freelancers',
  title: 'Freelancers',
  shows: ['There are 4.2 million freelancers in the US.', 'Their number has been growing for ten years.'],
});
const bakery = samplePage({
  url: 'https://crumb.example/',
  title: 'Crumb',
  shows: ['# Bread for offices', 'We bake at night.'],
});

const about = { company: 'Tally', siteUrl: 'https://tally.example/', category: 'invoicing software' };

/** A size needs a count and a price; without, it is said to be unknown. */
export const marketSamples: readonly Sample<typeof marketTask, typeof marketAnswer>[] = [
  {
    name: 'two sellers and a statistic',
    input: {
      ...about,
      competitors: [{ domain: 'billwise.example' }],
      sources: ['https://statistics.example/freelancers'],
    },
    evidence: { items: [tally, billwise, statistics], lacking: [] },
    expect: ({ tam, trends, assumptions }) =>
      tam?.value === 4_200_000 * 9 * 12 && trends.length === 1 && assumptions.length === 2,
  },
  {
    name: 'two sellers, and nobody who counts',
    input: { ...about, competitors: [{ domain: 'billwise.example' }] },
    evidence: { items: [tally, billwise], lacking: [] },
    expect: ({ tam, segments, opportunities, questions }) =>
      tam === null &&
      segments.length > 0 &&
      opportunities.some(({ text }) => /free/.test(text)) &&
      questions.length === 2,
  },
  {
    name: 'a site that says little',
    input: { company: 'Crumb', siteUrl: 'https://crumb.example/', category: 'bread' },
    evidence: { items: [bakery], lacking: [{ source: 'pages', what: 'https://rye.example/', reason: 'HTTP 503' }] },
    expect: ({ tam, opportunities, questions, lacking }) =>
      tam === null && opportunities.length === 0 && questions.length === 3 && lacking.length === 1,
  },
];
