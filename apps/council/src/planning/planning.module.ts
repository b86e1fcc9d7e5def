import { Module } from '@nestjs/common';
import { CampaignsRepository } from '../campaigns/campaigns.repository';
import { CalendarService } from './calendar.service';
import { CampaignQuestsRepository } from './campaign-quests.repository';
import { PlansConsumer } from './plans.consumer';
import { StrategySimulationsRepository } from './strategy-simulations.repository';

@Module({
  controllers: [PlansConsumer],
  providers: [CampaignsRepository, CampaignQuestsRepository, StrategySimulationsRepository, CalendarService],
  exports: [CampaignQuestsRepository, StrategySimulationsRepository],
})
export class PlanningModule {}
