import { Module } from '@nestjs/common';
import { GuildModule } from '@raptor/agent-kit';
import { PersistenceModule } from '@raptor/persistence';
import { guardianAgents } from './agents';
import { ClaimsModule } from './claims/claims.module';
import { ComplianceOperationsModule } from './compliance/compliance-operations.module';
import { ComplianceModule } from './compliance/compliance.module';
import { guardianDatabase } from './database';
import { PolicyPacksModule } from './policy-packs/policy-packs.module';
import { WaiversModule } from './waivers/waivers.module';

@Module({
  imports: [
    PersistenceModule.forService(guardianDatabase),
    GuildModule.forRoot({ guild: 'guardian', agents: guardianAgents }),
    PolicyPacksModule,
    ComplianceModule,
    ComplianceOperationsModule,
    ClaimsModule,
    WaiversModule,
  ],
})
export class GuardianModule {}
