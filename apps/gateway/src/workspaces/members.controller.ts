import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ChangeMemberRequest, InviteMemberRequest, MemberPage, MemberResponse, PageQuery } from '@raptor/contracts';
import { ApiDelete, ApiGet, ApiPatch, ApiPost } from '../api/operation';
import { ApiIds, Id, IfMatch } from '../api/params';
import { MembersService } from './members.service';
import { OwnWorkspace } from './own-workspace';

@ApiTags('workspaces')
@Controller('workspaces/:id/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @ApiGet('', {
    id: 'listMembers',
    summary: 'List who belongs to the workspace',
    openTo: 'viewer',
    answers: MemberPage,
    problems: [404],
  })
  @ApiIds('id')
  list(@OwnWorkspace() id: string, @Query() query: PageQuery): Promise<MemberPage> {
    return this.members.list(id, query);
  }

  @ApiPost('', {
    id: 'inviteMember',
    summary: 'Invite somebody by e-mail',
    description:
      'They get a mail with a token that is good once, for a week. An invitation that is open is sent again.',
    openTo: 'admin',
    answers: MemberResponse,
    problems: [404, 409],
  })
  @ApiIds('id')
  invite(@OwnWorkspace() _id: string, @Body() request: InviteMemberRequest): Promise<MemberResponse> {
    return this.members.invite(request);
  }

  @ApiPatch(':userId', {
    id: 'changeMember',
    summary: 'Change the role of a member, suspend or activate them',
    description: 'What they hold of tokens ends with it. The last active admin stays.',
    openTo: 'admin',
    answers: MemberResponse,
    versioned: true,
    problems: [409],
  })
  @ApiIds('id', 'userId')
  change(
    @OwnWorkspace() _id: string,
    @Id('userId') userId: string,
    @Body() request: ChangeMemberRequest,
    @IfMatch() seen: number | undefined,
  ): Promise<MemberResponse> {
    return this.members.change(userId, request, seen);
  }

  @ApiDelete(':userId', {
    id: 'removeMember',
    summary: 'Remove a member: they are suspended, and what they did stays theirs',
    openTo: 'admin',
    problems: [409],
  })
  @ApiIds('id', 'userId')
  async remove(@OwnWorkspace() _id: string, @Id('userId') userId: string): Promise<void> {
    await this.members.change(userId, { status: 'suspended' });
  }
}
