import { WEBHOOK_STATES, type WebhookState } from '@raptor/contracts';
import { Secret, VersionedTenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { WorkspaceEntity } from '../workspaces/workspace.entity';

/** An address of a customer's that wants to be told of events. It stops being told when its workspace goes. */
@Entity({ name: 'webhook_endpoints' })
@ForeignKey(() => WorkspaceEntity, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index(['workspaceId', 'createdAt', 'id'])
@Check('webhook_endpoints_url_check', `url ~ '^https?://'`)
@Check('webhook_endpoints_secret_check', `secret <> ''`)
@Check('webhook_endpoints_event_types_check', 'cardinality(event_types) BETWEEN 1 AND 100')
@Check('webhook_endpoints_state_check', oneOf('state', WEBHOOK_STATES))
@Check('webhook_endpoints_failure_count_check', 'failure_count >= 0')
export class WebhookEndpointEntity extends VersionedTenantRow {
  @Column('text') url!: string;
  /** What deliveries are signed with, encrypted. */
  @Secret() @Column('text') secret!: string;
  @Column('text', { array: true }) eventTypes!: string[];
  @Column('text', { default: 'active' }) state!: WebhookState;
  /** Deliveries that failed since the last one that did not. */
  @Column('integer', { default: 0 }) failureCount!: number;
  /** Why it is disabled, where nobody did it. */
  @Column('text', { nullable: true }) disabledNote!: string | null;
}
