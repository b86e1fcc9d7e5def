import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DeliverWebhook } from '@raptor/contracts';
import { workspaceIn } from '@raptor/platform';
import { OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { WebhookTries } from './webhook-tries.service';

@Controller()
export class WebhooksConsumer {
  constructor(private readonly tries: WebhookTries) {}

  @OnMessage(DeliverWebhook)
  deliver(@Payload() command: DeliverWebhook, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.tries.try(workspaceIn(context), command, context.signal);
  }
}
