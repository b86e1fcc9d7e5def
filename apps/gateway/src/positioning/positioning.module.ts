import { Module } from '@nestjs/common';
import { PositioningController } from './positioning.controller';

@Module({ controllers: [PositioningController] })
export class PositioningModule {}
