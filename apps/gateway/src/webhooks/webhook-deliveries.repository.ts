import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import { In } from 'typeorm';
import { WebhookDeliveryEntity } from './webhook-delivery.entity';

/** How a try ended; without `responseCode` there was no answer. */
export type TryOutcome = { readonly responseCode: number | null; readonly failure?: string } & (
  { readonly state: 'delivered' | 'failed' } | { readonly state: 'pending'; readonly nextAttemptAt: Date }
);

type NewDelivery = Pick<NewRow<WebhookDeliveryEntity>, 'id' | 'endpointId' | 'eventId' | 'eventType' | 'payload'>;

@Injectable()
export class WebhookDeliveriesRepository extends TenantRepository<WebhookDeliveryEntity> {
  constructor() {
    super(WebhookDeliveryEntity);
  }

  /** @returns ids of the deliveries that are new: an event that an endpoint is told of already is left out. */
  async addNew(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<string[]> {
    if (deliveries.length === 0) return [];
    const rows = deliveries.map((delivery) => ({ ...delivery, workspaceId: workspaceOf(tx) }) as object);
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(WebhookDeliveryEntity)
      .values(rows)
      .orIgnore()
      .returning('id')
      .execute();
    return (raw as { id: string }[]).map(({ id }) => id);
  }

  /**
   * Notes how a try ended.
   * @param attempts of the delivery when the try began.
   * @returns false when another process has tried meanwhile: its outcome stands.
   */
  async settle(tx: Transaction, id: string, attempts: number, outcome: TryOutcome): Promise<boolean> {
    const { affected } = await tx.update(WebhookDeliveryEntity, this.where(tx, { id, attempts, state: 'pending' }), {
      nextAttemptAt: null,
      failure: null,
      ...outcome,
      attempts: attempts + 1,
    });
    return affected === 1;
  }

  /** Forgets some of an endpoint's deliveries that came to an end long ago. */
  async forgetOld(tx: Transaction, endpointId: string, { days, most }: { days: number; most: number }): Promise<void> {
    await tx.query(
      `DELETE FROM gateway.webhook_deliveries WHERE workspace_id = $1 AND id IN (
         SELECT id FROM gateway.webhook_deliveries
         WHERE workspace_id = $1 AND endpoint_id = $2 AND state <> 'pending' AND created_at < now() - $3 * interval '1 day'
         ORDER BY created_at, id LIMIT $4)`,
      [workspaceOf(tx), endpointId, days, most],
    );
  }

  /** Sends one again that has come to an end. @returns false when it is on its way, or not there. */
  async replay(tx: Transaction, id: string): Promise<boolean> {
    const ended = this.where(tx, { id, state: In(['delivered', 'failed']) });
    const { affected } = await tx.update(WebhookDeliveryEntity, ended, {
      state: 'pending',
      nextAttemptAt: () => 'now()',
    });
    return affected === 1;
  }
}
