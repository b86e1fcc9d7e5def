import { DELIVERY_STATES, type DeliveryState } from '@raptor/contracts';
import { References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { WebhookEndpointEntity } from './webhook-endpoint.entity';

/** One event on its way to one endpoint; an event that is announced twice is told once. */
@Entity({ name: 'webhook_deliveries' })
@References(() => WebhookEndpointEntity, 'endpointId', { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'endpointId', 'eventId'])
@Index(['workspaceId', 'endpointId', 'createdAt', 'id'])
@Check('webhook_deliveries_event_type_check', `event_type <> ''`)
@Check('webhook_deliveries_attempts_check', 'attempts >= 0')
@Check('webhook_deliveries_state_check', oneOf('state', DELIVERY_STATES))
@Check('webhook_deliveries_response_code_check', 'response_code BETWEEN 100 AND 599')
@Check('webhook_deliveries_next_attempt_check', `(state = 'pending') = (next_attempt_at IS NOT NULL)`)
export class WebhookDeliveryEntity extends TenantRow {
  @Column('uuid') endpointId!: string;
  @Column('uuid') eventId!: string;
  @Column('text') eventType!: string;
  @Column('jsonb') payload!: unknown;
  /** Tries that have come to an end. */
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('text', { default: 'pending' }) state!: DeliveryState;
  /** Of the last try; null when there was no answer. */
  @Column('integer', { nullable: true }) responseCode!: number | null;
  /** What went wrong with the last try; in words that may be shown to whoever owns the endpoint. */
  @Column('text', { nullable: true }) failure!: string | null;
  /** Shown to people. What wakes the next try is a timer of the outbox. */
  @Column('timestamptz', { nullable: true, default: () => 'now()' }) nextAttemptAt!: Date | null;
}
