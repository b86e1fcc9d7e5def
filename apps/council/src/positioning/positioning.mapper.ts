import type { MessagesResponse, PositioningFields, PositioningResponse, PutMessagesRequest } from '@raptor/contracts';
import type { Changes } from '@raptor/persistence';
import type { MessageArchitectureEntity } from './message-architecture.entity';
import type { PositioningEntity } from './positioning.entity';

/** What a request says of a positioning, as its row has it; undefined where it says nothing. */
export const positioningFieldsOf = (asked: PositioningFields & { for_whom?: string }): Changes<PositioningEntity> => ({
  forWhom: asked.for_whom,
  problemStatement: asked.problem_statement,
  categoryFrame: asked.category_frame,
  differentiator: asked.differentiator,
  reasonToBelieve: asked.reason_to_believe,
  competitiveAlternative: asked.competitive_alternative,
  confidence: asked.confidence,
  isActive: asked.is_active,
});

export const positioningResponse = (row: PositioningEntity): PositioningResponse => ({
  id: row.id,
  cohort_id: row.cohortId,
  for_whom: row.forWhom,
  problem_statement: row.problemStatement,
  category_frame: row.categoryFrame,
  differentiator: row.differentiator,
  reason_to_believe: row.reasonToBelieve,
  competitive_alternative: row.competitiveAlternative,
  confidence: row.confidence,
  is_active: row.isActive,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** All that is said: what a request leaves out is empty. */
export const messagesOf = (asked: PutMessagesRequest) => ({
  primaryClaim: asked.primary_claim,
  subClaims: asked.sub_claims ?? [],
  proofPoints: (asked.proof_points ?? []).map(({ claim, evidence_id: evidenceId }) => ({ claim, evidenceId })),
  tagline: asked.tagline ?? '',
  elevatorPitch: asked.elevator_pitch ?? '',
  contentPillars: asked.content_pillars ?? [],
  tone: asked.tone ?? '',
});

export const messagesResponse = (row: MessageArchitectureEntity): MessagesResponse => ({
  id: row.id,
  positioning_id: row.positioningId,
  primary_claim: row.primaryClaim,
  sub_claims: row.subClaims,
  proof_points: row.proofPoints.map(({ claim, evidenceId }) => ({ claim, evidence_id: evidenceId })),
  tagline: row.tagline,
  elevator_pitch: row.elevatorPitch,
  content_pillars: row.contentPillars,
  tone: row.tone,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
