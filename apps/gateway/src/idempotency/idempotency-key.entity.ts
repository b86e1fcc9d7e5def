import { Secret, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

export const IDEMPOTENCY_STATES = ['running', 'done'] as const;
export type IdempotencyState = (typeof IDEMPOTENCY_STATES)[number];

/** A request that said it may come twice, and once it is done what it was answered. For effects of the gateway itself. */
@Entity({ name: 'idempotency_keys' })
@Unique('idempotency_keys_request_key', ['workspaceId', 'principal', 'method', 'route', 'key'])
@Index(['workspaceId', 'expiresAt'])
@Check('idempotency_keys_key_check', `key <> ''`)
@Check('idempotency_keys_request_hash_check', `request_hash ~ '^[0-9a-f]{64}$'`)
@Check('idempotency_keys_state_check', oneOf('state', IDEMPOTENCY_STATES))
@Check('idempotency_keys_status_code_check', 'status_code BETWEEN 100 AND 599')
@Check('idempotency_keys_answer_check', `(state = 'done') = (status_code IS NOT NULL)`)
export class IdempotencyKeyEntity extends TenantRow {
  /** Who asked: `user:<id>` or `api_key:<id>`. */
  @Column('text') principal!: string;
  @Column('text') method!: string;
  /** As declared, `workspaces/:id/members`, not as called. */
  @Column('text') route!: string;
  @Column('text') key!: string;
  /** SHA-256 of what was asked, path and body: the same key for something else is refused. */
  @Column('text') requestHash!: string;
  @Column('text', { default: 'running' }) state!: IdempotencyState;
  @Column('integer', { nullable: true }) statusCode!: number | null;
  /** What only the one who asked was to see. */
  @Secret() @Column('jsonb', { nullable: true }) response!: unknown;
  /** While running: until when it is believed to be. Done: until when the answer is given again. */
  @Column('timestamptz') expiresAt!: Date;
}
