import { Module } from '@nestjs/common';
import { CampaignCohortsRepository } from './campaign-cohorts.repository';
import { CampaignsRepository } from './campaigns.repository';

@Module({
  providers: [CampaignsRepository, CampaignCohortsRepository],
  exports: [CampaignsRepository, CampaignCohortsRepository],
})
export class CampaignsModule {}
