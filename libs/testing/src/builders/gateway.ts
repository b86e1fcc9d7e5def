import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { ApiKeyEntity } from '../../../../apps/gateway/src/api-keys/api-key.entity';
import { AuditEntryEntity } from '../../../../apps/gateway/src/audit/audit-entry.entity';
import { IdempotencyKeyEntity } from '../../../../apps/gateway/src/idempotency/idempotency-key.entity';
import { RefreshTokenEntity } from '../../../../apps/gateway/src/identity/refresh-token.entity';
import { UserEntity } from '../../../../apps/gateway/src/identity/user.entity';
import { WebhookDeliveryEntity } from '../../../../apps/gateway/src/webhooks/webhook-delivery.entity';
import { WebhookEndpointEntity } from '../../../../apps/gateway/src/webhooks/webhook-endpoint.entity';
import { WorkspaceMemberEntity } from '../../../../apps/gateway/src/workspaces/workspace-member.entity';
import { WorkspaceEntity } from '../../../../apps/gateway/src/workspaces/workspace.entity';
import { builder } from './builder';

const inADay = (): Date => new Date(Date.now() + 86_400_000);
const aHash = (): string => createHash('sha256').update(uuidv7()).digest('hex');

export const aWorkspace = builder(WorkspaceEntity, () => ({ name: 'Acme', slug: `acme-${uuidv7()}`, plan: 'pro' }));

export const aUser = builder(UserEntity, () => ({ email: `ada-${uuidv7()}@company.example`, displayName: 'Ada' }));

/** Of `userId` in `workspaceId`. */
export const aWorkspaceMember = builder(WorkspaceMemberEntity, () => ({ role: 'operator', status: 'active' }));

/** Of `userId`, for a session in `workspaceId`. */
export const aRefreshToken = builder(RefreshTokenEntity, () => ({
  familyId: uuidv7(),
  tokenHash: randomBytes(32),
  device: 'a browser',
  expiresAt: inADay(),
}));

export const anApiKey = builder(ApiKeyEntity, () => ({
  name: 'nightly export',
  prefix: 'abcd1234',
  keyHash: randomBytes(32),
  role: 'analyst',
}));

export const anIdempotencyKey = builder(IdempotencyKeyEntity, () => ({
  principal: `user:${uuidv7()}`,
  method: 'POST',
  route: 'workspaces/:id/members',
  key: uuidv7(),
  requestHash: aHash(),
  expiresAt: inADay(),
}));

export const aWebhookEndpoint = builder(WebhookEndpointEntity, () => ({
  url: 'https://company.example/hooks',
  secret: 'sealed',
  eventTypes: ['campaign.completed'],
}));

/** To `endpointId`. */
export const aWebhookDelivery = builder(WebhookDeliveryEntity, () => ({
  eventId: uuidv7(),
  eventType: 'campaign.completed',
  payload: { campaign_id: uuidv7() },
}));

/** The first of its workspace's chain, with hashes that are made up: a chain that verifies is what `AuditLog` appends. */
export const anAuditEntry = builder(AuditEntryEntity, () => ({
  seq: 1,
  eventId: uuidv7(),
  actorType: 'user',
  actor: uuidv7(),
  action: 'campaign.created',
  subjectType: 'campaign',
  subjectId: uuidv7(),
  occurredAt: new Date(),
  prevHash: null,
  hash: aHash(),
}));

/** One row of every table of the gateway, in an order in which they can be written; the person is not known elsewhere. */
export function everyGatewayRow(workspaceId: string): object[] {
  const user = aUser();
  const endpoint = aWebhookEndpoint({ workspaceId });
  return [
    aWorkspace({ id: workspaceId }),
    user,
    aWorkspaceMember({ workspaceId, userId: user.id }),
    aRefreshToken({ workspaceId, userId: user.id }),
    anApiKey({ workspaceId }),
    anIdempotencyKey({ workspaceId }),
    endpoint,
    aWebhookDelivery({ workspaceId, endpointId: endpoint.id }),
    anAuditEntry({ workspaceId }),
  ];
}
