import { Module } from '@nestjs/common';
import { AgentsRepository } from './agents.repository';
import { AssignmentGraphsRepository } from './assignment-graphs.repository';
import { AssignmentNews } from './assignment-news';
import { AssignmentResultsConsumer } from './assignment-results.consumer';
import { AssignmentsRepository } from './assignments.repository';
import { AssignmentsService } from './assignments.service';
import { TrustScoresRepository } from './trust-scores.repository';

@Module({
  controllers: [AssignmentResultsConsumer],
  providers: [
    AgentsRepository,
    AssignmentsRepository,
    AssignmentGraphsRepository,
    AssignmentNews,
    AssignmentsService,
    TrustScoresRepository,
  ],
  exports: [AgentsRepository, AssignmentsRepository, AssignmentsService, TrustScoresRepository],
})
export class RegistryModule {}
