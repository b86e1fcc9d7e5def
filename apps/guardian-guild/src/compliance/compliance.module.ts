import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module';
import { CheckKeeper } from './check-keeper.service';
import { ComplianceChecksRepository } from './compliance-checks.repository';

@Module({
  imports: [ClaimsModule],
  providers: [CheckKeeper, ComplianceChecksRepository],
  exports: [ComplianceChecksRepository],
})
export class ComplianceModule {}
