import { wilsonInterval, type Interval } from '../statistics/proportions';

/** What was counted of a channel in a span of time. Money is in micro-USD, whole. */
export interface Counts {
  readonly impressions: number;
  readonly clicks: number;
  readonly conversions: number;
  readonly costMicroUsd: number;
  readonly revenueMicroUsd: number;
}

export const NOTHING: Counts = { impressions: 0, clicks: 0, conversions: 0, costMicroUsd: 0, revenueMicroUsd: 0 };

export const addCounts = (a: Counts, b: Counts): Counts => ({
  impressions: a.impressions + b.impressions,
  clicks: a.clicks + b.clicks,
  conversions: a.conversions + b.conversions,
  costMicroUsd: a.costMicroUsd + b.costMicroUsd,
  revenueMicroUsd: a.revenueMicroUsd + b.revenueMicroUsd,
});

/** A share with its 95 % interval. */
export interface Rate extends Interval {
  readonly value: number;
}

/** Ratios of counts; null where what it is divided by is zero: unknown is not zero. */
export interface Ratios {
  /** Clicks per impression. */
  readonly ctr: Rate | null;
  /** Conversions per click. */
  readonly cvr: Rate | null;
  readonly cpcMicroUsd: number | null;
  /** Cost per conversion. */
  readonly cpaMicroUsd: number | null;
  /** Cost per thousand impressions. */
  readonly cpmMicroUsd: number | null;
  /** Revenue per money spent. */
  readonly roas: number | null;
}

/** Definitions as in the IAB's and Google Ads' glossaries: CTR, CVR, CPC, CPA, CPM, ROAS. */
export const ratiosOf = (counts: Counts): Ratios => ({
  ctr: rate(counts.clicks, counts.impressions),
  cvr: rate(counts.conversions, counts.clicks),
  cpcMicroUsd: perOne(counts.costMicroUsd, counts.clicks),
  cpaMicroUsd: perOne(counts.costMicroUsd, counts.conversions),
  cpmMicroUsd: perOne(counts.costMicroUsd * 1_000, counts.impressions),
  roas: counts.costMicroUsd > 0 ? round(counts.revenueMicroUsd / counts.costMicroUsd, 4) : null,
});

/** More successes than trials (view-through conversions, say) are no proportion: no rate is made of them. */
function rate(successes: number, trials: number): Rate | null {
  if (trials <= 0 || successes > trials) return null;
  const { low, high } = wilsonInterval(successes, trials);
  return { value: round(successes / trials, 6), low: round(low, 6), high: round(high, 6) };
}

const perOne = (microUsd: number, of: number): number | null => (of > 0 ? Math.round(microUsd / of) : null);

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
