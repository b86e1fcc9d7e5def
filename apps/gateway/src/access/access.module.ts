import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { IdentityModule } from '../identity/identity.module';
import { LimitsModule } from '../limits/limits.module';
import { AccessGuard } from './access.guard';
import { Admission } from './admission';
import { RefuseUndeclaredAccess } from './refuse-undeclared-access';

@Module({
  imports: [DiscoveryModule, IdentityModule, LimitsModule],
  providers: [Admission, { provide: APP_GUARD, useClass: AccessGuard }, RefuseUndeclaredAccess],
})
export class AccessModule {}
