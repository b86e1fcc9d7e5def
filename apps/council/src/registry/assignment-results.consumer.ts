import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { AssignmentCompleted, AssignmentFailed, ExpireAssignment } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { AssignmentsService } from './assignments.service';

/** What guilds say of the assignments they were handed. */
@Controller()
export class AssignmentResultsConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly assignments: AssignmentsService,
  ) {}

  @OnMessage(AssignmentCompleted)
  completed(@Payload() event: AssignmentCompleted, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.once(context, (tx) => this.assignments.completed(tx, event));
  }

  @OnMessage(AssignmentFailed)
  failed(@Payload() event: AssignmentFailed, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.once(context, (tx) => this.assignments.failed(tx, event));
  }

  @OnMessage(ExpireAssignment)
  expire(@Payload() { assignmentId }: ExpireAssignment, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.once(context, (tx) => this.assignments.expired(tx, assignmentId));
  }

  private async once(context: RaptorBusContext, work: (tx: Transaction) => Promise<boolean>): Promise<void> {
    await this.database.withTenant(workspaceIn(context), context.envelope.actor, (tx) =>
      this.inbox.once(tx, context, async () => void (await work(tx))),
    );
  }
}
