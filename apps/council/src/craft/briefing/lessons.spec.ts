import { appliedTo } from '../strategy/learnt';
import { judged } from './learning';
import { binomialTwoSided, lessonsOf, type MeasuredChannel } from './lessons';

const measured = (channel: string, conversions: number, usd: number, clicks = 500): MeasuredChannel => ({
  ...{ channel, conversions, clicks, costMicroUsd: usd * 1e6 },
  evidenceIds: [`matrix:${'a'.repeat(64)}`],
});

describe('what a campaign teaches', () => {
  it('is where a result cost clearly more or less than elsewhere, and it may be remembered', () => {
    const lessons = lessonsOf('More trials', [measured('google_ads', 80, 400), measured('linkedin', 20, 400)]);
    expect(lessons.map(({ text }) => text)).toEqual([
      '"More trials": in google_ads a result was 75 % cheaper than in the other channels, $5.00 instead of $20.00.',
      '"More trials": in linkedin a result was 300 % dearer than in the other channels, $20.00 instead of $5.00.',
    ]);
    expect(lessons.map((lesson) => judged(lesson, []).isAccepted)).toEqual([true, true]);
  });

  it('is nothing where it may have been chance', () => {
    const [lesson] = lessonsOf('More trials', [measured('google_ads', 6, 100), measured('linkedin', 4, 100)]);
    expect(lesson && judged(lesson, [])).toMatchObject({
      isAccepted: false,
      reason: expect.stringMatching(/chance/) as string,
    });
  });

  it('is nothing where nothing was spent, or measured, or differs', () => {
    expect(lessonsOf('x', [])).toEqual([]);
    expect(lessonsOf('x', [measured('email', 10, 0), measured('x', 10, 100)])).toEqual([]);
    expect(lessonsOf('x', [measured('email', 50, 100), measured('x', 50, 100)])).toEqual([]);
  });

  it('knows money that won nothing', () => {
    const [lesson] = lessonsOf('x', [measured('google_ads', 80, 400), measured('linkedin', 0, 400)]);
    expect(lesson).toMatchObject({ pValue: expect.any(Number) as number });
    expect(lesson && judged(lesson, []).isAccepted).toBe(true);
  });

  it('changes the plan of the channel that it is about, whatever the goal sounds like', () => {
    const economics = ['google_ads', 'linkedin'].map((channel) => ({
      ...{ channel, ceilingResults: 100, halfSaturationMicroUsd: 1e9, conversionRate: 0.02, spread: 2 },
    }));
    const goal = 'Lost fewer linkedin "customers", 90 % more';
    const lessons = lessonsOf(goal, [measured('google_ads', 60, 400), measured('linkedin', 0, 400)]);
    expect(appliedTo(economics, lessons).map(({ channel, factor }) => [channel, factor])).toEqual([['linkedin', 1.25]]);
    const two = lessonsOf(goal, [measured('google_ads', 60, 400), measured('linkedin', 40, 400)]);
    expect(appliedTo(economics, two).map(({ channel, factor }) => [channel, Number(factor.toFixed(2))])).toEqual([
      ['google_ads', 0.67],
      ['linkedin', 1.5],
    ]);
  });
});

describe('the exact test of a share', () => {
  it('gives the figures of textbooks', () => {
    // R: binom.test(7, 10, 0.5) is 0.34375, binom.test(18, 20, 0.5) is 0.0004024506, binom.test(2, 10, 0.3) is 0.7336...
    expect(binomialTwoSided(7, 10, 0.5)).toBeCloseTo(0.34375, 6);
    expect(binomialTwoSided(18, 20, 0.5)).toBeCloseTo(0.0004024506, 8);
    expect(binomialTwoSided(5, 10, 0.5)).toBeCloseTo(1, 9);
  });

  it('holds for as many as campaigns bring', () => {
    expect(binomialTwoSided(50_000, 100_000, 0.5)).toBeCloseTo(1, 3);
    expect(binomialTwoSided(52_000, 100_000, 0.5)).toBeLessThan(1e-30);
  });
});
