import type { Counts } from './metrics';

/** Names of the metrics that are understood, and what they count. Of all others nothing is known but their values. */
export const COUNTED_METRICS: Readonly<Record<string, keyof Counts>> = {
  impressions: 'impressions',
  clicks: 'clicks',
  conversions: 'conversions',
  cost_micro_usd: 'costMicroUsd',
  revenue_micro_usd: 'revenueMicroUsd',
};

export const isCounted = (metric: string): boolean => Object.hasOwn(COUNTED_METRICS, metric);
