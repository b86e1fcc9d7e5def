import { Module } from '@nestjs/common';
import { ReportsConsumer } from './reports.consumer';
import { ResearchReportsRepository } from './research-reports.repository';

@Module({
  controllers: [ReportsConsumer],
  providers: [ResearchReportsRepository],
  exports: [ResearchReportsRepository],
})
export class ReportsModule {}
