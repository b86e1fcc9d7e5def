import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, type PageAnswer } from '@raptor/agent-kit';
import {
  AcknowledgeAlert,
  ListAlertResponses,
  ListAlerts,
  RaiseAlert,
  ResolveAlert,
  RespondToAlert,
  type AlertResponse,
  type AlertResponseRecord,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { AlertsService } from './alerts.service';

@Controller()
export class AlertsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly alerts: AlertsService,
  ) {}

  @OnQuery(ListAlerts)
  list(@Payload() asked: ListAlerts, @Ctx() context: RaptorBusContext): Promise<PageAnswer<AlertResponse>> {
    return this.operations.read(context, (tx) => this.alerts.list(tx, asked));
  }

  @OnQuery(RaiseAlert)
  raise(@Payload() asked: RaiseAlert, @Ctx() context: RaptorBusContext): Promise<AlertResponse> {
    return this.operations.change(context, (tx) => this.alerts.raise(tx, asked));
  }

  @OnQuery(AcknowledgeAlert)
  acknowledge(@Payload() { id }: AcknowledgeAlert, @Ctx() context: RaptorBusContext): Promise<AlertResponse> {
    const { actor } = context.envelope;
    return this.operations.change(context, (tx) => this.alerts.advance(tx, id, 'acknowledged', actor));
  }

  @OnQuery(ResolveAlert)
  resolve(@Payload() { id }: ResolveAlert, @Ctx() context: RaptorBusContext): Promise<AlertResponse> {
    const { actor } = context.envelope;
    return this.operations.change(context, (tx) => this.alerts.advance(tx, id, 'resolved', actor));
  }

  @OnQuery(RespondToAlert)
  respond(@Payload() asked: RespondToAlert, @Ctx() context: RaptorBusContext): Promise<AlertResponseRecord> {
    return this.operations.change(context, (tx) => this.alerts.respond(tx, asked, context.envelope.actor));
  }

  @OnQuery(ListAlertResponses)
  responses(
    @Payload() asked: ListAlertResponses,
    @Ctx() context: RaptorBusContext,
  ): Promise<PageAnswer<AlertResponseRecord>> {
    return this.operations.read(context, (tx) => this.alerts.responsesTo(tx, asked));
  }
}
