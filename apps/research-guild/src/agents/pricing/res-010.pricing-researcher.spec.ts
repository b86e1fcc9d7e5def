import type { Evidence } from '@raptor/agent-kit';
import { samplePage } from '../sample-evidence';
import { pricingResearcher } from './res-010.pricing-researcher.agent';
import type { PricingAnswer, PricingTask } from './res-010.schema';

interface Case {
  readonly task: PricingTask;
  readonly evidence: Evidence;
  readonly floor: PricingAnswer;
}

const [cards, table, onRequest] = pricingResearcher.samples.map(({ input, evidence = { items: [], lacking: [] } }) => {
  const task = pricingResearcher.input.parse(input);
  return { task, evidence, floor: pricingResearcher.floor(task, evidence) };
}) as [Case, Case, Case];

const problems = ({ task, evidence, floor }: Case, change: (answer: PricingAnswer) => void): string => {
  const answer = structuredClone(floor);
  change(answer);
  return (pricingResearcher.check?.(answer, task, evidence) ?? []).join('\n');
};

describe('the floor of the Pricing Researcher', () => {
  it('lays out plans with their prices, and works out what a year saves', () => {
    const [site] = cards.floor.sites;
    expect(
      site?.plans.map(({ name, prices }) => [name, prices.map(({ amount, unit, billed }) => [amount, unit, billed])]),
    ).toEqual([
      [
        'Solo',
        [
          [12, null, null],
          [9, null, 'year'],
        ],
      ],
      [
        'Studio',
        [
          [19, 'user', null],
          [15, 'user', 'year'],
        ],
      ],
      ['Enterprise', []],
    ]);
    expect(site?.annualDiscounts.map(({ plan, percent }) => [plan, percent])).toEqual([
      ['Solo', 25],
      ['Studio', 21.1],
    ]);
    expect(site?.unknowns).toEqual([]);
  });

  it('sets own prices beside theirs, flat beside flat', () => {
    expect(
      cards.floor.comparison.map(({ unit, paid, entries }) => [
        unit,
        paid,
        entries.map(({ seller, perMonth }) => [seller, perMonth]),
      ]),
    ).toEqual([
      [
        'flat',
        'monthly',
        [
          ['Tally', 10],
          ['ledgerly.example', 12],
        ],
      ],
      ['flat', 'yearly', [['ledgerly.example', 9]]],
      ['user', 'monthly', [['ledgerly.example', 19]]],
      ['user', 'yearly', [['ledgerly.example', 15]]],
    ]);
  });

  it('reads a table, and the tactics on its page', () => {
    const [site] = table.floor.sites;
    expect(site?.plans.find(({ name }) => name === 'Scale')?.features).toEqual([
      { name: 'Contacts', value: '100,000' },
      { name: 'Automations', value: 'included' },
      { name: 'Dedicated IP', value: 'included' },
    ]);
    expect(site?.tactics.map(({ kind, quote }) => [kind, quote])).toEqual([
      ['free tier', '€0'],
      ['charm price', '€29 / month'],
      ['anchor', '€99 / month'],
      ['scarcity', 'Launch offer ends 31 May.'],
    ]);
  });

  it('says that a price is not public, and that a page could not be read', () => {
    expect(onRequest.floor.sites.map(({ unknowns }) => unknowns[0])).toEqual([
      'No price is public.',
      'No page of this site could be read: its prices are unknown.',
    ]);
    expect(onRequest.floor.comparison).toEqual([]);
  });

  it('says so when a sign is shared by several currencies', () => {
    const page = samplePage({ url: 'https://a.example/pricing', shows: ['## One', '$10 per month', 'Everything'] });
    const task = pricingResearcher.input.parse({ sellers: [{ domain: 'a.example' }] });
    const [site] = pricingResearcher.floor(task, { items: [page], lacking: [] }).sites;
    expect(site?.unknowns).toEqual(['The page does not name its currency: its sign is read as USD.']);
  });
});

describe('an answer of a model', () => {
  it.each<[string, (answer: PricingAnswer) => void, RegExp]>([
    [
      'changes an amount',
      ({ sites: [s] }) => void (s!.plans[0]!.prices[0]!.amount = 11),
      /"\$12 per month" does not say 11 USD/,
    ],
    ['changes a currency', ({ sites: [s] }) => void (s!.plans[0]!.prices[0]!.currency = 'EUR'), /does not say 12 EUR/],
    ['changes a period', ({ sites: [s] }) => void (s!.plans[0]!.prices[0]!.period = 'year'), /on these terms/],
    ['invents a plan', ({ sites: [s] }) => void (s!.plans[0]!.name = 'Platinum'), /"Platinum" is no name on the page/],
    [
      'invents a feature',
      ({ sites: [s] }) => void (s!.plans[0]!.features[0]!.name = 'Free coffee'),
      /"Free coffee" is no feature/,
    ],
    [
      'calls a priced plan free',
      ({ sites: [s] }) => void (s!.plans[0]!.kind = 'free'),
      /Solo has a price and is called free/,
    ],
    [
      'names a tactic twice',
      ({ sites: [s] }) => void s!.tactics.push({ ...s!.tactics[0]!, reason: 'Again.' }),
      /tactic annual discount twice|has the tactic .* twice/,
    ],
    ['leaves a seller out', (answer) => void (answer.sites = []), /sites must be ledgerly.example/],
  ])('is rejected when it %s', (_deed, change, reason) => expect(problems(cards, change)).toMatch(reason));

  it('has its arithmetic done again', () => {
    const answer = structuredClone(cards.floor);
    answer.sites[0]!.annualDiscounts = [];
    answer.comparison = [];
    expect(pricingResearcher.finish?.(answer, cards.task, cards.evidence)).toEqual(cards.floor);
  });
});
