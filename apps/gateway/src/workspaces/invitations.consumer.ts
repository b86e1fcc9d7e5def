import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { SendInvitation } from '@raptor/contracts';
import { workspaceIn } from '@raptor/platform';
import { OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { Invitations } from './invitations.service';

@Controller()
export class InvitationsConsumer {
  constructor(private readonly invitations: Invitations) {}

  /** Without a note in the inbox: a mail that may not have gone out goes out again. */
  @OnMessage(SendInvitation)
  send(@Payload() { userId }: SendInvitation, @Ctx() context: RaptorBusContext): Promise<void> {
    return this.invitations.send(workspaceIn(context), userId);
  }
}
