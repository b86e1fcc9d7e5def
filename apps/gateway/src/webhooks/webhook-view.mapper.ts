import type { WebhookDeliveryResponse, WebhookResponse } from '@raptor/contracts';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity';

export const webhookView = (endpoint: WebhookEndpointEntity): WebhookResponse => ({
  id: endpoint.id,
  url: endpoint.url,
  event_types: endpoint.eventTypes,
  state: endpoint.state,
  failure_count: endpoint.failureCount,
  disabled_note: endpoint.disabledNote,
  version: endpoint.version,
  created_at: endpoint.createdAt.toISOString(),
  updated_at: endpoint.updatedAt.toISOString(),
});

export const deliveryView = (delivery: WebhookDeliveryEntity): WebhookDeliveryResponse => ({
  id: delivery.id,
  event_id: delivery.eventId,
  event_type: delivery.eventType,
  state: delivery.state,
  attempts: delivery.attempts,
  response_code: delivery.responseCode,
  failure: delivery.failure,
  next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
  created_at: delivery.createdAt.toISOString(),
  updated_at: delivery.updatedAt.toISOString(),
});
