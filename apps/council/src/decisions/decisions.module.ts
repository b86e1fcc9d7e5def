import { Module } from '@nestjs/common';
import { CouncilDecisionsRepository } from './council-decisions.repository';
import { DecisionsConsumer } from './decisions.consumer';

@Module({
  controllers: [DecisionsConsumer],
  providers: [CouncilDecisionsRepository],
  exports: [CouncilDecisionsRepository],
})
export class DecisionsModule {}
