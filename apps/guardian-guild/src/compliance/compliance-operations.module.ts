import { Module } from '@nestjs/common';
import { PolicyPacksModule } from '../policy-packs/policy-packs.module';
import { WaiversModule } from '../waivers/waivers.module';
import { ComplianceConsumer } from './compliance.consumer';
import { ContentChecks } from './content-checks.service';
import { ComplianceModule } from './compliance.module';

@Module({
  imports: [ComplianceModule, PolicyPacksModule, WaiversModule],
  controllers: [ComplianceConsumer],
  providers: [ContentChecks],
})
export class ComplianceOperationsModule {}
