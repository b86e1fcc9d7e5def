import { Module } from '@nestjs/common';
import { EmergencyActionsRepository } from './emergency-actions.repository';

@Module({ providers: [EmergencyActionsRepository], exports: [EmergencyActionsRepository] })
export class EmergencyModule {}
