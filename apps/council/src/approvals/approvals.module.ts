import { Module } from '@nestjs/common';
import { CampaignsModule } from '../campaigns/campaigns.module';
import { MovesModule } from '../moves/moves.module';
import { ApprovalDeadlines } from './approval-deadlines.service';
import { ApprovalsConsumer } from './approvals.consumer';
import { ApprovalsRepository } from './approvals.repository';
import { ApprovalsService } from './approvals.service';

@Module({
  imports: [CampaignsModule, MovesModule],
  controllers: [ApprovalsConsumer],
  providers: [ApprovalDeadlines, ApprovalsRepository, ApprovalsService],
  exports: [ApprovalDeadlines, ApprovalsRepository],
})
export class ApprovalsModule {}
