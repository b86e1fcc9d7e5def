import { IsUUID } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/** Mails an invitation, with a token of its own, to somebody who has been invited to the workspace of the envelope and has not joined it yet. */
@RaptorMessage({
  kind: 'command',
  name: 'gateway.invitation.send',
  version: 1,
  channel: 'sys.gateway',
  readers: ['gateway'],
})
export class SendInvitation {
  @IsUUID() userId!: string;
}
