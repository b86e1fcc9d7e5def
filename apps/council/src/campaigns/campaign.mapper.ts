import type {
  CampaignCohortResponse,
  CampaignFields,
  CampaignResponse,
  CampaignSourceFields,
  ObjectiveType,
} from '@raptor/contracts';
import type { Changes } from '@raptor/persistence';
import type { CampaignCohortEntity } from './campaign-cohort.entity';
import type { CampaignEntity, CampaignSource } from './campaign.entity';

type Asked = CampaignFields & { name?: string; objective_type?: ObjectiveType };

/** What a request says of a campaign, as its row has it; undefined where it says nothing. */
export const campaignFieldsOf = (asked: Asked): Changes<CampaignEntity> => ({
  name: asked.name,
  goal: asked.goal,
  source: asked.source && sourceOf(asked.source),
  objectiveType: asked.objective_type,
  objectiveMetric: asked.objective_metric,
  targetValue: asked.target_value,
  positioningId: asked.positioning_id?.toLowerCase() ?? asked.positioning_id,
  channels: asked.channels,
  mediaBudgetMicroUsd: asked.media_budget_micro_usd,
  runBudgetMicroUsd: asked.run_budget_micro_usd,
  onBudget: asked.on_budget,
  startDate: asked.start_date,
  endDate: asked.end_date,
});

const sourceOf = (asked: CampaignSourceFields): CampaignSource => ({
  siteUrl: asked.site_url,
  ...(asked.company && { company: asked.company }),
  ...(asked.offer && { offer: asked.offer }),
  ...(asked.audience && { audience: asked.audience }),
  ...(asked.category && { category: asked.category }),
  ...(asked.geography && { geography: asked.geography }),
  ...(asked.postal_address && { postalAddress: asked.postal_address }),
  competitors: (asked.competitors ?? []).map(({ url, name }) => ({ url, ...(name && { name }) })),
  reviewUrls: asked.review_urls ?? [],
});

const sourceFields = ({
  siteUrl,
  reviewUrls,
  competitors,
  postalAddress,
  ...said
}: CampaignSource): CampaignSourceFields => ({
  site_url: siteUrl,
  ...said,
  ...(postalAddress && { postal_address: postalAddress }),
  competitors: competitors.map((each) => ({ ...each })),
  review_urls: [...reviewUrls],
});

/** How the API calls a property of the row. */
export const apiNameOf = (property: string): string =>
  property.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

export const campaignResponse = (row: CampaignEntity): CampaignResponse => ({
  id: row.id,
  name: row.name,
  goal: row.goal,
  source: row.source && sourceFields(row.source),
  objective_type: row.objectiveType,
  objective_metric: row.objectiveMetric,
  target_value: row.targetValue,
  positioning_id: row.positioningId,
  channels: row.channels,
  media_budget_micro_usd: row.mediaBudgetMicroUsd,
  run_budget_micro_usd: row.runBudgetMicroUsd,
  on_budget: row.onBudget,
  start_date: row.startDate,
  end_date: row.endDate,
  status: row.status,
  status_reason: row.statusReason,
  resume_status: row.resumeStatus,
  stage: row.stage,
  created_by: row.createdBy,
  ended_at: row.endedAt?.toISOString() ?? null,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

export const campaignCohortResponse = (row: CampaignCohortEntity): CampaignCohortResponse => ({
  id: row.id,
  campaign_id: row.campaignId,
  cohort_id: row.cohortId,
  priority_rank: row.priorityRank,
  allocation_percentage: row.allocationPercentage,
  estimated_reach: row.estimatedReach,
  conversion_rate: row.conversionRate,
  created_at: row.createdAt.toISOString(),
});
