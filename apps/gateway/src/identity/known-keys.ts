import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@raptor/persistence';
import { SERVICE_CONFIG } from '@raptor/platform';
import type { ApiKeyEntity } from '../api-keys/api-key.entity';
import { ApiKeysRepository } from '../api-keys/api-keys.repository';
import type { GatewayConfig } from '../gateway.config';
import { FreshReads } from './fresh-reads';
import { readOpaqueToken, type OpaqueTokenParts } from './opaque-token';
import type { Principal } from './principal';

const MOST = 10_000;
const ACTOR = { type: 'system', id: 'access' } as const;

/** API keys that come with requests, looked up at most seconds ago: one that is revoked opens nothing after that time. */
@Injectable()
export class KnownKeys {
  private readonly reads: FreshReads<Principal | undefined>;

  constructor(
    @Inject(SERVICE_CONFIG) { tokens }: GatewayConfig,
    private readonly database: Database,
    private readonly keys: ApiKeysRepository,
  ) {
    this.reads = new FreshReads({ freshMs: tokens.standingMs, most: MOST });
  }

  /** Undefined for what is no key, or is good for nothing (any more). */
  async principalOf(token: string): Promise<Principal | undefined> {
    const parts = readOpaqueToken('apiKey', token);
    if (!parts) return undefined;
    return this.reads.get(`${parts.ownerId} ${parts.hash.toString('base64')}`, () => this.find(parts));
  }

  /** Whether a key is still what it was when it was shown: for connections that stay open. */
  async isUnchanged({ id, workspaceId, role }: Principal): Promise<boolean> {
    const found = await this.reads.get(`${workspaceId} id ${id}`, () =>
      this.database.withTenant(workspaceId, ACTOR, async (tx) => principalOf(await this.keys.find(tx, id))),
    );
    return found?.role === role;
  }

  private find(parts: OpaqueTokenParts): Promise<Principal | undefined> {
    return this.database.withTenant(parts.ownerId, ACTOR, async (tx) => {
      const key = await this.keys.findUsable(tx, parts);
      if (key) await this.keys.noteUse(tx, key.id);
      return principalOf(key);
    });
  }
}

function principalOf(key: ApiKeyEntity | null): Principal | undefined {
  if (!key || key.revokedAt || (key.expiresAt && key.expiresAt <= new Date())) return undefined;
  const { id, workspaceId, role, scopes } = key;
  return { type: 'api_key', id, workspaceId, role, scopes };
}
