import { Module } from '@nestjs/common';
import { BudgetModule } from '../budget/budget.module';
import { RunCostsRepository } from '../budget/run-costs.repository';
import { CohortsModule } from '../cohorts/cohorts.module';
import { PositioningModule } from '../positioning/positioning.module';
import { RegistryModule } from '../registry/registry.module';
import { CampaignCohortsRepository } from './campaign-cohorts.repository';
import { CampaignCohortsService } from './campaign-cohorts.service';
import { CampaignCostsRepository } from './campaign-costs.repository';
import { CampaignDetailsConsumer } from './campaign-details.consumer';
import { CampaignMoneyService } from './campaign-money.service';
import { CampaignTimelineRepository } from './campaign-timeline.repository';
import { CampaignTimelineService } from './campaign-timeline.service';
import { CampaignsConsumer } from './campaigns.consumer';
import { CampaignsRepository } from './campaigns.repository';
import { CampaignsService } from './campaigns.service';

@Module({
  imports: [CohortsModule, PositioningModule, RegistryModule, BudgetModule],
  controllers: [CampaignsConsumer, CampaignDetailsConsumer],
  providers: [
    CampaignsRepository,
    CampaignCohortsRepository,
    CampaignCostsRepository,
    CampaignTimelineRepository,
    RunCostsRepository,
    CampaignsService,
    CampaignCohortsService,
    CampaignMoneyService,
    CampaignTimelineService,
  ],
  exports: [CampaignsRepository, CampaignCohortsRepository],
})
export class CampaignsModule {}
