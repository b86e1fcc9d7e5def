import { Module } from '@nestjs/common';
import { CampaignQuestsRepository } from './campaign-quests.repository';
import { StrategySimulationsRepository } from './strategy-simulations.repository';

@Module({
  providers: [CampaignQuestsRepository, StrategySimulationsRepository],
  exports: [CampaignQuestsRepository, StrategySimulationsRepository],
})
export class PlanningModule {}
