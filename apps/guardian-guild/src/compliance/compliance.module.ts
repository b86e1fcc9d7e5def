import { Module } from '@nestjs/common';
import { ComplianceChecksRepository } from './compliance-checks.repository';

@Module({ providers: [ComplianceChecksRepository], exports: [ComplianceChecksRepository] })
export class ComplianceModule {}
