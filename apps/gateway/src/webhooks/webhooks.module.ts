import { Module } from '@nestjs/common';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository';

const repositories = [WebhookEndpointsRepository, WebhookDeliveriesRepository];

@Module({ providers: repositories, exports: repositories })
export class WebhooksModule {}
