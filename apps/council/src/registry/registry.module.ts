import { Module } from '@nestjs/common';
import { AgentsRepository } from './agents.repository';
import { AssignmentGraphsRepository } from './assignment-graphs.repository';
import { AssignmentNews } from './assignment-news';
import { AssignmentResultsConsumer } from './assignment-results.consumer';
import { AssignmentsRepository } from './assignments.repository';
import { AssignmentsService } from './assignments.service';
import { TrustScoresRepository } from './trust-scores.repository';
import { WorkEnds } from './work-ends';

@Module({
  controllers: [AssignmentResultsConsumer],
  providers: [
    AgentsRepository,
    AssignmentsRepository,
    AssignmentGraphsRepository,
    AssignmentNews,
    AssignmentsService,
    TrustScoresRepository,
    WorkEnds,
  ],
  exports: [AgentsRepository, AssignmentsRepository, AssignmentsService, TrustScoresRepository, WorkEnds],
})
export class RegistryModule {}
