import { Module } from '@nestjs/common';
import { KeywordOpportunitiesRepository } from './keyword-opportunities.repository';

@Module({ providers: [KeywordOpportunitiesRepository], exports: [KeywordOpportunitiesRepository] })
export class KeywordsModule {}
