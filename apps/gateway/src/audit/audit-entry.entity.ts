import { EXACT_INTEGER, TenantRow, oneOf, type TransactionActor } from '@raptor/persistence';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';

export const ACTOR_TYPES = [
  'user',
  'api_key',
  'agent',
  'system',
] as const satisfies readonly TransactionActor['type'][];
export type ActorType = (typeof ACTOR_TYPES)[number];

/**
 * A link of a workspace's chain: see {@link hashOfEntry}. The service's role may neither change nor delete one, and appends only
 * behind the last: number and hash of the one before are a key to it, and a policy refuses a `created_at` that is not of the transaction's
 * own time. What says that a row was changed says here when it was made. No key points at the workspace: what happened to it has happened when it is gone, too.
 */
@Entity({ name: 'audit_log' })
@Unique(['workspaceId', 'seq'])
@Unique(['workspaceId', 'seq', 'hash'])
@Unique(['workspaceId', 'eventId'])
@Index(['workspaceId', 'createdAt', 'id'])
@ForeignKey(() => AuditEntryEntity, ['workspaceId', 'prevSeq', 'prevHash'], ['workspaceId', 'seq', 'hash'])
@Check('audit_log_seq_check', 'seq >= 1')
@Check('audit_log_actor_type_check', oneOf('actor_type', ACTOR_TYPES))
@Check('audit_log_actor_check', `actor <> ''`)
@Check('audit_log_action_check', `action <> ''`)
@Check('audit_log_subject_type_check', `subject_type <> ''`)
@Check('audit_log_subject_id_check', `subject_id <> ''`)
@Check('audit_log_before_hash_check', `before_hash ~ '^[0-9a-f]{64}$'`)
@Check('audit_log_after_hash_check', `after_hash ~ '^[0-9a-f]{64}$'`)
@Check('audit_log_prev_hash_check', `prev_hash ~ '^[0-9a-f]{64}$'`)
@Check('audit_log_hash_check', `hash ~ '^[0-9a-f]{64}$'`)
@Check('audit_log_first_check', '(seq = 1) = (prev_hash IS NULL)')
@Check('audit_log_unchanged_check', 'updated_at = created_at')
export class AuditEntryEntity extends TenantRow {
  /** 1, 2, 3 ... in each workspace. */
  @Column('bigint', { transformer: EXACT_INTEGER }) seq!: number;
  /** Of the message that announced the fact. */
  @Column('uuid') eventId!: string;
  @Column('text') actorType!: ActorType;
  @Column('text') actor!: string;
  @Column('text') action!: string;
  @Column('text') subjectType!: string;
  @Column('text') subjectId!: string;
  @Column('text', { nullable: true }) beforeHash!: string | null;
  @Column('text', { nullable: true }) afterHash!: string | null;
  /** The only place for personal data. */
  @Column('jsonb', { default: {} }) detail!: Record<string, unknown>;
  @Column('timestamptz') occurredAt!: Date;
  /** Of the entry before; null in the first. */
  @Column({
    type: 'bigint',
    nullable: true,
    generatedType: 'STORED',
    asExpression: 'nullif(seq - 1, 0)',
    transformer: EXACT_INTEGER,
    insert: false,
    update: false,
  })
  readonly prevSeq!: number | null;
  /** Of the entry before; null in the first. */
  @Column('text', { nullable: true }) prevHash!: string | null;
  @Column('text') hash!: string;
}
