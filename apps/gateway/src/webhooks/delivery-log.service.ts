import { Injectable } from '@nestjs/common';
import {
  DeliverWebhook,
  type WebhookDeliveryPage,
  type WebhookDeliveryQuery,
  type WebhookDeliveryResponse,
} from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { Changes } from '../api/changes';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository';
import { deliveryView } from './webhook-view.mapper';

/** What became of the events that an endpoint was to be told of. */
@Injectable()
export class DeliveryLog {
  constructor(
    private readonly database: Database,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly outbox: Outbox,
    private readonly changes: Changes,
  ) {}

  /** @throws AppError RESOURCE_NOT_FOUND */
  async list(endpointId: string, { state, ...request }: WebhookDeliveryQuery): Promise<WebhookDeliveryPage> {
    const { workspaceId, actor } = currentContext() ?? {};
    if (!workspaceId || !actor) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    const page = await this.database.withTenant(workspaceId, actor, async (tx) => {
      await this.endpoints.get(tx, endpointId);
      return this.deliveries.list(tx, request, { endpointId, ...(state && { state }) });
    });
    return { items: page.items.map(deliveryView), next_cursor: page.nextCursor };
  }

  /** Sends one again that has come to an end, with all the tries that a new one has. @throws AppError RESOURCE_NOT_FOUND, STATE_FORBIDS */
  replay(endpointId: string, id: string): Promise<WebhookDeliveryResponse> {
    return this.changes.run(async (tx) => {
      const endpoint = await this.endpoints.get(tx, endpointId);
      const delivery = await this.deliveries.get(tx, id);
      if (delivery.endpointId !== endpointId)
        throw new AppError('RESOURCE_NOT_FOUND', `No delivery ${id} is one of this webhook`);
      if (endpoint.state !== 'active')
        throw new AppError('STATE_FORBIDS', 'The webhook is disabled: activate it first');
      if (!(await this.deliveries.replay(tx, id))) throw new AppError('STATE_FORBIDS', 'It is on its way already');
      const { attempts } = delivery;
      await this.outbox.send(tx, Object.assign(new DeliverWebhook(), { deliveryId: id, attempts, nth: 1 }));
      const answer = deliveryView(await this.deliveries.get(tx, id));
      return { answer, audited: { action: 'webhook.replayed', subjectType: 'webhook_delivery', subjectId: id } };
    });
  }
}
