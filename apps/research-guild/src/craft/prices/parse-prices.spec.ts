import { amountOf, pricesIn } from './parse-prices';

describe('an amount', () => {
  it.each([
    ['1,299.00', 1299],
    ['1.299,00', 1299],
    ['1,299', 1299],
    ['1.299', 1299],
    ['12,50', 12.5],
    ['12.5', 12.5],
    ['0.125', 0.125],
    ['1’250.50', 1250.5],
    ['1\u00a0299,00', 1299],
    ['1,000,000', 1_000_000],
    ['19', 19],
  ])('%s is %d', (written, amount) => expect(amountOf(written)).toBe(amount));
});

describe('prices in a text', () => {
  it.each([
    ['$12 per user / month', { amount: 12, currency: 'USD', period: 'month', unit: 'user', sense: 'price' }],
    ['$12/user/month', { amount: 12, period: 'month', unit: 'user' }],
    ['£49 a month', { amount: 49, currency: 'GBP', period: 'month' }],
    ['€ 1.299,00 pro Jahr', { amount: 1299, currency: 'EUR', period: 'year' }],
    ['9,90 € / Monat', { amount: 9.9, currency: 'EUR', period: 'month' }],
    ['$10 per month, billed annually', { amount: 10, period: 'month', billed: 'year' }],
    ['$120 billed annually', { amount: 120, period: 'year' }],
    ['CHF 25.50 monthly', { amount: 25.5, currency: 'CHF', period: 'month', currencyAssumed: false }],
    ['A$30 per seat', { amount: 30, currency: 'AUD', unit: 'seat' }],
    ['From $8 per 1,000 contacts', { amount: 8, sense: 'from', unit: '1,000 contacts' }],
    ['was $99', { amount: 99, sense: 'former' }],
    ['Save $24 when you pay yearly', { amount: 24, sense: 'saving' }],
    ['$50 off your first order', { amount: 50, sense: 'saving' }],
    ['Price per month | €29', { amount: 29, currency: 'EUR', period: 'month' }],
    ['$299 one-time payment', { amount: 299, period: 'once' }],
  ])('%s', (text, price) => {
    const prices = pricesIn(text);
    expect(prices).toHaveLength(1);
    expect(prices[0]).toMatchObject(price);
  });

  it('keeps two prices apart, each with its own terms', () => {
    expect(pricesIn('$12 per month or $120 per year').map(({ amount, period }) => [amount, period])).toEqual([
      [12, 'month'],
      [120, 'year'],
    ]);
  });

  it('leaves out money that is no price, and numbers that are no money', () => {
    expect(
      pricesIn('We raised $5 million, then €2bn and $20k, with 300 users since 2019, $99999999999 in all.'),
    ).toEqual([]);
  });

  it('says when the sign is shared, and believes a code that the page names', () => {
    expect(pricesIn('$12')[0]).toMatchObject({ currency: 'USD', currencyAssumed: true });
    expect(pricesIn('$12', ['CAD'])[0]).toMatchObject({ currency: 'CAD', currencyAssumed: false });
  });
});
