import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module';
import { SecretsModule } from '../secrets/secrets.module';
import { DeliveryLog } from './delivery-log.service';
import { SealedSecrets } from './sealed-secrets';
import { TryRecords } from './try-records.service';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository';
import { WebhookEndpoints } from './webhook-endpoints.service';
import { WebhookFanOut } from './webhook-fan-out';
import { WebhookTries } from './webhook-tries.service';
import { WebhookUrls } from './webhook-urls';
import { WebhooksConsumer } from './webhooks.consumer';
import { WebhooksController } from './webhooks.controller';

@Module({
  imports: [LiveModule, SecretsModule],
  controllers: [WebhooksController, WebhooksConsumer],
  providers: [
    WebhookEndpointsRepository,
    WebhookDeliveriesRepository,
    WebhookEndpoints,
    WebhookUrls,
    SealedSecrets,
    WebhookFanOut,
    WebhookTries,
    TryRecords,
    DeliveryLog,
  ],
})
export class WebhooksModule {}
