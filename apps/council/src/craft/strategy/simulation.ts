import { normalOf, randomOf } from './random';

/** What a channel gives for money: results saturate at a ceiling. */
export interface ChannelEconomics {
  readonly channel: string;
  readonly ceilingResults: number;
  readonly halfSaturationMicroUsd: number;
  /** A factor by which the cost of a result may be off, up and down; two standard deviations of its logarithm. */
  readonly spread: number;
}

/** Market conditions, how likely each is thought to be, and what it makes of a result's cost. Planning assumptions. */
export const CONDITIONS = [
  { name: 'downturn', probability: 0.25, costFactor: 1.35 },
  { name: 'steady', probability: 0.5, costFactor: 1 },
  { name: 'growth', probability: 0.25, costFactor: 0.85 },
] as const;

export const ITERATIONS = 10_000;
/** Bounds of the interval: 80 % of outcomes lie between. */
const [LOW, HIGH] = [0.1, 0.9];

export interface Simulated {
  seed: number;
  iterations: number;
  conditions: { name: string; probability: number; mean: number; ciLow: number; ciHigh: number }[];
  mean: number;
  ciLow: number;
  ciHigh: number;
  /** Of all outcomes, how many reach the target; null without one. */
  targetProbability: number | null;
}

/** Results of a split of money, by the saturating response `ceiling * m / (m + half)`, with lognormal noise on what a result costs. */
export function simulated(
  channels: readonly ChannelEconomics[],
  shares: readonly number[],
  {
    budgetMicroUsd,
    months,
    target,
    seed,
  }: { budgetMicroUsd: number; months: number; target: number | null; seed: number },
): Simulated {
  const random = randomOf(seed);
  const months30 = Math.max(months, 1 / 30);
  const money = channels.map((_channel, at) => ((shares[at] ?? 0) * budgetMicroUsd) / months30);
  const deviations = channels.map(({ spread }) => Math.log(spread) / 2);
  const outcomes = CONDITIONS.map(({ costFactor }) => {
    const all = new Float64Array(ITERATIONS);
    for (let turn = 0; turn < ITERATIONS; turn += 1)
      for (let at = 0; at < channels.length; at += 1) {
        const { ceilingResults = 0, halfSaturationMicroUsd = 1 } = channels[at] ?? {};
        const noise = Math.exp(normalOf(random) * (deviations[at] ?? 0)) * costFactor;
        const spent = money[at] ?? 0;
        all[turn] = (all[turn] ?? 0) + (ceilingResults * spent * months) / (spent + halfSaturationMicroUsd * noise);
      }
    return all.sort();
  });
  const conditions = CONDITIONS.map(({ name, probability }, at) => ({
    ...{ name, probability },
    ...spreadOf(outcomes[at] ?? new Float64Array(0)),
  }));
  const mean = round(conditions.reduce((sum, each) => sum + each.mean * each.probability, 0));
  const [low, high] = quantilesOf(outcomes);
  const reached = target === null ? null : sharesFrom(outcomes, target);
  return {
    ...{ seed, iterations: ITERATIONS, conditions, mean },
    ciLow: Math.min(round(low), mean),
    ciHigh: Math.max(round(high), mean),
    targetProbability: reached === null ? null : Number(reached.toFixed(3)),
  };
}

/** The outcomes below which {@link LOW} and {@link HIGH} of all lie, each weighed by its condition. @param outcomes each in order. */
function quantilesOf(outcomes: readonly Float64Array[]): [number, number] {
  const next = outcomes.map(() => 0);
  const found: number[] = [];
  let weight = 0;
  let value = 0;
  while (found.length < 2) {
    let smallest = -1;
    for (let at = 0; at < outcomes.length; at += 1) {
      const candidate = outcomes[at]?.[next[at] ?? 0];
      if (candidate !== undefined && (smallest < 0 || candidate < (outcomes[smallest]?.[next[smallest] ?? 0] ?? 0)))
        smallest = at;
    }
    if (smallest < 0) break;
    value = outcomes[smallest]?.[next[smallest] ?? 0] ?? value;
    next[smallest] = (next[smallest] ?? 0) + 1;
    weight += (CONDITIONS[smallest]?.probability ?? 0) / ITERATIONS;
    if (weight >= (found.length === 0 ? LOW : HIGH)) found.push(value);
  }
  return [found[0] ?? value, found[1] ?? value];
}

/** Of all outcomes, weighed, how many are as high. */
const sharesFrom = (outcomes: readonly Float64Array[], target: number): number =>
  outcomes.reduce((sum, all, at) => {
    const reached = all.reduce((count, outcome) => count + (outcome >= target ? 1 : 0), 0);
    return sum + ((CONDITIONS[at]?.probability ?? 0) * reached) / ITERATIONS;
  }, 0);

function spreadOf(sorted: Float64Array): { mean: number; ciLow: number; ciHigh: number } {
  const mean = round(sorted.reduce((sum, each) => sum + each, 0) / sorted.length);
  const at = (share: number): number => round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return { mean, ciLow: Math.min(at(LOW), mean), ciHigh: Math.max(at(HIGH), mean) };
}

const round = (value: number): number => Number(value.toFixed(2));

/**
 * Splits money in a hundred steps, each to where it wins most, so that the last dollar wins as much everywhere: the greedy optimum of concave returns
 * (R. T. Rockafellar, Convex Analysis, 1970; W. Karush, 1939). What was learnt makes a channel cheaper or dearer beforehand.
 */
export function splitOf(channels: readonly ChannelEconomics[], budgetMicroUsd: number): number[] {
  const step = Math.max(budgetMicroUsd, 1) / 100;
  const given = channels.map(() => 0);
  const won = ({ ceilingResults, halfSaturationMicroUsd }: ChannelEconomics, money: number): number =>
    (ceilingResults * money) / (money + halfSaturationMicroUsd);
  for (let taken = 0; taken < 100; taken += 1) {
    let [best, most] = [0, -1];
    channels.forEach((channel, at) => {
      const has = (given[at] ?? 0) * step;
      const gain = won(channel, has + step) - won(channel, has);
      if (gain > most) [best, most] = [at, gain];
    });
    given[best] = (given[best] ?? 0) + 1;
  }
  return given.map((count) => count / 100);
}
