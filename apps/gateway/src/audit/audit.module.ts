import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log.service';
import { AuditWriter } from './audit-writer';
import { AuditConsumer } from './audit.consumer';
import { AuditRepository } from './audit.repository';

@Module({
  controllers: [AuditConsumer],
  providers: [AuditLog, AuditRepository, AuditWriter],
  exports: [AuditLog, AuditRepository],
})
export class AuditModule {}
