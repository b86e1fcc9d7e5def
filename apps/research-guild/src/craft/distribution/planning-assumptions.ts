import type { CampaignChannel, ObjectiveType } from '@raptor/contracts';

/** What a channel is thought to cost before anything was measured. */
export interface ChannelAssumption {
  readonly channel: CampaignChannel;
  /** What one visit costs, micro-USD; for channels that are not paid for, the work that goes into it. */
  readonly costPerVisitMicroUsd: number;
  /** Of visits, how many do what is wanted, 0 to 1. */
  readonly conversionRate: number;
  /** Visits a month that a small company can win there at all. */
  readonly ceilingVisits: number;
  /** How far the true cost may be from this: a factor, up and down. */
  readonly spread: number;
  /** What it is best at. */
  readonly suits: readonly ObjectiveType[];
}

/**
 * Planning assumptions, not measurements: round figures to begin with where a workspace has measured nothing, of grade K (common knowledge of the
 * trade; no source is claimed). They have a wide spread, every answer says so, and observations of the workspace replace them as they come in.
 */
export const PLANNING_ASSUMPTIONS = {
  statedOn: '2026-11-01',
  reviewBy: '2027-05-01',
  grade: 'K',
  rows: [
    row('google_ads', 2_500_000, 0.035, 6_000, 2, ['conversion', 'consideration']),
    row('google_search', 600_000, 0.025, 4_000, 3, ['consideration', 'conversion']),
    row('youtube', 1_200_000, 0.008, 10_000, 3, ['awareness']),
    row('meta_ads', 1_100_000, 0.018, 12_000, 2, ['awareness', 'consideration', 'conversion']),
    row('facebook', 700_000, 0.01, 4_000, 3, ['retention', 'awareness']),
    row('instagram', 800_000, 0.01, 6_000, 3, ['awareness', 'advocacy']),
    row('linkedin_ads', 6_000_000, 0.028, 3_000, 2, ['consideration', 'conversion']),
    row('linkedin', 900_000, 0.02, 2_500, 3, ['awareness', 'consideration']),
    row('x', 700_000, 0.008, 4_000, 3, ['awareness', 'advocacy']),
    row('tiktok', 600_000, 0.006, 12_000, 3, ['awareness']),
    row('email', 250_000, 0.045, 2_000, 2, ['conversion', 'retention', 'advocacy']),
    row('sms', 400_000, 0.04, 1_000, 2, ['retention', 'conversion']),
    row('blog', 650_000, 0.02, 3_000, 3, ['awareness', 'consideration']),
    row('display', 900_000, 0.006, 15_000, 2, ['awareness']),
  ],
} as const;

function row(
  channel: CampaignChannel,
  costPerVisitMicroUsd: number,
  conversionRate: number,
  ceilingVisits: number,
  spread: number,
  suits: readonly ObjectiveType[],
): ChannelAssumption {
  return { channel, costPerVisitMicroUsd, conversionRate, ceilingVisits, spread, suits };
}
