import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AcceptInviteRequest, AcceptedInviteResponse } from '@raptor/contracts';
import { ApiPost } from '../api/operation';
import { Invitations } from './invitations.service';

@ApiTags('workspaces')
@Controller('invites')
export class InvitesController {
  constructor(private readonly invitations: Invitations) {}

  @ApiPost('accept', {
    id: 'acceptInvite',
    summary: 'Accept an invitation with the token of its mail',
    description:
      'Who has an account gives its password. Who has none chooses a password and says what they are called. Then sign in with `workspace_id`.',
    openTo: 'public',
    answers: AcceptedInviteResponse,
    status: 200,
    withoutKey: true,
    bucket: 'sign-in',
    problems: [401, 404],
  })
  accept(@Body() request: AcceptInviteRequest): Promise<AcceptedInviteResponse> {
    return this.invitations.accept(request);
  }
}
