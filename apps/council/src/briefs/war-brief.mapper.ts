import type { WarBriefDiffResponse, WarBriefResponse, WarBriefSummary } from '@raptor/contracts';
import { inSnakeCase } from './brief-statements';
import { diffBriefs } from './diff-briefs';
import type { WarBriefEntity } from './war-brief.entity';

export const warBriefSummary = (row: WarBriefEntity): WarBriefSummary => ({
  id: row.id,
  campaign_id: row.campaignId,
  brief_type: row.briefType,
  executive_summary: row.executiveSummary,
  confidence: row.confidence,
  content_hash: row.contentHash,
  valid_until: row.validUntil?.toISOString() ?? null,
  cost_micro_usd: row.costMicroUsd,
  created_at: row.createdAt.toISOString(),
});

export const warBriefResponse = (row: WarBriefEntity): WarBriefResponse => ({
  ...warBriefSummary(row),
  content: inSnakeCase(row.content) as Record<string, unknown>,
  research_sources: row.researchSources,
});

export const warBriefDiff = (from: WarBriefEntity, to: WarBriefEntity): WarBriefDiffResponse => ({
  from_id: from.id,
  to_id: to.id,
  is_same: from.contentHash === to.contentHash,
  ...diffBriefs(from.content, to.content),
});
