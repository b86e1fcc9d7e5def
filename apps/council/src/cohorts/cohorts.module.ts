import { Module } from '@nestjs/common';
import { CohortsConsumer } from './cohorts.consumer';
import { CohortsRepository } from './cohorts.repository';
import { CohortsService } from './cohorts.service';

@Module({
  controllers: [CohortsConsumer],
  providers: [CohortsRepository, CohortsService],
  exports: [CohortsRepository],
})
export class CohortsModule {}
