import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/fleet.module';
import { DeadLettersController } from './dead-letters.controller';
import { DeadLetters } from './dead-letters.service';
import { EmergencyStopController } from './emergency-stop.controller';

@Module({
  imports: [FleetModule],
  controllers: [DeadLettersController, EmergencyStopController],
  providers: [DeadLetters],
})
export class OperationsModule {}
