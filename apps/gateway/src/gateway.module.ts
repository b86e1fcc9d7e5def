import { Module } from '@nestjs/common';
import { PersistenceModule } from '@raptor/persistence';
import { AccessModule } from './access/access.module';
import { ApiKeysModule } from './api-keys/api-keys.module';
import { AuditModule } from './audit/audit.module';
import { gatewayDatabase } from './database';
import { FleetModule } from './fleet/fleet.module';
import { IdempotencyModule } from './idempotency/idempotency.module';
import { IdentityModule } from './identity/identity.module';
import { SecretsModule } from './secrets/secrets.module';
import { WebhooksModule } from './webhooks/webhooks.module';
import { WorkspacesModule } from './workspaces/workspaces.module';

@Module({
  imports: [
    PersistenceModule.forService(gatewayDatabase),
    AccessModule,
    IdentityModule,
    WorkspacesModule,
    ApiKeysModule,
    IdempotencyModule,
    SecretsModule,
    WebhooksModule,
    AuditModule,
    FleetModule,
  ],
})
export class GatewayModule {}
