import { Database, serviceDataSource } from '@raptor/persistence';
import { outboxOf } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import { ApiKeysRepository } from './api-keys/api-keys.repository';
import { gatewayDatabase } from './database';
import { IdentityRepository } from './identity/identity.repository';
import { hashPassword } from './identity/passwords';
import { WorkspaceAnnouncements } from './workspaces/workspace-announcements';
import { WorkspaceDeletionRepository } from './workspaces/workspace-deletion.repository';
import { WorkspaceLife } from './workspaces/workspace-life.service';
import { WorkspacesRepository } from './workspaces/workspaces.repository';

export interface WorkspaceSeed {
  readonly workspaceId: string;
  readonly name: string;
  readonly slug: string;
  readonly email: string;
  readonly password: string;
}

const LIMITS = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000 };

/**
 * Makes sure that a workspace with this id and an admin exist; one that is there, or was and is deleted, is left as it is. `databaseUrl`
 * is the gateway's own role: seeding goes through the same walls as everything else. The other services hear of it from the gateway,
 * when one runs.
 */
export async function seedWorkspace(databaseUrl: string, seed: WorkspaceSeed): Promise<{ created: boolean }> {
  const pool = { url: databaseUrl, poolMax: 1, connectTimeoutMs: 5_000, ...LIMITS };
  const database = new Database(gatewayDatabase, serviceDataSource(gatewayDatabase, pool), LIMITS);
  const workspaces = new WorkspacesRepository();
  const identity = new IdentityRepository();
  const life = new WorkspaceLife(
    database,
    workspaces,
    new WorkspaceDeletionRepository(),
    new ApiKeysRepository(),
    new WorkspaceAnnouncements(outboxOf('gateway')),
  );
  const actor = { type: 'system', id: 'seed' } as const;
  try {
    const existing = await database.withTenant(seed.workspaceId, actor, (tx) => workspaces.find(tx, seed.workspaceId));
    if (existing) return { created: false };
    const known = await database.withSignIn(seed.email, (tx) => identity.findByEmail(tx, seed.email));
    const userId = known?.id ?? uuidv7();
    if (!known) {
      const passwordHash = await hashPassword(seed.password);
      await database.withUser(userId, (tx) =>
        identity.createUser(tx, { id: userId, email: seed.email, passwordHash, displayName: 'Admin' }),
      );
    }
    const { workspaceId: id, name, slug } = seed;
    await life.createWorkspace(actor, { id, name, slug, plan: 'pro', timezone: 'UTC', ownerId: userId });
    return { created: true };
  } finally {
    await database.close();
  }
}
