import { Module } from '@nestjs/common';
import { TrendsRepository } from './trends.repository';

@Module({ providers: [TrendsRepository], exports: [TrendsRepository] })
export class TrendsModule {}
