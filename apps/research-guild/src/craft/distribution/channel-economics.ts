import type { CampaignChannel, ObjectiveType } from '@raptor/contracts';
import type { ChannelAssumption } from './planning-assumptions';

/** What a workspace has measured in a channel. */
export interface Observed {
  readonly channel: CampaignChannel;
  readonly spendMicroUsd: number;
  readonly visits: number;
  readonly results: number;
}

export interface Economics {
  readonly channel: CampaignChannel;
  readonly costPerResultMicroUsd: number;
  /** Of visits, 0 to 1. */
  readonly conversionRate: number;
  /** Results a month that more money does not exceed. */
  readonly ceilingResults: number;
  /** Money a month, micro-USD, that wins half of the ceiling. */
  readonly halfSaturationMicroUsd: number;
  /** A factor by which the cost may be off, up and down. */
  readonly spread: number;
  readonly basis: 'observed' | 'assumed';
}

/** As many observed visits weigh as much as the assumption does. */
const PRIOR_VISITS = 300;
/** An objective that a channel does not suit costs so many times more. */
const UNSUITED = 1.6;

/**
 * Cost and reach of a channel: the assumption, shrunk towards what was measured by the weight n / (n + 300) of its visits, an empirical Bayes
 * estimate (B. Efron, C. Morris, Stein's Paradox in Statistics, Scientific American 236, 1977).
 */
export function economicsOf(assumed: ChannelAssumption, objective: ObjectiveType, observed?: Observed): Economics {
  const weight = observed ? observed.visits / (observed.visits + PRIOR_VISITS) : 0;
  const mixed = (prior: number, measured: number): number => prior * (1 - weight) + measured * weight;
  const fit = assumed.suits.includes(objective) ? 1 : UNSUITED;
  const conversionRate = mixed(assumed.conversionRate, observed?.visits ? observed.results / observed.visits : 0);
  const costPerVisit = mixed(
    assumed.costPerVisitMicroUsd,
    observed?.visits ? observed.spendMicroUsd / observed.visits : 0,
  );
  const costPerResult = (costPerVisit / Math.max(conversionRate, 0.000_1)) * (1 - weight + weight / fit) * fit;
  const ceilingResults = Math.max(1, Math.round((assumed.ceilingVisits * conversionRate) / fit));
  return {
    channel: assumed.channel,
    costPerResultMicroUsd: Math.round(costPerResult),
    conversionRate: Number(conversionRate.toFixed(5)),
    ceilingResults,
    halfSaturationMicroUsd: Math.round(costPerResult * ceilingResults),
    spread: Number((1 + (assumed.spread - 1) * (1 - weight)).toFixed(3)),
    basis: weight > 0.5 ? 'observed' : 'assumed',
  };
}

/** How well each fits, 0 to 1: by the cost of a result, the cheapest 1. */
export function scoresOf(all: readonly Economics[]): number[] {
  const cheapest = Math.min(...all.map(({ costPerResultMicroUsd: cost }) => cost));
  return all.map(({ costPerResultMicroUsd: cost }) => Number(Math.sqrt(cheapest / cost).toFixed(3)));
}

/** Results that so much money wins a month: `ceiling * m / (m + half)`, the saturating response of Michaelis and Menten. */
export const resultsOf = ({ ceilingResults, halfSaturationMicroUsd }: Economics, microUsd: number): number =>
  (ceilingResults * microUsd) / (microUsd + halfSaturationMicroUsd);

/** Splits money in a hundred steps, each to where it wins most: the marginal results end up equal. Shares add up to 1. */
export function splitOf(all: readonly Economics[], budgetMicroUsd: number): number[] {
  const steps = 100;
  const step = Math.max(budgetMicroUsd, 1) / steps;
  const given = all.map(() => 0);
  for (let taken = 0; taken < steps; taken += 1) {
    const gains = all.map((each, at) => {
      const has = (given[at] ?? 0) * step;
      return resultsOf(each, has + step) - resultsOf(each, has);
    });
    const best = gains.indexOf(Math.max(...gains));
    given[best] = (given[best] ?? 0) + 1;
  }
  return given.map((count) => count / steps);
}
