import { Module } from '@nestjs/common';
import { ExperimentResultsRepository } from './experiment-results.repository';
import { ExperimentsRepository } from './experiments.repository';

@Module({
  providers: [ExperimentsRepository, ExperimentResultsRepository],
  exports: [ExperimentsRepository, ExperimentResultsRepository],
})
export class ExperimentsModule {}
