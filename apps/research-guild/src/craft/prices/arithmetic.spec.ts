import { samplePage } from '../../agents/sample-evidence';
import { comparePrices } from './compare-prices';
import { annualDiscountOf, percentOff } from './discounts';
import { pricesIn } from './parse-prices';
import { plansOf } from './plans';
import { tacticsOf } from './tactics';

const discount = (text: string): number | undefined => annualDiscountOf(pricesIn(text))?.percent;

describe('an annual discount', () => {
  it.each([
    ['$12 per month, $120 per year', 16.7],
    ['$12 per month. $9 per month, billed annually', 25],
    ['$9.99 per month, $99.90 per year', 16.7],
    ['$0.10 per month, $1.20 per year', 0],
    ['$10 per month, $130 per year', -8.3],
  ])('%s: %d %%', (text, percent) => expect(discount(text)).toBe(percent));

  it('is not reckoned over two currencies, or two units', () => {
    expect(discount('$12 per month, €120 per year')).toBeUndefined();
    expect(discount('$12 per user per month, $120 per seat per year')).toBeUndefined();
  });

  it('is exact where decimals are not', () => expect(percentOff(3_000, 2_100)).toBe(30));
});

describe('prices side by side', () => {
  const asked = [
    { seller: 'A', plan: 'Pro', amount: 20, currency: 'USD', period: 'month', unit: 'user' },
    { seller: 'A', plan: 'Basic', amount: 10, currency: 'USD', period: 'month', unit: 'seat' },
    { seller: 'B', plan: 'One', amount: 15, currency: 'USD', period: 'month', unit: 'user' },
    { seller: 'B', plan: 'One', amount: 144, currency: 'USD', period: 'year', unit: 'user' },
    { seller: 'C', plan: 'Solo', amount: 9, currency: 'EUR', period: 'month' },
    { seller: 'C', plan: 'Buy', amount: 299, currency: 'EUR', period: 'once' },
  ] as const;

  it('are grouped by currency, unit and payment, the cheapest of each seller', () => {
    expect(comparePrices(asked)).toEqual([
      {
        currency: 'EUR',
        unit: 'flat',
        paid: 'monthly',
        entries: [{ seller: 'C', plan: 'Solo', perMonth: 9 }],
        lowest: 9,
        median: 9,
        highest: 9,
      },
      {
        currency: 'USD',
        unit: 'user',
        paid: 'monthly',
        entries: [
          { seller: 'A', plan: 'Basic', perMonth: 10 },
          { seller: 'B', plan: 'One', perMonth: 15 },
        ],
        lowest: 10,
        median: 12.5,
        highest: 15,
      },
      {
        currency: 'USD',
        unit: 'user',
        paid: 'yearly',
        entries: [{ seller: 'B', plan: 'One', perMonth: 12 }],
        lowest: 12,
        median: 12,
        highest: 12,
      },
    ]);
  });
});

describe('tactics', () => {
  const kinds = (...shows: string[]): string[] => {
    const page = samplePage({ url: 'https://a.example/pricing', shows });
    return tacticsOf(page, plansOf(page)).map(({ kind }) => kind);
  };

  it('are none on a plain page', () => expect(kinds('## One', '$10 per month', 'All features')).toEqual([]));

  it('are told apart', () => {
    expect(
      kinds(
        'Offer ends Friday',
        '## Free',
        'Free',
        '## Pro',
        'Most popular',
        '$19 per month',
        'Start your 14-day free trial',
      ),
    ).toEqual(['free tier', 'free trial', 'charm price', 'scarcity', 'highlighted plan']);
  });

  it('see an anchor in a plan that is three times as dear', () => {
    expect(kinds('## A', '$10 per month', '## B', '$20 per month', '## C', '$60 per month')).toEqual(['anchor']);
    expect(kinds('## A', '$10 per month', '## B', '$20 per month', '## C', '$50 per month')).toEqual([]);
  });

  it('see a decoy in a plan that one a little dearer clearly beats', () => {
    const features = (count: number): string[] => Array.from({ length: count }, (_, at) => `Feature number ${at}`);
    expect(kinds('## A', '$50 per month', ...features(3), '## B', '$55 per month', ...features(6))).toEqual(['decoy']);
    expect(kinds('## A', '$50 per month', ...features(3), '## B', '$80 per month', ...features(6))).toEqual([]);
  });

  it('hold a stated discount against the computed one', () => {
    const page = samplePage({
      url: 'https://a.example/pricing',
      shows: ['Save 30% with annual billing', '## A', '$10 per month', '$8 per month, billed annually'],
    });
    expect(tacticsOf(page, plansOf(page))[0]).toMatchObject({
      kind: 'annual discount',
      reason: 'Paying for a year saves 20 % with A. The page says 30 %.',
      quote: 'Save 30% with annual billing',
    });
  });
});
