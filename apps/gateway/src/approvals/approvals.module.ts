import { Module } from '@nestjs/common';
import { MembersRepository } from '../workspaces/members.repository';
import { ApprovalsController } from './approvals.controller';
import { Delegates } from './delegates';

@Module({ controllers: [ApprovalsController], providers: [Delegates, MembersRepository] })
export class ApprovalsModule {}
