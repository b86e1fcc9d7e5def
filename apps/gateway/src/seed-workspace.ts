import { Database, serviceDataSource } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { gatewayDatabase } from './database';
import { IdentityRepository } from './identity/identity.repository';
import { hashPassword } from './identity/passwords';
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
 * Makes sure that a workspace with this id and an admin exist; one that is there is left as it is. `databaseUrl` is the
 * gateway's own role: seeding goes through the same walls as everything else.
 */
export async function seedWorkspace(databaseUrl: string, seed: WorkspaceSeed): Promise<{ created: boolean }> {
  const pool = { url: databaseUrl, poolMax: 1, connectTimeoutMs: 5_000, ...LIMITS };
  const database = new Database(gatewayDatabase, serviceDataSource(gatewayDatabase, pool), LIMITS);
  const workspaces = new WorkspacesRepository();
  const identity = new IdentityRepository();
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
    await database.withTenant(seed.workspaceId, actor, async (tx) => {
      await workspaces.create(tx, { id: seed.workspaceId, name: seed.name, slug: seed.slug, plan: 'pro' });
      await workspaces.addMember(tx, { workspaceId: seed.workspaceId, userId, role: 'admin', status: 'active' });
    });
    return { created: true };
  } finally {
    await database.close();
  }
}
