import { Module } from '@nestjs/common';
import { IdentityRepository } from '../identity/identity.repository';
import { LimitsModule } from '../limits/limits.module';
import { MailModule } from '../mail/mail.module';
import { ExportsService } from './exports.service';
import { InvitationsConsumer } from './invitations.consumer';
import { Invitations } from './invitations.service';
import { InvitedAccounts } from './invited-accounts';
import { InvitesController } from './invites.controller';
import { MembersController } from './members.controller';
import { MembersRepository } from './members.repository';
import { MembersService } from './members.service';
import { WorkspacesController } from './workspaces.controller';
import { WorkspacesModule } from './workspaces.module';
import { WorkspacesService } from './workspaces.service';

/** What can be asked of workspaces: apart from {@link WorkspacesModule}, which signing in needs. */
@Module({
  imports: [WorkspacesModule, LimitsModule, MailModule],
  controllers: [WorkspacesController, MembersController, InvitesController, InvitationsConsumer],
  providers: [
    WorkspacesService,
    MembersService,
    MembersRepository,
    IdentityRepository,
    InvitedAccounts,
    Invitations,
    ExportsService,
  ],
})
export class WorkspaceOperationsModule {}
