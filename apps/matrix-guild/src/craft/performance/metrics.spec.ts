import { addCounts, NOTHING, ratiosOf } from './metrics';

describe('ratios of what was counted', () => {
  it('are those of the definitions', () => {
    const ratios = ratiosOf({
      impressions: 10_000,
      clicks: 200,
      conversions: 10,
      costMicroUsd: 100_000_000,
      revenueMicroUsd: 450_000_000,
    });
    expect(ratios).toMatchObject({ cpcMicroUsd: 500_000, cpaMicroUsd: 10_000_000, cpmMicroUsd: 10_000_000, roas: 4.5 });
    expect(ratios.ctr).toEqual({ value: 0.02, low: 0.017_435, high: 0.022_934 });
    expect(ratios.cvr?.value).toBe(0.05);
  });

  it('are unknown, not zero, where nothing was counted', () => {
    expect(ratiosOf(NOTHING)).toEqual({
      ctr: null,
      cvr: null,
      cpcMicroUsd: null,
      cpaMicroUsd: null,
      cpmMicroUsd: null,
      roas: null,
    });
  });

  it('are unknown where there are more conversions than clicks', () => {
    expect(ratiosOf({ ...NOTHING, clicks: 2, conversions: 5 }).cvr).toBeNull();
  });

  it('add up exactly', () => {
    const counts = { impressions: 1, clicks: 2, conversions: 3, costMicroUsd: 4, revenueMicroUsd: 5 };
    expect(addCounts(counts, counts)).toEqual({
      impressions: 2,
      clicks: 4,
      conversions: 6,
      costMicroUsd: 8,
      revenueMicroUsd: 10,
    });
  });
});
