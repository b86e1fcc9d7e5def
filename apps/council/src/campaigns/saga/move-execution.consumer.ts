import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations } from '@raptor/agent-kit';
import { ExecuteMove, MoveExported, RunMove, type MoveResponse } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { MoveExecution } from './move-execution.service';
import { MoveSchedule } from './move-schedule.service';

@Controller()
export class MoveExecutionConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly execution: MoveExecution,
    private readonly schedule: MoveSchedule,
  ) {}

  @OnQuery(ExecuteMove)
  execute(@Payload() { id }: ExecuteMove, @Ctx() context: RaptorBusContext): Promise<MoveResponse> {
    return this.operations.change(context, (tx) => this.execution.execute(tx, id));
  }

  @OnMessage(RunMove)
  async run(@Payload() { moveId }: RunMove, @Ctx() context: RaptorBusContext): Promise<void> {
    await this.database.withTenant(workspaceIn(context), context.envelope.actor, (tx) =>
      this.inbox.once(tx, context, () => this.schedule.run(tx, moveId)),
    );
  }

  @OnMessage(MoveExported)
  async exported(@Payload() event: MoveExported, @Ctx() context: RaptorBusContext): Promise<void> {
    await this.database.withTenant(workspaceIn(context), context.envelope.actor, (tx) =>
      this.inbox.once(tx, context, () => this.execution.exported(tx, event)),
    );
  }
}
