import { Module } from '@nestjs/common';
import { SignalsModule } from '../signals/signals.module';
import { AlertResponsesRepository } from './alert-responses.repository';
import { AlertsConsumer } from './alerts.consumer';
import { AlertsRepository } from './alerts.repository';
import { AlertsService } from './alerts.service';

@Module({
  imports: [SignalsModule],
  controllers: [AlertsConsumer],
  providers: [AlertsRepository, AlertResponsesRepository, AlertsService],
  exports: [AlertsRepository, AlertResponsesRepository],
})
export class AlertsModule {}
