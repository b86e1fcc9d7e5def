import { samplePage } from '../../agents/sample-evidence';
import { plansOf, pricesOf } from './plans';
import { featureTablesOf, tablePlansOf } from './table-plans';

const cards = samplePage({
  url: 'https://ledgerly.example/pricing',
  shows: [
    '# Simple pricing',
    'Save 20% when you pay annually',
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
    'Everything in Solo, plus:',
    'Shared client list',
    'Roles and approvals',
    '## Enterprise',
    'Custom pricing',
    'Single sign-on',
    '[Contact sales](/contact)',
    '## Questions',
    'Does a client cost extra?',
    'No. Extra storage is $5 per month.',
  ],
});

describe('plans shown as cards', () => {
  it('have their names, what they cost, and what they hold', () => {
    expect(
      plansOf(cards).map(({ name, kind, quote, prices, features }) => ({
        name,
        kind,
        quote,
        prices: prices.map(({ amount, period, billed, unit }) => [amount, period, billed, unit]),
        features: features.map((feature) => feature.name),
      })),
    ).toEqual([
      {
        name: 'Solo',
        kind: 'priced',
        quote: '$12 per month',
        prices: [
          [12, 'month', undefined, undefined],
          [9, 'month', 'year', undefined],
        ],
        features: ['For one-person businesses', 'Unlimited invoices', 'Payment reminders'],
      },
      {
        name: 'Studio',
        kind: 'priced',
        quote: '$19 per user / month',
        prices: [[19, 'month', undefined, 'user']],
        features: ['Shared client list', 'Roles and approvals'],
      },
      { name: 'Enterprise', kind: 'on request', quote: 'Custom pricing', prices: [], features: ['Single sign-on'] },
    ]);
  });

  it('take no price of a question under them', () => {
    expect(pricesOf(cards).map(({ price }) => price.amount)).toEqual([12, 9, 19, 5]);
    expect(plansOf(cards).flatMap(({ prices }) => prices.map(({ amount }) => amount))).not.toContain(5);
  });

  it('are found without headings', () => {
    const page = samplePage({
      url: 'https://a.example/prices',
      shows: ['# Prices', 'Basic', '£5 / month', '1 project', 'Team', '£15 / month', '10 projects'],
    });
    expect(plansOf(page).map(({ name, prices }) => [name, prices[0]?.amount, prices[0]?.currency])).toEqual([
      ['Basic', 5, 'GBP'],
      ['Team', 15, 'GBP'],
    ]);
  });
});

describe('plans in a table', () => {
  const table = samplePage({
    url: 'https://b.example/plans',
    shows: ['# Compare plans', '| Plan | Free | Pro', '| Price | €0 | €8 / month', '| Seats | 1 | 5', '| API | – | ✓'],
  });

  it('have a feature per row', () => {
    expect(Object.fromEntries(featureTablesOf(table))).toEqual({
      free: [
        { name: 'Seats', value: '1' },
        { name: 'API', value: 'not included' },
      ],
      pro: [
        { name: 'Seats', value: '5' },
        { name: 'API', value: 'included' },
      ],
    });
  });

  it('have the period that their row is headed with', () => {
    const page = samplePage({
      url: 'https://c.example/plans',
      shows: ['| Plan | Basic | Pro', '| Price per month | $8 | $20', '| Seats | 1 | 5'],
    });
    expect(tablePlansOf(page).map(({ prices }) => [prices[0]?.amount, prices[0]?.period, prices[0]?.quote])).toEqual([
      [8, 'month', 'Price per month | $8 | $20'],
      [20, 'month', 'Price per month | $8 | $20'],
    ]);
  });

  it('have their prices', () => {
    expect(
      tablePlansOf(table).map(({ name, kind, prices }) => [name, kind, prices[0]?.amount, prices[0]?.period]),
    ).toEqual([
      ['Free', 'free', 0, undefined],
      ['Pro', 'priced', 8, 'month'],
    ]);
  });
});
