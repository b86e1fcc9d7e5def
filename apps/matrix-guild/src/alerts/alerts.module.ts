import { Module } from '@nestjs/common';
import { AlertResponsesRepository } from './alert-responses.repository';
import { AlertsRepository } from './alerts.repository';

@Module({
  providers: [AlertsRepository, AlertResponsesRepository],
  exports: [AlertsRepository, AlertResponsesRepository],
})
export class AlertsModule {}
