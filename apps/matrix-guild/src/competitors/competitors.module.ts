import { Module } from '@nestjs/common';
import { CompetitorActivitiesRepository } from './competitor-activities.repository';
import { CompetitorsRepository } from './competitors.repository';

@Module({
  providers: [CompetitorsRepository, CompetitorActivitiesRepository],
  exports: [CompetitorsRepository, CompetitorActivitiesRepository],
})
export class CompetitorsModule {}
