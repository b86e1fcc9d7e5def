import type { Sample } from '@raptor/agent-kit';
import { samplePage } from '../sample-evidence';
import type { audienceAnswer, audienceTask } from './res-003.schema';

const tally = samplePage({
  url: 'https://tally.example/',
  title: 'Tally: invoices paid sooner',
  shows: [
    '[Pricing](/pricing)',
    '# Invoices paid sooner',
    'Tally writes your invoice from your calendar and reminds your client until it is paid.',
    'Built for freelancers and small studios.',
    '[Start free](/pricing)',
    '“I used to spend every Sunday on invoices. Now it is four minutes.” — Mara, illustrator',
    '“My clients pay nine days earlier on average.” — Jonas, developer',
    'Do I need a card to try it?',
  ],
});

const bakery = samplePage({
  url: 'https://crumb.example/',
  title: 'Crumb: bread for offices',
  shows: [
    '# Fresh bread at your office by 8',
    'We bake at night and deliver to teams of any size, simpler than a canteen.',
    'Cancel any time, no contract.',
    '“The canteen was expensive and always late.” — Ines, office manager',
  ],
});

/** What people say is found and ranked; what no page says is said to be unknown. */
export const audienceSamples: readonly Sample<typeof audienceTask, typeof audienceAnswer>[] = [
  {
    name: 'an invoicing tool whose customers speak',
    input: {
      ...{ company: 'Tally', siteUrl: 'https://tally.example/', category: 'invoicing software' },
      ...{ audience: 'freelancers', goal: 'More freelancers who try Tally' },
    },
    evidence: { items: [tally], lacking: [] },
    expect: ({ quotes, pains, own }) =>
      quotes.some(({ words }) => words.includes('four minutes')) &&
      pains[0]?.theme === 'time lost' &&
      own.callsToAction.length > 0,
  },
  {
    name: 'a bakery with one unhappy voice',
    input: {
      ...{ company: 'Crumb', siteUrl: 'https://crumb.example/', category: 'office catering' },
      ...{ audience: 'office managers', goal: 'Ten more offices' },
    },
    evidence: { items: [bakery], lacking: [] },
    expect: ({ pains, objections }) => pains.length > 0 && objections.some(({ quote }) => quote.includes('Cancel')),
  },
  {
    name: 'a site that could not be read',
    input: {
      ...{ company: 'Nobody', siteUrl: 'https://nobody.example/', category: 'consulting', goal: 'To be known' },
    },
    evidence: {
      items: [],
      lacking: [{ source: 'pages', what: 'https://nobody.example/', reason: 'robots.txt forbids it' }],
    },
    expect: ({ unknowns, lacking }) => unknowns.length >= 3 && lacking.length === 1,
  },
];
