import { Module } from '@nestjs/common';
import { AgentsRepository } from './agents.repository';
import { AssignmentsRepository } from './assignments.repository';
import { TrustScoresRepository } from './trust-scores.repository';

@Module({
  providers: [AgentsRepository, AssignmentsRepository, TrustScoresRepository],
  exports: [AgentsRepository, AssignmentsRepository, TrustScoresRepository],
})
export class RegistryModule {}
