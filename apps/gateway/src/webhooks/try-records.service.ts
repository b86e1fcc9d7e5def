import { Inject, Injectable } from '@nestjs/common';
import { AuditRecorded, DeliverWebhook } from '@raptor/contracts';
import { workspaceOf, type Transaction } from '@raptor/persistence';
import {
  assertNever,
  currentContext,
  LOGGER,
  runInContext,
  SERVICE_CONFIG,
  traceparentOr,
  type Logger,
} from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import type { GatewayConfig } from '../gateway.config';
import type { TryVerdict } from './judge-try';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository';

/** How long deliveries that are over can be looked at, and how many older ones go with each that ends. */
const KEPT = { days: 30, most: 20 } as const;

const SYSTEM = { type: 'system', id: 'webhooks' } as const;

/** Notes how tries ended, and what follows: the next try, or the end of a delivery, or of an endpoint that never answers. */
@Injectable()
export class TryRecords {
  private readonly disableAfter: number;

  constructor(
    @Inject(SERVICE_CONFIG) { webhooks }: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly outbox: Outbox,
  ) {
    this.disableAfter = webhooks.disableAfter;
  }

  /** Once for each try: where another process was quicker, its note stands. */
  async note(
    tx: Transaction,
    { id, endpointId }: WebhookDeliveryEntity,
    { attempts, nth }: DeliverWebhook,
    verdict: TryVerdict,
  ): Promise<void> {
    switch (verdict.outcome) {
      case 'delivered': {
        const { responseCode } = verdict;
        if (!(await this.deliveries.settle(tx, id, attempts, { state: 'delivered', responseCode }))) return;
        await this.endpoints.noteSuccess(tx, endpointId);
        return this.deliveries.forgetOld(tx, endpointId, KEPT);
      }
      case 'again': {
        const { responseCode, failure, waitMs } = verdict;
        const nextAttemptAt = new Date(Date.now() + waitMs);
        const outcome = { state: 'pending', responseCode, failure, nextAttemptAt } as const;
        if (!(await this.deliveries.settle(tx, id, attempts, outcome))) return;
        const next = { deliveryId: id, attempts: attempts + 1, nth: nth + 1 };
        await this.outbox.send(tx, Object.assign(new DeliverWebhook(), next), { deliverAfter: nextAttemptAt });
        return;
      }
      case 'failed': {
        const { responseCode, failure, isGone } = verdict;
        if (!(await this.deliveries.settle(tx, id, attempts, { state: 'failed', responseCode, failure }))) return;
        const isOver =
          (await this.endpoints.noteFailure(tx, endpointId, this.disableAfter)) ||
          (isGone && (await this.endpoints.disable(tx, endpointId, 'The receiver has answered 410 Gone')));
        if (isOver) await this.announceDisabled(tx, endpointId);
        return this.deliveries.forgetOld(tx, endpointId, KEPT);
      }
      default:
        return assertNever(verdict);
    }
  }

  private async announceDisabled(tx: Transaction, endpointId: string): Promise<void> {
    const fact = { action: 'webhook.disabled', subjectType: 'webhook', subjectId: endpointId };
    const context = currentContext() ?? { requestId: uuidv7(), traceparent: traceparentOr(undefined) };
    await runInContext({ ...context, workspaceId: workspaceOf(tx), actor: SYSTEM }, () =>
      this.outbox.send(tx, Object.assign(new AuditRecorded(), fact)),
    );
    this.logger.warn({ webhook: endpointId }, 'a webhook was disabled: its deliveries fail');
  }
}
