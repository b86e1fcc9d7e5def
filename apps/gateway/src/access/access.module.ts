import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { IdentityModule } from '../identity/identity.module';
import { AccessGuard } from './access.guard';
import { RefuseUndeclaredAccess } from './refuse-undeclared-access';

@Module({
  imports: [DiscoveryModule, IdentityModule],
  providers: [{ provide: APP_GUARD, useClass: AccessGuard }, RefuseUndeclaredAccess],
})
export class AccessModule {}
