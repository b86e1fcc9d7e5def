import { EVERYTHING, STOP_REASONS, STOP_SCOPES, type StopReason, type StopScope } from '@raptor/contracts';
import { VersionedTenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';

export interface StoppedWork {
  /** What will not happen: ids of moves and assignments. */
  readonly stopped?: readonly string[];
  /** What was already on its way or out. */
  readonly left?: readonly string[];
}

/** A stop that beats everything else while it lasts. Replicas are told by a hint and read it here; its version says what is newer. */
@Entity({ name: 'emergency_actions' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index('emergency_actions_active_key', ['workspaceId', 'scope', 'target'], { unique: true, where: 'ended_at IS NULL' })
@Check('emergency_actions_scope_check', oneOf('scope', STOP_SCOPES))
@Check('emergency_actions_target_check', `target <> '' AND (scope = 'workspace') = (target = '${EVERYTHING}')`)
@Check('emergency_actions_reason_check', oneOf('reason', STOP_REASONS))
@Check('emergency_actions_started_by_check', `started_by ~ '^(user|api_key|agent|system):'`)
@Check('emergency_actions_ended_by_check', `ended_by ~ '^(user|api_key|agent|system):'`)
@Check('emergency_actions_end_check', '(ended_at IS NULL) = (ended_by IS NULL)')
export class EmergencyActionEntity extends VersionedTenantRow {
  @Column('text') scope!: StopScope;
  /** An agent's code, a guild's key, or {@link EVERYTHING}. */
  @Column('text') target!: string;
  @Column('text') reason!: StopReason;
  @Column('text') startedBy!: string;
  @Column('text', { nullable: true }) endedBy!: string | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('jsonb', { default: {} }) stopped!: StoppedWork;
}
