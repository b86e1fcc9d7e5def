import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { EndStop, ListStops, StartStop, type ActiveStop } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { EmergencyService } from './emergency.service';

@Controller()
export class EmergencyConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly emergency: EmergencyService,
  ) {}

  @OnMessage(StartStop)
  start(@Payload() stop: StartStop, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.change(context, async (tx) => void (await this.emergency.start(tx, stop, context.envelope.actor)));
  }

  @OnMessage(EndStop)
  end(@Payload() stop: EndStop, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.change(context, async (tx) => void (await this.emergency.end(tx, stop, context.envelope.actor)));
  }

  @OnQuery(ListStops)
  list(@Ctx() context: RaptorBusContext): Promise<ActiveStop[]> {
    return this.database.withTenant(workspaceIn(context), context.envelope.actor, (tx) => this.emergency.active(tx));
  }

  /** Told again, it hints again: the first hint may have been lost with the process. */
  private async change(context: RaptorBusContext, work: (tx: Transaction) => Promise<void>): Promise<void> {
    await this.database.withTenant(workspaceIn(context), context.envelope.actor, (tx) =>
      this.inbox.once(tx, context, () => work(tx)),
    );
    await this.emergency.hint();
  }
}
