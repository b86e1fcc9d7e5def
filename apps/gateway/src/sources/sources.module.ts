import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/fleet.module';
import { ObservationsController } from './observations.controller';
import { ResearchController } from './research.controller';

@Module({ imports: [FleetModule], controllers: [ObservationsController, ResearchController] })
export class SourcesModule {}
