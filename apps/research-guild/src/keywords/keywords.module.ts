import { Module } from '@nestjs/common';
import { KeywordsConsumer } from './keywords.consumer';
import { KeywordOpportunitiesRepository } from './keyword-opportunities.repository';

@Module({
  controllers: [KeywordsConsumer],
  providers: [KeywordOpportunitiesRepository],
  exports: [KeywordOpportunitiesRepository],
})
export class KeywordsModule {}
