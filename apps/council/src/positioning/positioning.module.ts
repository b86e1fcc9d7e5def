import { Module } from '@nestjs/common';
import { MessageArchitectureRepository } from './message-architecture.repository';
import { PositioningRepository } from './positioning.repository';

@Module({
  providers: [PositioningRepository, MessageArchitectureRepository],
  exports: [PositioningRepository, MessageArchitectureRepository],
})
export class PositioningModule {}
