import { Inject, Injectable } from '@nestjs/common';
import { DeliverWebhook } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { EgressFailed, EgressRefused, SafeFetch, SERVICE_CONFIG } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import type { GatewayConfig } from '../gateway.config';
import { EndpointSlots } from './endpoint-slots';
import { judgeTry, type TryAnswer } from './judge-try';
import { SealedSecrets } from './sealed-secrets';
import { signedHeaders } from './sign-webhook';
import { TryRecords } from './try-records.service';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository';
import { secretsAt } from './webhook-secrets';

const SENDER = { type: 'system', id: 'webhooks' } as const;
/** Of the 16 that a process has, unless it is told otherwise. */
const SLOTS = { most: 4, patienceMs: 250, stuckMs: 1_000 } as const;

/** How long a try waits for whom there is no slot: from, and up to so much longer, in milliseconds. */
const NO_SLOT_MS = { least: 2_000, spread: 8_000 } as const;

interface Due {
  readonly delivery: WebhookDeliveryEntity;
  readonly endpoint: WebhookEndpointEntity;
}

/**
 * Tries deliveries. A try that was cut off before its end was noted comes again, so that a receiver may hear of an event more than once, and never
 * not at all; by the event's id it knows what it has had.
 */
@Injectable()
export class WebhookTries {
  private readonly retriesMs: readonly number[];
  private readonly slots = new EndpointSlots(SLOTS);

  constructor(
    @Inject(SERVICE_CONFIG) { webhooks }: GatewayConfig,
    private readonly database: Database,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly secrets: SealedSecrets,
    private readonly records: TryRecords,
    private readonly safeFetch: SafeFetch,
    private readonly outbox: Outbox,
  ) {
    this.retriesMs = webhooks.retriesMs;
  }

  async try(workspaceId: string, command: DeliverWebhook, signal: AbortSignal): Promise<void> {
    const due = await this.within(workspaceId, (tx) => this.dueOf(tx, command));
    if (!due) return;
    const giveBack = await this.slots.take(due.endpoint.id);
    if (!giveBack) return this.within(workspaceId, (tx) => this.postpone(tx, command));
    try {
      const answer = await this.send(due, signal);
      const verdict = judgeTry(answer, command.nth, this.retriesMs);
      await this.within(workspaceId, (tx) => this.records.note(tx, due.delivery, command, verdict));
    } finally {
      giveBack();
    }
  }

  /** Nothing when the try has been made, or the delivery is over. */
  private async dueOf(tx: Transaction, { deliveryId, attempts }: DeliverWebhook): Promise<Due | undefined> {
    const delivery = await this.deliveries.find(tx, deliveryId);
    if (delivery?.state !== 'pending' || delivery.attempts !== attempts) return undefined;
    const endpoint = await this.endpoints.get(tx, delivery.endpointId);
    if (endpoint.state === 'active') return { delivery, endpoint };
    await this.deliveries.settle(tx, deliveryId, attempts, {
      state: 'failed',
      responseCode: delivery.responseCode,
      failure: 'The webhook is disabled',
    });
    return undefined;
  }

  private async postpone(tx: Transaction, command: DeliverWebhook): Promise<void> {
    const waitMs = NO_SLOT_MS.least + Math.random() * NO_SLOT_MS.spread;
    const again = Object.assign(new DeliverWebhook(), command);
    await this.outbox.send(tx, again, { deliverAfter: new Date(Date.now() + waitMs) });
  }

  private async send({ delivery, endpoint }: Due, signal: AbortSignal): Promise<TryAnswer> {
    const now = Date.now();
    const { eventId, eventType, attempts } = delivery;
    const body = JSON.stringify(delivery.payload);
    const secrets = secretsAt(this.secrets.open(endpoint), now);
    const headers = signedHeaders({ eventId, eventType, attempt: attempts + 1, body }, secrets, now);
    try {
      const { status } = await this.safeFetch.fetch(endpoint.url, {
        method: 'POST',
        headers,
        body,
        headOnly: true,
        signal,
      });
      return { status };
    } catch (error) {
      if (error instanceof EgressRefused) return { failure: error.reason, isForbidden: true };
      // The process is leaving: another makes this try.
      if (error instanceof EgressFailed && error.code !== 'EGRESS_CANCELLED' && error.code !== 'EGRESS_CLOSED')
        return { failure: error.reason, isForbidden: false };
      throw error;
    }
  }

  private within<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.withTenant(workspaceId, SENDER, work);
  }
}
