import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { AuditRecorded } from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import { OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { AuditWriter } from './audit-writer';

@Controller()
export class AuditConsumer {
  constructor(private readonly writer: AuditWriter) {}

  @OnMessage(AuditRecorded)
  async record(@Payload() announced: AuditRecorded, @Ctx() context: RaptorBusContext): Promise<void> {
    const { id: eventId, workspaceId, actor, occurredAt } = context.envelope;
    if (workspaceId === null)
      throw new AppError('MESSAGE_INVALID', `Fact ${eventId} belongs to no workspace, so to no audit log`);
    const fact = { ...announced, eventId, actor, occurredAt: new Date(occurredAt) };
    await this.writer.write(workspaceId, fact, context);
  }
}
