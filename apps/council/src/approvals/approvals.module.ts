import { Module } from '@nestjs/common';
import { ApprovalsRepository } from './approvals.repository';

@Module({ providers: [ApprovalsRepository], exports: [ApprovalsRepository] })
export class ApprovalsModule {}
