import { economicsOf, resultsOf, scoresOf, splitOf } from './channel-economics';
import { PLANNING_ASSUMPTIONS } from './planning-assumptions';

const assumed = (channel: string) => {
  const found = PLANNING_ASSUMPTIONS.rows.find((row) => row.channel === channel);
  if (!found) throw new Error(channel);
  return found;
};

describe('what a channel costs', () => {
  it('is the assumption, until something is measured', () => {
    const ads = economicsOf(assumed('google_ads'), 'conversion');
    expect(ads).toMatchObject({ basis: 'assumed', costPerResultMicroUsd: 71_428_571, spread: 2 });
    expect(economicsOf(assumed('google_ads'), 'awareness').costPerResultMicroUsd).toBeGreaterThan(
      ads.costPerResultMicroUsd,
    );
  });

  it('becomes what was measured, the more visits there were', () => {
    const measured = (visits: number) =>
      economicsOf(assumed('google_ads'), 'conversion', {
        channel: 'google_ads',
        spendMicroUsd: visits * 1_000_000,
        visits,
        results: visits * 0.1,
      });
    expect(measured(30).basis).toBe('assumed');
    expect(measured(30_000)).toMatchObject({ basis: 'observed' });
    expect(measured(30_000).costPerResultMicroUsd / 10_000_000).toBeCloseTo(1, 1);
    expect(measured(30_000).spread).toBeLessThan(1.1);
  });

  it('rises with what is spent: half of the ceiling for half-saturation', () => {
    const ads = economicsOf(assumed('google_ads'), 'conversion');
    expect(resultsOf(ads, ads.halfSaturationMicroUsd)).toBeCloseTo(ads.ceilingResults / 2, 6);
  });

  it('splits money so that the last dollar wins as much everywhere', () => {
    const all = ['google_ads', 'email', 'meta_ads'].map((channel) => economicsOf(assumed(channel), 'conversion'));
    const budget = 5_000_000_000;
    const shares = splitOf(all, budget);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    const marginal = all.map((each, at) => {
      const has = (shares[at] ?? 0) * budget;
      return (resultsOf(each, has + 1_000) - resultsOf(each, has)) * 1_000;
    });
    expect(Math.max(...marginal) / Math.min(...marginal)).toBeLessThan(1.2);
    expect(Math.max(...scoresOf(all))).toBe(1);
  });
});
