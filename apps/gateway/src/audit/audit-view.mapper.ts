import type { AuditEntryResponse, AuditVerdictResponse } from '@raptor/contracts';
import type { AuditEntryEntity } from './audit-entry.entity';
import type { ChainVerdict } from './audit-log.service';

/** Everything that is in the hash, so that whoever has the entries can check the chain without us. */
export const auditEntryView = (entry: AuditEntryEntity): AuditEntryResponse => ({
  seq: entry.seq,
  id: entry.id,
  event_id: entry.eventId,
  actor_type: entry.actorType,
  actor: entry.actor,
  action: entry.action,
  subject_type: entry.subjectType,
  subject_id: entry.subjectId,
  before_hash: entry.beforeHash,
  after_hash: entry.afterHash,
  detail: entry.detail,
  occurred_at: entry.occurredAt.toISOString(),
  created_at: entry.createdAt.toISOString(),
  prev_hash: entry.prevHash,
  hash: entry.hash,
});

export function auditVerdictView(verdict: ChainVerdict): AuditVerdictResponse {
  if (verdict.ok) return { ok: true, length: verdict.length, head: verdict.head, broken_at: null, reason: null };
  return { ok: false, length: null, head: null, broken_at: verdict.seq, reason: verdict.reason };
}
