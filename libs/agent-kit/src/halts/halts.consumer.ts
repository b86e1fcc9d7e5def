import { Controller } from '@nestjs/common';
import { Ctx } from '@nestjs/microservices';
import { StopsChanged } from '@raptor/contracts';
import { OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { BusHalts } from './bus-halts';

@Controller()
export class HaltsConsumer {
  constructor(private readonly halts: BusHalts) {}

  @OnMessage(StopsChanged)
  async hear(@Ctx() { envelope }: RaptorBusContext): Promise<void> {
    if (envelope.workspaceId) await this.halts.hear(envelope.workspaceId);
  }
}
