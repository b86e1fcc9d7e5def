import type { Sample } from '@raptor/agent-kit';
import { samplePage } from '../sample-evidence';
import type { seoAnswer, seoTask } from './res-007.schema';

const tally = samplePage({
  url: 'https://tally.example/',
  title: 'Tally: invoices paid sooner',
  shows: [
    '# Invoices paid sooner',
    'Tally writes your invoice from your calendar.',
    'Late payment reminders go out by themselves.',
  ],
});
const billwise = samplePage({
  url: 'https://billwise.example/',
  title: 'Billwise: time tracking and invoices',
  shows: [
    '# Time tracking and invoices',
    'Time tracking for teams, expense reports for everybody.',
    'Pricing plans from $9 a month.',
  ],
});
const crumb = samplePage({
  url: 'https://crumb.example/',
  title: 'Crumb: bread for offices',
  shows: ['# Fresh bread at your office', 'Sourdough bread, delivered before eight.'],
});

/** What only competitors speak of is a gap; without competitors there is none; another site is about something else. */
export const seoSamples: readonly Sample<typeof seoTask, typeof seoAnswer>[] = [
  {
    name: 'a competitor that tracks time',
    input: {
      domain: 'https://tally.example/',
      seeds: ['invoices', 'time tracking'],
      competitors: [{ domain: 'billwise.example' }],
    },
    evidence: { items: [tally, billwise], lacking: [] },
    expect: ({ gaps, seeds }) =>
      gaps.some(({ keyword }) => keyword === 'time tracking') &&
      gaps.every(({ keyword }) => keyword !== 'invoices') &&
      seeds[0]?.own === true &&
      seeds[1]?.own === false &&
      seeds[1].competitors === 1,
  },
  {
    name: 'nobody to compare with',
    input: { domain: 'https://tally.example/', seeds: ['invoices'] },
    evidence: { items: [tally], lacking: [] },
    expect: ({ gaps, clusters, unknowns }) =>
      gaps.length === 0 && clusters.every(({ isOwn }) => isOwn) && unknowns.length === 2,
  },
  {
    name: 'bread',
    input: { domain: 'https://crumb.example/', seeds: ['bread'], competitors: [{ domain: 'billwise.example' }] },
    evidence: { items: [crumb, billwise], lacking: [] },
    expect: ({ clusters }) => clusters.some(({ name, isOwn }) => isOwn && /bread/.test(name)),
  },
];
