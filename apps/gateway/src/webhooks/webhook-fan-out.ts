import { Injectable } from '@nestjs/common';
import { DeliverWebhook } from '@raptor/contracts';
import type { Transaction, Wish } from '@raptor/persistence';
import { Outbox } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { EventListeners, type HappenedEvent } from '../live/event-listeners';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository';

/**
 * Makes of an event a delivery to each endpoint that wants it, and of each delivery its first try: in the transaction in which the event is noted as
 * handled, so that none is lost and none comes twice.
 */
@Injectable()
export class WebhookFanOut {
  constructor(
    events: EventListeners,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly outbox: Outbox,
  ) {
    events.register((tx, happened) => this.tell(tx, happened));
  }

  private async tell(tx: Transaction, happened: readonly Wish<HappenedEvent>[]): Promise<void> {
    const types = new Set(happened.map(({ item }) => item.type));
    const wanting = await this.endpoints.subscribedTo(tx, [...types]);
    if (wanting.length === 0) return;
    for (const { item, within } of happened) {
      const those = wanting.filter(({ eventTypes }) => eventTypes.includes(item.type));
      await within(() => this.deliver(tx, item, those));
    }
  }

  private async deliver(tx: Transaction, event: HappenedEvent, to: readonly WebhookEndpointEntity[]): Promise<void> {
    const { id: eventId, type: eventType, at, workspaceId, data } = event;
    const payload = { id: eventId, type: eventType, created_at: at, workspace_id: workspaceId, data };
    const told = to.map(({ id: endpointId }) => ({ id: uuidv7(), endpointId, eventId, eventType, payload }));
    const fresh = await this.deliveries.addNew(tx, told);
    await this.outbox.sendAll(
      tx,
      fresh.map((deliveryId) => ({
        message: Object.assign(new DeliverWebhook(), { deliveryId, attempts: 0, nth: 1 }),
      })),
    );
  }
}
