import { References, TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { AlertEntity } from './alert.entity';

/** What somebody did about an alert, and what came of it. */
@Entity({ name: 'alert_response_history' })
@References(() => AlertEntity, 'alertId', { onDelete: 'CASCADE' })
@Index(['workspaceId', 'alertId', 'createdAt', 'id'])
@Check('alert_response_history_action_check', `action <> ''`)
@Check('alert_response_history_effectiveness_check', 'effectiveness BETWEEN 0 AND 1')
export class AlertResponseEntity extends TenantRow {
  @Column('uuid') alertId!: string;
  @Column('text') action!: string;
  /** 0..1; null until it is known. */
  @Column('double precision', { nullable: true }) effectiveness!: number | null;
  @Column('text', { nullable: true }) lessons!: string | null;
  @Column('uuid') takenBy!: string;
}
