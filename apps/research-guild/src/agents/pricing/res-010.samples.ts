import type { Sample } from '@raptor/agent-kit';
import { samplePage } from '../sample-evidence';
import type { pricingAnswer, pricingTask } from './res-010.schema';

const cards = samplePage({
  url: 'https://ledgerly.example/pricing',
  title: 'Pricing - Ledgerly',
  shows: [
    '# Pricing that stays out of your way',
    'Save 25% when you pay annually. Prices in USD.',
    '## Solo',
    'For one-person businesses',
    '$12',
    'per month',
    '$9 per month, billed annually',
    'Unlimited invoices',
    'Payment reminders',
    '[Start free trial](/signup)',
    '## Studio',
    'Most popular',
    '$19 per user / month',
    '$15 per user / month, billed annually',
    'Shared client list',
    'Roles and approvals',
    'Time tracking',
    '## Enterprise',
    'Custom pricing',
    'Single sign-on',
    '[Contact sales](/contact)',
    '## Questions',
    'Is there a free trial?',
    'Yes, every plan comes with a 14-day free trial and a 30-day money-back guarantee.',
  ],
});

const table = samplePage({
  url: 'https://paperplane.example/plans',
  title: 'Plans',
  shows: [
    '# Compare plans',
    '| Plan | Free | Pro | Scale',
    '| Price | €0 | €29 / month | €99 / month',
    '| Contacts | 500 | 10,000 | 100,000',
    '| Automations | – | ✓ | ✓',
    '| Dedicated IP | – | – | ✓',
    'Launch offer ends 31 May.',
  ],
});

const onRequest = samplePage({
  url: 'https://granite.example/pricing',
  title: 'Granite pricing',
  shows: [
    '# One platform, priced for your plant',
    '## Plant',
    'Contact sales',
    'On-site rollout',
    '## Group',
    'Request a quote',
    'Several plants',
  ],
});

type PricingSample = Sample<typeof pricingTask, typeof pricingAnswer>;

export const pricingSamples: readonly PricingSample[] = [
  {
    name: 'plans as cards, monthly and yearly, beside own prices',
    input: {
      sellers: [{ domain: 'ledgerly.example', pricingUrl: 'https://ledgerly.example/pricing' }],
      company: { name: 'Tally', prices: [{ plan: 'Freelance', amount: 10, currency: 'USD', period: 'month' }] },
    },
    evidence: { items: [cards], lacking: [] },
    expect: ({ sites: [site], comparison }) =>
      site?.plans.length === 3 &&
      site.annualDiscounts.some(({ plan, percent }) => plan === 'Solo' && percent === 25) &&
      site.tactics.some(({ kind }) => kind === 'free trial') &&
      comparison.some(
        ({ unit, paid, lowest, highest }) => unit === 'flat' && paid === 'monthly' && lowest === 10 && highest === 12,
      ),
  },
  {
    name: 'a comparison table with a free tier and an offer that ends',
    input: { sellers: [{ domain: 'paperplane.example' }] },
    evidence: { items: [table], lacking: [] },
    expect: ({ sites: [site] }) =>
      site?.plans.map(({ kind }) => kind).join() === 'free,priced,priced' &&
      site.plans.some(
        ({ name, features }) => name === 'Pro' && features.some((f) => f.name === 'Contacts' && f.value === '10,000'),
      ) &&
      ['free tier', 'scarcity', 'anchor'].every((wanted) => site.tactics.some(({ kind }) => kind === wanted)) &&
      site.currencies.join() === 'EUR',
  },
  {
    name: 'no public price, and a seller whose page may not be read',
    input: { sellers: [{ domain: 'granite.example' }, { domain: 'closed.example' }] },
    evidence: {
      items: [onRequest],
      lacking: [{ source: 'pages', what: 'https://closed.example/', reason: 'robots.txt forbids it' }],
    },
    expect: ({ sites: [open, closed], comparison, lacking }) =>
      open?.plans.every(({ kind, prices }) => kind === 'on request' && prices.length === 0) === true &&
      closed?.plans.length === 0 &&
      closed.unknowns.length > 0 &&
      comparison.length === 0 &&
      lacking.length === 1,
  },
];
