import { Module } from '@nestjs/common';
import { CampaignCourseController } from './campaign-course.controller';
import { CampaignDetailsController } from './campaign-details.controller';
import { CampaignPerformance } from './campaign-performance.service';
import { CampaignsController } from './campaigns.controller';
import { MovesController } from './moves.controller';
import { PlansController } from './plans.controller';
import { WarBriefsController } from './war-briefs.controller';

@Module({
  controllers: [
    CampaignsController,
    CampaignDetailsController,
    CampaignCourseController,
    PlansController,
    MovesController,
    WarBriefsController,
  ],
  providers: [CampaignPerformance],
})
export class CampaignsModule {}
