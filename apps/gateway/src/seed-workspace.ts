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
  /** A second person, who plans what the admin approves. */
  readonly operator?: Person;
}

interface Person {
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
    const { workspaceId: id, name, slug, operator } = seed;
    const ownerId = await accountOf(database, seed, 'Admin');
    await life.createWorkspace(actor, { id, name, slug, plan: 'pro', timezone: 'UTC', ownerId });
    if (operator) {
      const member = { workspaceId: id, role: 'operator', status: 'active', displayName: 'Operator' } as const;
      const userId = await accountOf(database, operator, member.displayName);
      await database.withTenant(id, actor, (tx) =>
        workspaces.addMember(tx, { ...member, userId, email: operator.email }),
      );
    }
    return { created: true };
  } finally {
    await database.close();
  }
}

/** The account with this address, made where there is none. @returns its id. */
async function accountOf(database: Database, { email, password }: Person, displayName: string): Promise<string> {
  const identity = new IdentityRepository();
  const known = await database.withSignIn(email, (tx) => identity.findByEmail(tx, email));
  if (known) return known.id;
  const id = uuidv7();
  const passwordHash = await hashPassword(password);
  await database.withUser(id, (tx) => identity.createUser(tx, { id, email, passwordHash, displayName }));
  return id;
}
