import { Module } from '@nestjs/common';
import { ResearchReportsRepository } from './research-reports.repository';

@Module({ providers: [ResearchReportsRepository], exports: [ResearchReportsRepository] })
export class ReportsModule {}
