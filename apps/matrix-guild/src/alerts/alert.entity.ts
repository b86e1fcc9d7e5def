import { ALERT_STATES, URGENCIES, type AlertState, type Urgency } from '@raptor/contracts';
import { References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { SignalEntity } from '../signals/signal.entity';

/** Something a person must see. A signal raises an alert of one type once. */
@Entity({ name: 'alerts_log' })
@References(() => SignalEntity, 'intelligenceLogId')
@Unique(['workspaceId', 'intelligenceLogId', 'alertType'])
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'state', 'createdAt', 'id'])
@Index('alerts_log_open_idx', ['workspaceId', 'createdAt', 'id'], { where: `state <> 'resolved'` })
@Check('alerts_log_alert_type_check', 'char_length(alert_type) BETWEEN 1 AND 100')
@Check('alerts_log_urgency_check', oneOf('urgency', URGENCIES))
@Check('alerts_log_title_check', `title <> ''`)
@Check('alerts_log_state_check', oneOf('state', ALERT_STATES))
@Check('alerts_log_acknowledged_check', `(state = 'unacknowledged') = (acknowledged_at IS NULL)`)
@Check('alerts_log_acknowledged_by_check', 'acknowledged_by IS NULL OR acknowledged_at IS NOT NULL')
@Check('alerts_log_resolved_check', `(state = 'resolved') = (resolved_at IS NOT NULL)`)
export class AlertEntity extends TenantRow {
  /** The signal behind it; null when a person raised it. */
  @Column('uuid', { nullable: true }) intelligenceLogId!: string | null;
  /** Such as `crisis`, `newsjack`, `anomaly`. */
  @Column('text') alertType!: string;
  @Column('text') urgency!: Urgency;
  @Column('text') title!: string;
  @Column('text', { default: '' }) recommendedAction!: string;
  @Column('text', { default: 'unacknowledged' }) state!: AlertState;
  /** The first person who did anything about it; null when the system did. */
  @Column('uuid', { nullable: true }) acknowledgedBy!: string | null;
  @Column('timestamptz', { nullable: true }) acknowledgedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) resolvedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
}
