import { splitExactly } from './largest-remainder';
import { brokenRefs, scheduleOf } from './schedule';

const work = (ref: string, takesMs: number, ...after: string[]) => ({ ref, takesMs, after });

describe('an exact split', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [1, [1, 1, 1], [1, 0, 0]],
    [10, [5, 3, 2], [5, 3, 2]],
    [7, [0, 0], [0, 0]],
    [0, [3, 4], [0, 0]],
    [9_007_199_254_740, [1, 2], [3_002_399_751_580, 6_004_799_503_160]],
  ])('of %d by %j is %j', (amount, weights, parts) => {
    expect(splitExactly(amount, weights)).toEqual(parts);
  });

  it('adds up, whatever the weights', () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const weights = Array.from({ length: 1 + (seed % 9) }, (_, index) => ((seed * 7919 * (index + 1)) % 997) / 10);
      const parts = splitExactly(seed * 12_345, weights);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(seed * 12_345);
    }
  });
});

describe('a schedule', () => {
  const diamond = [work('a', 10), work('b', 20, 'a'), work('c', 5, 'a'), work('d', 10, 'b', 'c')];

  it('is as long as its longest chain', () => {
    expect(scheduleOf(diamond, 100)).toMatchObject({ lengthMs: 40, criticalPath: ['a', 'b', 'd'] });
  });

  it('gives each the latest end at which nothing is late', () => {
    const { byRef } = scheduleOf(diamond, 100);
    expect(byRef.get('a')).toEqual({ earliestEndMs: 10, latestEndMs: 70 });
    expect(byRef.get('b')).toEqual({ earliestEndMs: 30, latestEndMs: 90 });
    expect(byRef.get('c')).toEqual({ earliestEndMs: 15, latestEndMs: 90 });
    expect(byRef.get('d')).toEqual({ earliestEndMs: 40, latestEndMs: 100 });
  });

  it('finds circles and what is not there', () => {
    expect(brokenRefs(diamond)).toEqual([]);
    expect(brokenRefs([work('a', 1, 'b'), work('b', 1, 'a'), work('c', 1)])).toEqual(['a', 'b']);
    expect(brokenRefs([work('a', 1, 'gone'), work('b', 1, 'a')])).toEqual(['a', 'b']);
  });

  it('of nothing takes no time', () => {
    expect(scheduleOf([], 10)).toMatchObject({ lengthMs: 0, criticalPath: [] });
  });
});
