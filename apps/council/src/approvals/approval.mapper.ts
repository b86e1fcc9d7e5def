import type { ApprovalResponse } from '@raptor/contracts';
import type { ApprovalEntity } from './approval.entity';

export const approvalResponse = (row: ApprovalEntity): ApprovalResponse => ({
  id: row.id,
  subject_type: row.subjectType,
  subject_id: row.subjectId,
  campaign_id: row.campaignId,
  content_hash: row.contentHash,
  risk: row.risk,
  state: row.state,
  requested_by: row.requestedBy,
  assigned_to: row.assignedTo,
  escalated_at: row.escalatedAt?.toISOString() ?? null,
  decided_by: row.decidedBy,
  decided_at: row.decidedAt?.toISOString() ?? null,
  expires_at: row.expiresAt.toISOString(),
  note: row.note,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
