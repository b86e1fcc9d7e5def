import { Module } from '@nestjs/common';
import { ReportsConsumer } from './reports.consumer';
import { ReportKeeper } from './report-keeper.service';
import { ResearchReportsRepository } from './research-reports.repository';

@Module({
  controllers: [ReportsConsumer],
  providers: [ReportKeeper, ResearchReportsRepository],
  exports: [ResearchReportsRepository],
})
export class ReportsModule {}
