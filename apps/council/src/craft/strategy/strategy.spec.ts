import { bestReply } from './best-reply';
import { appliedTo, withLessons } from './learnt';
import { ITERATIONS, simulated, splitOf, type ChannelEconomics } from './simulation';

const CHANNELS: ChannelEconomics[] = [
  { channel: 'google_ads', ceilingResults: 200, halfSaturationMicroUsd: 10_000_000_000, spread: 2 },
  { channel: 'email', ceilingResults: 80, halfSaturationMicroUsd: 500_000_000, spread: 2 },
];
const money = { budgetMicroUsd: 3_000_000_000, months: 1, target: 60, seed: 7 };

describe('a strategy', () => {
  it('simulates the same for the same seed, and another for another', () => {
    const shares = splitOf(CHANNELS, money.budgetMicroUsd);
    expect(simulated(CHANNELS, shares, money)).toEqual(simulated(CHANNELS, shares, money));
    const other = simulated(CHANNELS, shares, { ...money, seed: 8 });
    expect(other.conditions).not.toEqual(simulated(CHANNELS, shares, money).conditions);
  });

  it('has an interval around its mean, and fewer results when times are hard', () => {
    const { conditions, mean, ciLow, ciHigh, iterations, targetProbability } = simulated(CHANNELS, [0.5, 0.5], money);
    expect(iterations).toBe(ITERATIONS);
    expect(ciLow).toBeLessThan(mean);
    expect(ciHigh).toBeGreaterThan(mean);
    const [downturn, steady, growth] = conditions;
    expect(downturn?.mean).toBeLessThan(steady?.mean ?? 0);
    expect(steady?.mean).toBeLessThan(growth?.mean ?? 0);
    expect(targetProbability).toBeGreaterThan(0);
  });

  it('wins nothing without money, and more with a better split', () => {
    expect(simulated(CHANNELS, [0.5, 0.5], { ...money, budgetMicroUsd: 0 }).mean).toBe(0);
    const best = splitOf(CHANNELS, money.budgetMicroUsd);
    const split = (shares: number[]): number => simulated(CHANNELS, shares, money).mean;
    for (const other of [
      [1, 0],
      [0, 1],
      [0.95, 0.05],
    ])
      expect(split(best)).toBeGreaterThan(split(other));
  });

  it('puts less where it was learnt that it costs more, and more where less', () => {
    const lessons = (text: string) => withLessons(CHANNELS, appliedTo(CHANNELS, [{ text, evidenceIds: [] }]));
    const share = (channels: ChannelEconomics[]): number => splitOf(channels, money.budgetMicroUsd)[0] ?? 0;
    expect(share(lessons('Google ads cost more than planned: 40 % dearer'))).toBeLessThan(share(CHANNELS));
    expect(share(lessons('google_ads did 40 % better than planned'))).toBeGreaterThan(share(CHANNELS));
    expect(share(lessons('Nothing was learnt of tiktok'))).toBe(share(CHANNELS));
  });

  it('replies to competitors with what is worth most in the worst case', () => {
    expect(bestReply(0, 5).own).toBe('narrow');
    expect(bestReply(5, 1).own).toBe('prove');
  });
});
