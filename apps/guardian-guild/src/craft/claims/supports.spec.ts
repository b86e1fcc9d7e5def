import { extractClaims } from './extract-claims';
import { supports } from './supports';

const check = (copy: string, excerpt: string): [boolean, string] => {
  const [claim] = extractClaims(copy);
  if (!claim) throw new Error(`No claim in ${copy}`);
  const { isSupported, reason } = supports(claim, { id: 'research:1', excerpt });
  return [isSupported, reason];
};

describe('an excerpt proves a claim', () => {
  it.each([
    ['Cut your bookkeeping time by 30%.', 'In the study, bookkeeping took 30 percent less.'],
    ['Get paid nine days sooner.', 'Invoices were paid 9 days earlier than before.'],
    ['Over 10,000 freelancers use Tally.', 'As of May, 10k freelancers have an account.'],
    ['Plans start at $9 per month.', 'Starter: $9 / month, billed yearly. Plans can be changed.'],
    ['Rated 4.8 out of 5.', 'Average rating: 4.8 out of 5 from 912 reviews.'],
    ['The best accounting software for freelancers.', 'PCMag: the best accounting software of 2026.'],
    ["America's #1 mattress brand.", 'Ranked No. 1 among mattress brands by units sold.'],
    ['“Tally saved me hours every week.” — Jane', 'Review 81, Jane D.: "Tally saved me hours every week"'],
    ['Lowers cholesterol naturally.', 'The trial lowered cholesterol in adults within 8 weeks.'],
    ['Earn 5% APY on your savings.', 'Savings account: customers earn 5% APY, paid monthly.'],
  ])('%s', (copy, excerpt) => {
    expect(check(copy, excerpt)).toEqual([true, expect.any(String)]);
  });

  it.each([
    ['Cut your bookkeeping time by 30%.', 'Bookkeeping took 20 percent less.', /30 % does not stand/],
    ['Cut your bookkeeping time by 30%.', '30% of our staff live in Lyon.', /about something else/],
    ['Get paid nine days sooner.', 'Invoices were paid 9 weeks earlier.', /9 day does not/],
    [
      'The best accounting software for freelancers.',
      'It is good accounting software for freelancers.',
      /does not stand/,
    ],
    ['The best accounting software for freelancers.', 'The best pizza in town.', /does not stand/],
    ['The fastest way to send an invoice.', 'The best way to send an invoice.', /does not stand/],
    ['“Tally saved me hours every week.” — Jane', 'Jane D.: "Tally saved me some hours"', /word for word/],
    ['Lowers cholesterol naturally.', 'The trial did not lower cholesterol.', /deny/],
    ['Boosts your immune system.', 'Contains vitamin C.', /Too little/],
    ['Earn 5% APY on your savings.', 'Savings account: customers earn 4% APY.', /5 % does not/],
  ])('but not: %s (%s)', (copy, excerpt, reason) => {
    expect(check(copy, excerpt)).toEqual([false, expect.stringMatching(reason)]);
  });
});
