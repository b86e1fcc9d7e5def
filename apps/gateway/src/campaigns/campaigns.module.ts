import { Module } from '@nestjs/common';
import { CampaignDetailsController } from './campaign-details.controller';
import { CampaignsController } from './campaigns.controller';

@Module({ controllers: [CampaignsController, CampaignDetailsController] })
export class CampaignsModule {}
