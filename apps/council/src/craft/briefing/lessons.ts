import type { Lesson } from './learning';

/** What a channel brought and cost. */
export interface MeasuredChannel {
  readonly channel: string;
  readonly clicks: number;
  readonly conversions: number;
  readonly costMicroUsd: number;
  /** The observations that say so. */
  readonly evidenceIds: readonly string[];
}

/** A cost that differs by less changes no plan. */
const LEAST_DIFFERENCE = 0.05;

/**
 * What the measured channels of a campaign teach the next one: where a result cost clearly more, or less, than in the other channels together.
 * The test is the conditional one for two Poisson rates: if money won results everywhere alike, the results of a channel would be binomial with
 * its share of the money. Source: J. Przyborowski, H. Wilenski, Homogeneity of Results in Testing Samples from Poisson Series, Biometrika 31 (1940).
 * @param about what the campaign was for: plans for the like recall it by that.
 */
export function lessonsOf(about: string, channels: readonly MeasuredChannel[]): Lesson[] {
  return channels.flatMap((channel) => {
    const others = channels.filter((other) => other !== channel);
    const [cost, results] = [sum(others, 'costMicroUsd'), sum(others, 'conversions')];
    if (channel.costMicroUsd === 0 || cost === 0 || results === 0) return [];
    const total = channel.conversions + results;
    const pValue = binomialTwoSided(channel.conversions, total, channel.costMicroUsd / (channel.costMicroUsd + cost));
    const elsewhere = cost / results;
    const evidence = { evidenceIds: [...new Set(channel.evidenceIds)].slice(0, 100), sampleSize: channel.clicks };
    const tested = { ...evidence, pValue: Number(pValue.toPrecision(3)), tainted: false };
    if (channel.conversions === 0)
      return [
        {
          text: `${quoted(about)}: in ${channel.channel} ${usd(channel.costMicroUsd)} were lost on no result, where the other channels had one for ${usd(elsewhere)}.`,
          ...tested,
        },
      ];
    const here = channel.costMicroUsd / channel.conversions;
    const difference = here / elsewhere - 1;
    if (Math.abs(difference) < LEAST_DIFFERENCE) return [];
    const percent = Math.round(Math.abs(difference) * 100);
    return [
      {
        text: `${quoted(about)}: in ${channel.channel} a result was ${percent} % ${difference < 0 ? 'cheaper' : 'dearer'} than in the other channels, ${usd(here)} instead of ${usd(elsewhere)}.`,
        ...tested,
      },
    ];
  });
}

/**
 * How likely so many successes, or anything no likelier, are in so many trials: the exact two-sided test by the method of small p-values.
 * @param chance of a success, between 0 and 1.
 */
export function binomialTwoSided(successes: number, trials: number, chance: number): number {
  const seen = likelihood(successes, trials, chance) * (1 + 1e-9);
  let total = 0;
  for (let each = 0; each <= trials; each += 1) {
    const one = likelihood(each, trials, chance);
    if (one <= seen) total += one;
  }
  return Math.min(1, total);
}

const likelihood = (successes: number, trials: number, chance: number): number =>
  Math.exp(
    logFactorial(trials) -
      logFactorial(successes) -
      logFactorial(trials - successes) +
      successes * Math.log(chance) +
      (trials - successes) * Math.log1p(-chance),
  );

const LOG_FACTORIALS = [0];

function logFactorial(number: number): number {
  for (let next = LOG_FACTORIALS.length; next <= number; next += 1)
    LOG_FACTORIALS.push((LOG_FACTORIALS[next - 1] ?? 0) + Math.log(next));
  return LOG_FACTORIALS[number] ?? 0;
}

const sum = (channels: readonly MeasuredChannel[], field: 'conversions' | 'costMicroUsd'): number =>
  channels.reduce((total, channel) => total + channel[field], 0);

/** In quotation marks, and with none of its own: whoever reads the lesson leaves out what stands in them. */
const quoted = (about: string): string =>
  `"${about
    .replaceAll(/["\s]+/g, ' ')
    .trim()
    .slice(0, 300)}"`;

const usd = (microUsd: number): string => `$${(microUsd / 1e6).toFixed(2)}`;
