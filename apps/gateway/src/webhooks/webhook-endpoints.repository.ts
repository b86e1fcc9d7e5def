import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { ArrayOverlap, MoreThan, MoreThanOrEqual } from 'typeorm';
import { WebhookEndpointEntity } from './webhook-endpoint.entity';

@Injectable()
export class WebhookEndpointsRepository extends TenantRepository<WebhookEndpointEntity> {
  constructor() {
    super(WebhookEndpointEntity);
  }

  /** Who is to be told of events of at least one of these types. */
  subscribedTo(tx: Transaction, eventTypes: readonly string[]): Promise<WebhookEndpointEntity[]> {
    return tx.find(WebhookEndpointEntity, {
      where: this.where(tx, { state: 'active', eventTypes: ArrayOverlap([...eventTypes]) }),
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  async noteSuccess(tx: Transaction, id: string): Promise<void> {
    await tx.update(WebhookEndpointEntity, this.where(tx, { id, failureCount: MoreThan(0) }), { failureCount: 0 });
  }

  /** Counts a delivery that failed. @returns true when it was the one that disabled the endpoint. */
  async noteFailure(tx: Transaction, id: string, disabledAfter: number): Promise<boolean> {
    await tx.increment(WebhookEndpointEntity, this.where(tx, { id }), 'failureCount', 1);
    const note = `${disabledAfter} deliveries in a row have failed`;
    return this.disable(tx, id, note, { failureCount: MoreThanOrEqual(disabledAfter) });
  }

  /** @returns whether it was active. */
  async disable(tx: Transaction, id: string, note: string, like: object = {}): Promise<boolean> {
    const { affected } = await tx.update(WebhookEndpointEntity, this.where(tx, { id, state: 'active', ...like }), {
      state: 'disabled',
      disabledNote: note,
      version: () => 'version + 1',
    });
    return affected === 1;
  }

  count(tx: Transaction): Promise<number> {
    return tx.countBy(WebhookEndpointEntity, this.where(tx, {}));
  }
}
