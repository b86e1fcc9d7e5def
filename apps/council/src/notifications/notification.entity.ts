import { NOTIFICATION_PRIORITIES, type NotificationPriority } from '@raptor/contracts';
import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';

/** Something that one person should know, or everybody in the workspace. */
@Entity({ name: 'notifications' })
@Index(['workspaceId', 'userId', 'createdAt', 'id'])
@Index('notifications_unread_idx', ['workspaceId', 'userId', 'createdAt', 'id'], { where: 'read_at IS NULL' })
@Check('notifications_type_check', `type <> ''`)
@Check('notifications_title_check', `title <> ''`)
@Check('notifications_priority_check', oneOf('priority', NOTIFICATION_PRIORITIES))
export class NotificationEntity extends TenantRow {
  /** Null: for everybody. */
  @Column('uuid', { nullable: true }) userId!: string | null;
  /** `approval.required`, `budget.threshold` and the like. */
  @Column('text') type!: string;
  @Column('text') title!: string;
  @Column('text', { default: '' }) body!: string;
  /** Where to go from it. */
  @Column('text', { nullable: true }) link!: string | null;
  @Column('text', { default: 'normal' }) priority!: NotificationPriority;
  /** Of one for everybody: read by all of them. */
  @Column('timestamptz', { nullable: true }) readAt!: Date | null;
  /** Of one for everybody: who has read it, and when, by their ids. */
  @Column('jsonb', { default: {} }) readBy!: Readonly<Record<string, string>>;
  /** From when on it is of no interest. */
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
}
