import { retryDelayMs } from './retry-timing';

const least = (): number => 0;
const most = (): number => 1;
const TIMING = { firstMs: 1_000, longestMs: 60_000 };

describe('how long work waits before it is tried again', () => {
  it('doubles with each try up to the longest, of which the later half is chance', () => {
    const waits = (random: () => number) =>
      [1, 2, 3, 4, 7, 8, 50].map((tries) => retryDelayMs(tries, TIMING, 0, random));
    expect(waits(most)).toEqual([1_000, 2_000, 4_000, 8_000, 60_000, 60_000, 60_000]);
    expect(waits(least)).toEqual([500, 1_000, 2_000, 4_000, 30_000, 30_000, 30_000]);
  });

  it('is a second to a minute unless said', () => {
    expect(retryDelayMs(1, undefined, 0, most)).toBe(1_000);
    expect(retryDelayMs(9, undefined, 0, most)).toBe(60_000);
  });

  it('is at least what the failure asks for, up to the longest', () => {
    expect(retryDelayMs(1, TIMING, 20_000, least)).toBe(20_000);
    expect(retryDelayMs(1, TIMING, 90_000, least)).toBe(60_000);
    expect(retryDelayMs(5, TIMING, 10, most)).toBe(16_000);
  });

  it('is spread: what failed together does not come back together', () => {
    const waits = Array.from({ length: 100 }, () => retryDelayMs(4, TIMING));
    expect(new Set(waits).size).toBeGreaterThan(80);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(4_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(8_000);
  });
});
