import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../api-keys/api-keys.module';
import { LimitsModule } from '../limits/limits.module';
import { MailModule } from '../mail/mail.module';
import { SecretsModule } from '../secrets/secrets.module';
import { WorkspacesModule } from '../workspaces/workspaces.module';
import { AccessTokens } from './access-tokens';
import { AccountMailOrders } from './account-mail-orders';
import { AccountMailWriter } from './account-mail-writer';
import { AccountMailConsumer } from './account-mail.consumer';
import { AuthController } from './auth.controller';
import { ExternalIssuers } from './external-issuers';
import { IdentityRepository } from './identity.repository';
import { KnownKeys } from './known-keys';
import { LiveTickets } from './live-tickets';
import { MailedLinks } from './mailed-links';
import { MeController } from './me.controller';
import { MeService } from './me.service';
import { PasswordResetService } from './password-reset.service';
import { Principals } from './principals';
import { RefreshService } from './refresh.service';
import { RegistrationService } from './registration.service';
import { SessionTokens } from './session-tokens';
import { SessionsRepository } from './sessions.repository';
import { SignInService } from './sign-in.service';
import { Standings } from './standings';
import { StandingsRepository } from './standings.repository';

@Module({
  imports: [ApiKeysModule, LimitsModule, MailModule, SecretsModule, WorkspacesModule],
  controllers: [AuthController, MeController, AccountMailConsumer],
  providers: [
    AccessTokens,
    AccountMailOrders,
    AccountMailWriter,
    ExternalIssuers,
    IdentityRepository,
    KnownKeys,
    LiveTickets,
    MailedLinks,
    MeService,
    PasswordResetService,
    Principals,
    RefreshService,
    RegistrationService,
    SessionTokens,
    SessionsRepository,
    SignInService,
    Standings,
    StandingsRepository,
  ],
  exports: [IdentityRepository, LiveTickets, Principals, Standings],
})
export class IdentityModule {}
