export const OBJECTIVE_TYPES = ['awareness', 'consideration', 'conversion', 'retention', 'advocacy'] as const;
export type ObjectiveType = (typeof OBJECTIVE_TYPES)[number];

/** What a campaign does when its money is used up: wait for more, or go on with what agents can do without a model. */
export const ON_BUDGET = ['wait', 'floor'] as const;
export type OnBudget = (typeof ON_BUDGET)[number];

export const CAMPAIGN_STATUSES = [
  'planning',
  'approved',
  'active',
  'paused',
  'completed',
  'failed',
  'cancelled',
  'archived',
] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** Statuses that a pause returns to. */
export const RESUMABLE_STATUSES = ['planning', 'approved', 'active'] as const;
export type ResumableStatus = (typeof RESUMABLE_STATUSES)[number];

/** Where the work on a campaign is, in its order. */
export const CAMPAIGN_STAGES = [
  'routing',
  'research',
  'brief',
  'strategy',
  'creation',
  'review',
  'approval',
  'execution',
  'learning',
  'learnt',
] as const;
export type CampaignStage = (typeof CAMPAIGN_STAGES)[number];

/** Where a campaign can appear: each has agents who write for it, and one who knows its rules. */
export const CAMPAIGN_CHANNELS = [
  'google_ads',
  'google_search',
  'youtube',
  'meta_ads',
  'facebook',
  'instagram',
  'linkedin_ads',
  'linkedin',
  'x',
  'tiktok',
  'email',
  'sms',
  'blog',
  'display',
] as const;
export type CampaignChannel = (typeof CAMPAIGN_CHANNELS)[number];
