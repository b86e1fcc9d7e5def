import { Module } from '@nestjs/common';
import { CohortsRepository } from './cohorts.repository';

@Module({ providers: [CohortsRepository], exports: [CohortsRepository] })
export class CohortsModule {}
