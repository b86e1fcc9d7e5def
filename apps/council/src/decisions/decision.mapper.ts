import type { DecisionResponse } from '@raptor/contracts';
import type { CouncilDecisionEntity } from './council-decision.entity';

export const decisionResponse = (row: CouncilDecisionEntity): DecisionResponse => ({
  id: row.id,
  lord: row.lord,
  kind: row.kind,
  subject_type: row.subjectType,
  subject_id: row.subjectId,
  campaign_id: row.campaignId,
  decision: row.decision,
  detail: row.detail,
  reasoning: row.reasoning,
  dissent: row.dissent,
  evidence_ids: row.evidenceIds,
  created_at: row.createdAt.toISOString(),
});
