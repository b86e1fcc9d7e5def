import { Module } from '@nestjs/common';
import { EmergencyActionsRepository } from './emergency-actions.repository';
import { EmergencyConsumer } from './emergency.consumer';
import { EmergencyService } from './emergency.service';

@Module({
  controllers: [EmergencyConsumer],
  providers: [EmergencyActionsRepository, EmergencyService],
  exports: [EmergencyActionsRepository],
})
export class EmergencyModule {}
