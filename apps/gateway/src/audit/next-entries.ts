import { v7 as uuidv7 } from 'uuid';
import type { AuditEntryEntity } from './audit-entry.entity';
import type { AuditFact } from './audit-fact';
import { hashOfEntry } from './entry-hash';

/** Where a chain ends. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string | null;
}

export type NewEntry = Omit<AuditEntryEntity, 'prevSeq' | 'updatedAt'>;

/** The links that these facts add to a chain, in their order. A fact that comes twice is one entry. */
export function nextEntries(
  workspaceId: string,
  end: ChainEnd,
  facts: readonly AuditFact[],
  createdAt: Date,
): NewEntry[] {
  const entries: NewEntry[] = [];
  const seen = new Set<string>();
  for (const fact of facts) {
    if (seen.has(fact.eventId)) continue;
    seen.add(fact.eventId);
    const last = entries.at(-1) ?? end;
    const entry = {
      ...columnsOf(fact),
      workspaceId,
      id: uuidv7(),
      seq: last.seq + 1,
      createdAt,
      prevHash: last.hash,
    };
    entries.push({ ...entry, hash: hashOfEntry(entry) });
  }
  return entries;
}

const columnsOf = (fact: AuditFact) => ({
  eventId: fact.eventId,
  actorType: fact.actor.type,
  actor: asStored(fact.actor.id),
  action: asStored(fact.action),
  subjectType: asStored(fact.subjectType),
  subjectId: asStored(fact.subjectId),
  beforeHash: fact.beforeHash ?? null,
  afterHash: fact.afterHash ?? null,
  detail: { ...fact.detail },
  occurredAt: fact.occurredAt,
});

/** Half a surrogate pair becomes U+FFFD on its way into the database; the hash is over what comes out of it. */
const asStored = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
