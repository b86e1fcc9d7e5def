import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { CreditMerits } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { MeritsService } from './merits.service';

@Controller()
export class MeritsConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly merits: MeritsService,
  ) {}

  @OnMessage(CreditMerits)
  async credit(@Payload() earned: CreditMerits, @Ctx() context: RaptorBusContext): Promise<void> {
    await this.database.withTenant(workspaceIn(context), context.envelope.actor, (tx) =>
      this.inbox.once(tx, context, () => this.merits.credit(tx, earned)),
    );
  }
}
