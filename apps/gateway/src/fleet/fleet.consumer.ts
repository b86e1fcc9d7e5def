import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ReplicaBeat } from '@raptor/contracts';
import { OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { FleetRegistry } from './fleet-registry';

@Controller()
export class FleetConsumer {
  constructor(private readonly registry: FleetRegistry) {}

  @OnMessage(ReplicaBeat)
  hear(@Payload() beat: ReplicaBeat, @Ctx() { envelope }: RaptorBusContext): void {
    this.registry.hear(beat, Date.parse(envelope.occurredAt));
  }
}
