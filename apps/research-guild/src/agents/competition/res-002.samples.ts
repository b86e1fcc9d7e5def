import type { Sample } from '@raptor/agent-kit';
import { samplePage, sampleRows } from '../sample-evidence';
import type { competitorAnswer, competitorTask } from './res-002.schema';

const MENU = ['[Pricing](/pricing)', '[Security](/security)', '[About us](/about)'];

const ledgerly = {
  home: samplePage({
    url: 'https://ledgerly.example/',
    title: 'Ledgerly | Invoicing that gets you paid',
    language: 'en',
    shows: [
      ...MENU,
      '# Invoicing that gets you paid',
      'Send an invoice in one click and let Ledgerly chase it for you. Built for freelancers and small studios.',
      '[Start free trial](/signup)',
      '## Your money, sooner',
      'Get paid 9 days sooner on average. You’ll never chase a client again!',
      'Easier than spreadsheets, and it connects to your bank.',
      'Trusted by 4,000 freelancers.',
      '“It paid for itself in the first week.” — Ana Reis, Atelier Reis',
    ],
  }),
  pricing: samplePage({
    url: 'https://ledgerly.example/pricing',
    title: 'Pricing | Ledgerly',
    language: 'en',
    shows: [
      '# Simple pricing',
      'Prices in USD.',
      '## Solo',
      '$9 per month',
      'Unlimited invoices',
      '## Studio',
      '$19 per user / month',
      'Roles and approvals',
    ],
  }),
  security: samplePage({
    url: 'https://ledgerly.example/security',
    title: 'Security | Ledgerly',
    language: 'en',
    shows: ['# Security', 'We are SOC 2 audited every year.', 'Your data is encrypted at rest and in transit.'],
  }),
};

const before = sampleRows('pageVersions', [
  {
    url: 'https://ledgerly.example/pricing',
    seenAt: '2026-01-12T08:00:00.000Z',
    text: [
      'Simple pricing',
      'Prices in USD.',
      'Solo',
      '$12 per month',
      'Unlimited invoices',
      'Studio',
      '$19 per user / month',
      'Roles and approvals',
    ].join('\n'),
    tainted: true,
  },
]);

const granite = samplePage({
  url: 'https://www.granite.example/',
  title: 'Granite: maintenance planning',
  language: 'en',
  shows: [
    '# Maintenance planning for manufacturers',
    'Granite plans the upkeep of every machine in the plant before it stops. Our engineers set it up on site.',
    'We guarantee 99.9% uptime of the service. We are ISO 27001 certified.',
    'Used by 120 plants since 1998.',
    '[Request a quote](/contact)',
  ],
});

const schnell = samplePage({
  url: 'https://schnell.example/',
  title: 'Schnell',
  language: 'de',
  shows: [
    '# Wartungsplanung ohne Umwege',
    'Für den Mittelstand gemacht.',
    'ab 49 € / Monat',
    '[Kostenlos testen](/test)',
  ],
});

const bare = samplePage({ url: 'https://plain.example/', title: 'Plain', shows: ['Coming soon.'] });

const tally = {
  name: 'Tally',
  offer: 'Invoices for freelancers that are easy to send and simple to track',
  audience: 'freelancers',
  claims: ['Invoices in minutes', 'Affordable from the first client'],
  trust: ['GDPR'],
  freeTrial: false,
  price: { amount: 12, currency: 'USD', period: 'month' },
} as const;

type CompetitorSample = Sample<typeof competitorTask, typeof competitorAnswer>;

export const competitorSamples: readonly CompetitorSample[] = [
  {
    name: 'an invoicing tool that is cheaper and has changed its price',
    input: {
      competitors: [{ domain: 'ledgerly.example' }],
      company: { ...tally, claims: [...tally.claims], trust: [...tally.trust] },
    },
    evidence: { items: [ledgerly.home, ledgerly.pricing, ledgerly.security, before], lacking: [] },
    expect: ({ profiles: [profile], swot: [swot], changes, messageMatrix }) =>
      profile?.name === 'Ledgerly' &&
      profile.audience.some(({ who }) => who.includes('freelancers')) &&
      profile.claims.some(({ quote }) => quote === 'Get paid 9 days sooner on average.') &&
      profile.trust.some(({ name }) => name === 'SOC 2') &&
      profile.prices.some(({ amount }) => amount === 9) &&
      swot?.threats.some(({ quote }) => quote?.includes('$9')) === true &&
      changes.some(({ added, removed }) => added.includes('$9 per month') && removed.includes('$12 per month')) &&
      messageMatrix.some(({ theme, standing }) => theme === 'ease of use' && standing === 'contested'),
  },
  {
    name: 'two planners for plants, one with no price, one in German',
    input: {
      competitors: [{ domain: 'granite.example', name: 'Granite' }, { domain: 'schnell.example' }],
      company: {
        name: 'Upkeep Works',
        offer: 'Maintenance planning with reports for small plants',
        audience: 'small manufacturers',
        claims: ['Set up in 2 hours without an expert'],
        proofPoints: ['40 plants in Portugal plan with us'],
        price: { amount: 89, currency: 'EUR', period: 'month' },
      },
    },
    evidence: {
      items: [granite, schnell],
      lacking: [{ source: 'pages', what: 'https://schnell.example/preise', reason: 'HTTP 404' }],
    },
    expect: ({ profiles: [first, second], swot: [swot], lacking, messageMatrix }) =>
      first?.prices.length === 0 &&
      first.unknowns.some((unknown) => unknown.includes('price')) &&
      first.proof.some(({ quote }) => quote.includes('120 plants')) &&
      second?.unknowns.some((unknown) => unknown.includes('de')) === true &&
      second.prices[0]?.currency === 'EUR' &&
      swot?.opportunities.some(({ text }) => text.includes('89 EUR')) === true &&
      lacking.length === 1 &&
      messageMatrix.every(({ theirs }) => theirs.length === 2),
  },
  {
    name: 'a site that says nothing, and one that may not be read',
    input: {
      competitors: [{ domain: 'plain.example' }, { domain: 'closed.example', name: 'Closed' }],
      company: { name: 'Tally', offer: 'Invoices in one click', audience: 'freelancers' },
    },
    evidence: {
      items: [bare],
      lacking: [{ source: 'pages', what: 'https://closed.example/', reason: 'robots.txt forbids it' }],
    },
    expect: ({ profiles: [plain, closed], swot: [, nothing] }) =>
      plain?.sells.length === 0 &&
      plain.unknowns.length >= 4 &&
      closed?.pages.length === 0 &&
      closed.unknowns.length > 0 &&
      nothing?.strengths.length === 0 &&
      nothing.weaknesses.length === 0,
  },
];
