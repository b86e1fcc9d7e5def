import { Module } from '@nestjs/common';
import { PersistenceModule } from '@raptor/persistence';
import { AccessModule } from './access/access.module';
import { AgentsModule } from './agents/agents.module';
import { AlertsModule } from './alerts/alerts.module';
import { ApiKeysModule } from './api-keys/api-keys.module';
import { ApiModule } from './api/api.module';
import { ApprovalsModule } from './approvals/approvals.module';
import { AssetsModule } from './assets/assets.module';
import { AuditModule } from './audit/audit.module';
import { CampaignsModule } from './campaigns/campaigns.module';
import { CohortsModule } from './cohorts/cohorts.module';
import { ComplianceModule } from './compliance/compliance.module';
import { gatewayDatabase } from './database';
import { FleetModule } from './fleet/fleet.module';
import { GameModule } from './game/game.module';
import { IdempotencyModule } from './idempotency/idempotency.module';
import { IdentityModule } from './identity/identity.module';
import { LiveModule } from './live/live.module';
import { MoneyModule } from './money/money.module';
import { NotificationsModule } from './notifications/notifications.module';
import { OperationsModule } from './operations/operations.module';
import { PositioningModule } from './positioning/positioning.module';
import { SecretsModule } from './secrets/secrets.module';
import { SourcesModule } from './sources/sources.module';
import { WebhooksModule } from './webhooks/webhooks.module';
import { WorkspaceOperationsModule } from './workspaces/workspace-operations.module';
import { WorkspacesModule } from './workspaces/workspaces.module';

@Module({
  imports: [
    PersistenceModule.forService(gatewayDatabase),
    ApiModule,
    AccessModule,
    IdentityModule,
    WorkspacesModule,
    WorkspaceOperationsModule,
    ApiKeysModule,
    IdempotencyModule,
    SecretsModule,
    WebhooksModule,
    AuditModule,
    FleetModule,
    CampaignsModule,
    CohortsModule,
    PositioningModule,
    SourcesModule,
    GameModule,
    ComplianceModule,
    AssetsModule,
    ApprovalsModule,
    LiveModule,
    AgentsModule,
    AlertsModule,
    MoneyModule,
    NotificationsModule,
    OperationsModule,
  ],
})
export class GatewayModule {}
