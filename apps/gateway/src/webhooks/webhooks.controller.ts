import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangeWebhookRequest,
  CreateWebhookRequest,
  CreatedWebhookResponse,
  PageQuery,
  RotatedSecretResponse,
  WebhookDeliveryPage,
  WebhookDeliveryQuery,
  WebhookDeliveryResponse,
  WebhookPage,
  WebhookResponse,
} from '@raptor/contracts';
import { ApiDelete, ApiGet, ApiPatch, ApiPost } from '../api/operation';
import { ApiIds, Id, IfMatch } from '../api/params';
import { LIVE_TYPES } from '../live/live-events';
import { DeliveryLog } from './delivery-log.service';
import { WebhookEndpoints } from './webhook-endpoints.service';

@ApiTags('operations')
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly log: DeliveryLog,
  ) {}

  @ApiPost('', {
    id: 'createWebhook',
    summary: 'Have events sent to an address',
    description:
      `Types: ${LIVE_TYPES.join(', ')}. Each is a POST with \`RaptorFlow-Signature: t=...,v1=...\`, where v1 is the HMAC-SHA256, in hex, of ` +
      '`t.body` with the secret of this answer, which is never shown again. `RaptorFlow-Id` is the same in every try of an event. Anything but 2xx is tried again, for about a day.',
    openTo: 'admin',
    answers: CreatedWebhookResponse,
    problems: [409],
  })
  create(@Body() request: CreateWebhookRequest): Promise<CreatedWebhookResponse> {
    return this.endpoints.create(request);
  }

  @ApiGet('', { id: 'listWebhooks', summary: 'List the webhooks', openTo: 'admin', answers: WebhookPage })
  list(@Query() query: PageQuery): Promise<WebhookPage> {
    return this.endpoints.list(query);
  }

  @ApiGet(':id', { id: 'getWebhook', summary: 'Read a webhook', openTo: 'admin', answers: WebhookResponse })
  @ApiIds('id')
  get(@Id() id: string): Promise<WebhookResponse> {
    return this.endpoints.get(id);
  }

  @ApiPatch(':id', {
    id: 'changeWebhook',
    summary: 'Change address, event types or state of a webhook',
    openTo: 'admin',
    answers: WebhookResponse,
    versioned: true,
  })
  @ApiIds('id')
  change(
    @Id() id: string,
    @Body() request: ChangeWebhookRequest,
    @IfMatch() seen: number | undefined,
  ): Promise<WebhookResponse> {
    return this.endpoints.change(id, request, seen);
  }

  @ApiDelete(':id', { id: 'deleteWebhook', summary: 'Delete a webhook and its deliveries', openTo: 'admin' })
  @ApiIds('id')
  delete(@Id() id: string): Promise<void> {
    return this.endpoints.delete(id);
  }

  @ApiPost(':id/rotate-secret', {
    id: 'rotateWebhookSecret',
    summary: 'Give a webhook another secret',
    description: 'For a day deliveries carry two signatures, with the new one and with the one before.',
    openTo: 'admin',
    answers: RotatedSecretResponse,
    status: 200,
    problems: [412],
  })
  @ApiIds('id')
  rotate(@Id() id: string): Promise<RotatedSecretResponse> {
    return this.endpoints.rotate(id);
  }

  @ApiGet(':id/deliveries', {
    id: 'listWebhookDeliveries',
    summary: 'List what was sent to a webhook, and how that went',
    description: 'Kept for 30 days after their end.',
    openTo: 'admin',
    answers: WebhookDeliveryPage,
  })
  @ApiIds('id')
  deliveries(@Id() id: string, @Query() query: WebhookDeliveryQuery): Promise<WebhookDeliveryPage> {
    return this.log.list(id, query);
  }

  @ApiPost(':id/deliveries/:d/replay', {
    id: 'replayWebhookDelivery',
    summary: 'Send a delivery again that has come to an end',
    openTo: 'admin',
    answers: WebhookDeliveryResponse,
    status: 202,
    problems: [409],
  })
  @ApiIds('id', 'd')
  replay(@Id() id: string, @Id('d') delivery: string): Promise<WebhookDeliveryResponse> {
    return this.log.replay(id, delivery);
  }
}
