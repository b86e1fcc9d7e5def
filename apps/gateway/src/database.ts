import type { ServiceDatabase } from '@raptor/persistence';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { ApiKeyEntity } from './api-keys/api-key.entity';
import { AuditEntryEntity } from './audit/audit-entry.entity';
import { IdempotencyKeyEntity } from './idempotency/idempotency-key.entity';
import { RefreshTokenEntity } from './identity/refresh-token.entity';
import { UserEntity } from './identity/user.entity';
import { CreateIdentity1795410000000 } from './migrations/1795410000000-create-identity';
import { CreateBusTables1795420000000 } from './migrations/1795420000000-create-bus-tables';
import { CreateApiKeys1795430000000 } from './migrations/1795430000000-create-api-keys';
import { CreateIdempotencyKeys1795430100000 } from './migrations/1795430100000-create-idempotency-keys';
import { CreateWebhooks1795430200000 } from './migrations/1795430200000-create-webhooks';
import { CreateAuditLog1795430300000 } from './migrations/1795430300000-create-audit-log';
import { MarkDeletedWorkspaces1795435600000 } from './migrations/1795435600000-mark-deleted-workspaces';
import { LetMembersJoin1795440000000 } from './migrations/1795440000000-let-members-join';
import { SayHowWebhooksFare1795440060000 } from './migrations/1795440060000-say-how-webhooks-fare';
import { IndexSessions1795440120000 } from './migrations/1795440120000-index-sessions';
import { WebhookDeliveryEntity } from './webhooks/webhook-delivery.entity';
import { WebhookEndpointEntity } from './webhooks/webhook-endpoint.entity';
import { WorkspaceMemberEntity } from './workspaces/workspace-member.entity';
import { WorkspaceEntity } from './workspaces/workspace.entity';

export const gatewayDatabase: ServiceDatabase = {
  service: 'gateway',
  tables: {
    workspaces: 'own-tenant',
    workspace_members: 'own-tenant',
    users: 'person',
    refresh_tokens: 'person',
    api_keys: 'tenant',
    idempotency_keys: 'tenant',
    webhook_endpoints: 'tenant',
    webhook_deliveries: 'tenant',
    audit_log: 'tenant',
    ...BUS_TABLES,
  },
  entities: [
    WorkspaceEntity,
    UserEntity,
    WorkspaceMemberEntity,
    RefreshTokenEntity,
    ApiKeyEntity,
    IdempotencyKeyEntity,
    WebhookEndpointEntity,
    WebhookDeliveryEntity,
    AuditEntryEntity,
  ],
  migrations: [
    CreateIdentity1795410000000,
    CreateBusTables1795420000000,
    CreateApiKeys1795430000000,
    CreateIdempotencyKeys1795430100000,
    CreateWebhooks1795430200000,
    CreateAuditLog1795430300000,
    MarkDeletedWorkspaces1795435600000,
    LetMembersJoin1795440000000,
    SayHowWebhooksFare1795440060000,
    IndexSessions1795440120000,
  ],
};
