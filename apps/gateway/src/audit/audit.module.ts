import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log.service';
import { AuditReading } from './audit-reading.service';
import { AuditWriter } from './audit-writer';
import { AuditConsumer } from './audit.consumer';
import { AuditController } from './audit.controller';
import { AuditRepository } from './audit.repository';

@Module({
  controllers: [AuditConsumer, AuditController],
  providers: [AuditLog, AuditReading, AuditRepository, AuditWriter],
  exports: [AuditLog, AuditRepository],
})
export class AuditModule {}
