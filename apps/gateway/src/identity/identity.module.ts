import { Module } from '@nestjs/common';
import { WorkspacesRepository } from '../workspaces/workspaces.repository';
import { AccessTokens } from './access-tokens';
import { AuthController } from './auth.controller';
import { IdentityRepository } from './identity.repository';
import { LoginLimiter } from './login-limiter';
import { SignInService } from './sign-in.service';

@Module({
  controllers: [AuthController],
  providers: [AccessTokens, IdentityRepository, LoginLimiter, SignInService, WorkspacesRepository],
  exports: [AccessTokens],
})
export class IdentityModule {}
