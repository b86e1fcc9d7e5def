import { Module } from '@nestjs/common';
import { CohortsModule } from '../cohorts/cohorts.module';
import { MessageArchitectureRepository } from './message-architecture.repository';
import { MessagesService } from './messages.service';
import { PositioningConsumer } from './positioning.consumer';
import { PositioningRepository } from './positioning.repository';
import { PositioningService } from './positioning.service';

@Module({
  imports: [CohortsModule],
  controllers: [PositioningConsumer],
  providers: [PositioningRepository, MessageArchitectureRepository, PositioningService, MessagesService],
  exports: [PositioningRepository, MessageArchitectureRepository],
})
export class PositioningModule {}
