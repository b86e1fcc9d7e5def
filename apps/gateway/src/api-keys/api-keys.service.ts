import { Injectable } from '@nestjs/common';
import {
  ROLES,
  includesRole,
  type ApiKeyPage,
  type ApiKeyResponse,
  type CreateApiKeyRequest,
  type CreatedApiKeyResponse,
} from '@raptor/contracts';
import { Database, invalid, workspaceOf, type PageRequest } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import { Changes } from '../api/changes';
import { newOpaqueToken } from '../identity/opaque-token';
import { personAsking } from '../workspaces/person-asking';
import type { ApiKeyEntity } from './api-key.entity';
import { ApiKeysRepository } from './api-keys.repository';

/** Keys that are good, of one workspace. */
const MOST_KEYS = 200;

/** Of the 43 characters of the secret part: enough to know it again, and far too few to guess the rest. */
const PREFIX_CHARACTERS = 8;

/** The keys of the workspace of the token. Their secrets are stored as hashes: nobody can show one again. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly keys: ApiKeysRepository,
    private readonly changes: Changes,
  ) {}

  async list(request: PageRequest): Promise<ApiKeyPage> {
    const { workspaceId, actor } = currentContext() ?? {};
    if (!actor || !workspaceId) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    const page = await this.database.withTenant(workspaceId, actor, (tx) => this.keys.list(tx, request));
    return { items: page.items.map(apiKeyView), next_cursor: page.nextCursor };
  }

  /** @throws AppError AUTH_FORBIDDEN, REQUEST_INVALID, STATE_FORBIDS */
  async create(request: CreateApiKeyRequest): Promise<CreatedApiKeyResponse> {
    personAsking('make an API key');
    refuseRoleAbove(request);
    const expiresAt = expiryOf(request);
    return this.changes.run(async (tx) => {
      if ((await this.keys.countUsable(tx)) >= MOST_KEYS)
        throw new AppError('STATE_FORBIDS', `There are ${MOST_KEYS} keys already: revoke those that nobody uses`);
      const id = uuidv7();
      const { token: key, hash: keyHash } = newOpaqueToken('apiKey', workspaceOf(tx));
      const prefix = (key.split('.').at(-1) ?? '').slice(0, PREFIX_CHARACTERS);
      const { name, role } = request;
      const scopes = request.scopes ?? [];
      await this.keys.insert(tx, { id, name, prefix, keyHash, role, scopes, expiresAt });
      const answer = { ...apiKeyView(await this.keys.get(tx, id)), key };
      const detail = { name, role, scopes };
      return { answer, audited: { action: 'api_key.created', subjectType: 'api_key', subjectId: id, detail } };
    });
  }

  /** One that is revoked already stays so. @throws AppError RESOURCE_NOT_FOUND */
  async revoke(id: string): Promise<void> {
    await this.changes.run(async (tx) => {
      if (await this.keys.revoke(tx, id))
        return { answer: undefined, audited: { action: 'api_key.revoked', subjectType: 'api_key', subjectId: id } };
      await this.keys.get(tx, id);
      return { answer: undefined };
    });
  }
}

function refuseRoleAbove({ role }: CreateApiKeyRequest): void {
  const asked = currentContext()?.actor?.role;
  const own = ROLES.find((known) => known === asked);
  if (!own || !includesRole(own, role))
    throw new AppError('AUTH_FORBIDDEN', `A key cannot have the role ${role}, which is above your own`);
}

function expiryOf({ expires_at: given }: CreateApiKeyRequest): Date | null {
  if (typeof given !== 'string') return null;
  const at = new Date(given);
  if (Number.isNaN(at.getTime()) || at.getTime() <= Date.now())
    throw invalid('expires_at', 'must be a time in the future');
  return at;
}

const apiKeyView = (key: ApiKeyEntity): ApiKeyResponse => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  role: key.role,
  scopes: key.scopes,
  last_used_at: key.lastUsedAt?.toISOString() ?? null,
  expires_at: key.expiresAt?.toISOString() ?? null,
  revoked_at: key.revokedAt?.toISOString() ?? null,
  created_at: key.createdAt.toISOString(),
});
