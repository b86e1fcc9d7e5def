import { Module } from '@nestjs/common';
import { MetricObservationsRepository } from './metric-observations.repository';
import { ObservationsConsumer } from './observations.consumer';
import { PerformanceService } from './performance.service';

@Module({
  controllers: [ObservationsConsumer],
  providers: [MetricObservationsRepository, PerformanceService],
  exports: [MetricObservationsRepository],
})
export class ObservationsModule {}
