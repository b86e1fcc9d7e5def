import { compareShares, standardNormal, wilsonInterval } from './proportions';

describe('a proportion', () => {
  it.each([
    // Published examples: R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d lies within its interval', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('has a normal tail as in the tables', () => {
    expect(standardNormal(1.96)).toBeCloseTo(0.975, 4);
    expect(standardNormal(-1)).toBeCloseTo(0.158_655, 5);
    expect(standardNormal(0)).toBeCloseTo(0.5, 7);
  });

  it('differs from another by more than chance when the numbers are large', () => {
    const comparison = compareShares({ successes: 100, trials: 1_000 }, { successes: 150, trials: 1_000 });
    expect(comparison?.difference).toBeCloseTo(0.05);
    expect(comparison?.pValue).toBeCloseTo(0.000_72, 4);
  });

  it('is not compared where too little happened', () => {
    expect(compareShares({ successes: 1, trials: 20 }, { successes: 3, trials: 20 })).toBeUndefined();
    expect(compareShares({ successes: 0, trials: 0 }, { successes: 3, trials: 20 })).toBeUndefined();
  });
});
