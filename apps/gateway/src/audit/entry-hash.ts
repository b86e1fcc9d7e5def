import { createHash } from 'node:crypto';
import type { AuditEntryEntity } from './audit-entry.entity';

/** What of an entry the chain vouches for: all of it but `detail`. */
export type ChainedEntry = Omit<AuditEntryEntity, 'detail' | 'hash' | 'prevSeq' | 'updatedAt'>;

/** Raised when the list below changes; entries hashed under an older one would need to say so. */
const FORMAT = 1;

/**
 * The hash of an entry: SHA-256, in hex, over the UTF-8 bytes of one JSON array without spaces,
 *
 *     [1, workspace_id, seq, id, event_id, actor_type, actor, action, subject_type, subject_id,
 *      before_hash, after_hash, occurred_at, created_at, prev_hash]
 *
 * where 1 is the format, `seq` a number, what is absent `null`, times ISO 8601 in UTC with milliseconds, and the rest strings as stored. Each
 * holds the hash of the one before, so that changing, removing or moving one breaks the chain there.
 *
 * `detail` is outside: the database's owner can erase personal data from it (the service may not) and the chain still holds. So a change of `detail` alone is not found, and
 * neither are last entries that somebody cut off: whoever wants to know keeps length and head of an earlier verification elsewhere.
 */
export function hashOfEntry(entry: ChainedEntry): string {
  const canonical = JSON.stringify([
    FORMAT,
    entry.workspaceId,
    entry.seq,
    entry.id,
    entry.eventId,
    entry.actorType,
    entry.actor,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.beforeHash,
    entry.afterHash,
    entry.occurredAt.toISOString(),
    entry.createdAt.toISOString(),
    entry.prevHash,
  ]);
  return createHash('sha256').update(canonical, 'utf8').digest('hex');
}
