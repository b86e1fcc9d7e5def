import type { Span } from '../agents/week';

/** What the month assumes; said with its results. */
export const ASSUMED = {
  usersPerWorkspace: 1,
  campaignsPerUserAndMonth: 4,
  campaignDays: 14,
  signalsPerDay: 8,
  tokensPerWorkspaceAndMonth: 1_000_000,
  limitUsd: 10,
} as const;

/** Four weeks of one user: a campaign begins about every five days and lives for two weeks; eight posts or news a day come in. */
export const MONTH: Span = {
  seed: 20_260_302,
  days: 28,
  campaigns: ASSUMED.campaignsPerUserAndMonth,
  campaignDays: ASSUMED.campaignDays,
  signalsPerDay: ASSUMED.signalsPerDay,
};
