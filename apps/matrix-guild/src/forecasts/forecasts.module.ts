import { Module } from '@nestjs/common';
import { ForecastsRepository } from './forecasts.repository';

@Module({ providers: [ForecastsRepository], exports: [ForecastsRepository] })
export class ForecastsModule {}
