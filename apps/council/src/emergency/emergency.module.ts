import { Module } from '@nestjs/common';
import { EmergencyActionsRepository } from './emergency-actions.repository';
import { EmergencyConsumer } from './emergency.consumer';
import { EmergencyOperationsConsumer } from './emergency-operations.consumer';
import { EmergencyService } from './emergency.service';

@Module({
  controllers: [EmergencyConsumer, EmergencyOperationsConsumer],
  providers: [EmergencyActionsRepository, EmergencyService],
  exports: [EmergencyActionsRepository],
})
export class EmergencyModule {}
