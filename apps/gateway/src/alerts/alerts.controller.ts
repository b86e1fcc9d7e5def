import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AcknowledgeAlert,
  AlertPage,
  AlertResponse,
  AlertResponsePage,
  AlertResponseRecord,
  AlertsQuery,
  ListAlertResponses,
  ListAlerts,
  PageQuery,
  RaiseAlert,
  RaiseAlertRequest,
  RecordResponseRequest,
  ResolveAlert,
  RespondToAlert,
} from '@raptor/contracts';
import { ApiGet, ApiPost, ApiPut } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly owners: Owners) {}

  @ApiPost('', {
    id: 'raiseAlert',
    summary: 'Raise an alert by hand',
    description: 'Subscribers of the live channel and webhooks hear of it.',
    asks: RaiseAlert,
    answers: AlertResponse,
    problems: [409],
  })
  raise(@Body() request: RaiseAlertRequest): Promise<AlertResponse> {
    return this.owners.ask(RaiseAlert, request);
  }

  @ApiGet('', {
    id: 'listAlerts',
    summary: 'List alerts',
    description: 'Order: `created_at`.',
    asks: ListAlerts,
    answers: AlertPage,
  })
  list(@Query() query: AlertsQuery): Promise<AlertPage> {
    return this.owners.ask(ListAlerts, query);
  }

  @ApiPut(':id/acknowledge', {
    id: 'acknowledgeAlert',
    summary: 'Say that somebody has seen an alert',
    description: 'One that is further already stays as it is.',
    asks: AcknowledgeAlert,
    answers: AlertResponse,
  })
  @ApiIds('id')
  acknowledge(@Id() id: string): Promise<AlertResponse> {
    return this.owners.ask(AcknowledgeAlert, { id });
  }

  @ApiPut(':id/resolve', {
    id: 'resolveAlert',
    summary: 'Say that an alert is settled',
    asks: ResolveAlert,
    answers: AlertResponse,
  })
  @ApiIds('id')
  resolve(@Id() id: string): Promise<AlertResponse> {
    return this.owners.ask(ResolveAlert, { id });
  }

  @ApiPost(':id/responses', {
    id: 'respondToAlert',
    summary: 'Write down what was done about an alert',
    description: 'It is in progress from then on, unless it is resolved.',
    asks: RespondToAlert,
    answers: AlertResponseRecord,
  })
  @ApiIds('id')
  respond(@Id() id: string, @Body() request: RecordResponseRequest): Promise<AlertResponseRecord> {
    return this.owners.ask(RespondToAlert, { ...request, id });
  }

  @ApiGet(':id/responses', {
    id: 'listAlertResponses',
    summary: 'List what was done about an alert',
    description: 'Order: `created_at`.',
    asks: ListAlertResponses,
    answers: AlertResponsePage,
  })
  @ApiIds('id')
  responses(@Id() id: string, @Query() query: PageQuery): Promise<AlertResponsePage> {
    return this.owners.ask(ListAlertResponses, { ...query, id });
  }
}
