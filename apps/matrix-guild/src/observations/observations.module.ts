import { Module } from '@nestjs/common';
import { MetricObservationsRepository } from './metric-observations.repository';

@Module({ providers: [MetricObservationsRepository], exports: [MetricObservationsRepository] })
export class ObservationsModule {}
