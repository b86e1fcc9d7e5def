import { Module } from '@nestjs/common';
import { WorkspacesModule } from '../workspaces/workspaces.module';
import { AccessTokens } from './access-tokens';
import { AuthController } from './auth.controller';
import { IdentityRepository } from './identity.repository';
import { LoginLimiter } from './login-limiter';
import { SignInService } from './sign-in.service';

@Module({
  imports: [WorkspacesModule],
  controllers: [AuthController],
  providers: [AccessTokens, IdentityRepository, LoginLimiter, SignInService],
  exports: [AccessTokens],
})
export class IdentityModule {}
