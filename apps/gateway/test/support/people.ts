import { randomBytes } from 'node:crypto';
import { includesRole, type Role } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { IdentityRepository } from '../../src/identity/identity.repository';
import { hashPassword } from '../../src/identity/passwords';
import { seedWorkspace } from '../../src/seed-workspace';
import { WorkspacesRepository } from '../../src/workspaces/workspaces.repository';
import type { Fleet } from './fleet';

const SYSTEM = { type: 'system', id: 'test' } as const;

export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
  readonly workspaceId: string;
  /** Signed in to that workspace. */
  readonly token: string;
}

const anAddress = (): string => `p-${randomBytes(5).toString('hex')}@acme.example`;

/** Signs in, to the workspace joined first unless another is named. */
export async function signIn(
  fleet: Fleet,
  { email, password, workspaceId }: { email: string; password: string; workspaceId?: string },
): Promise<Person> {
  const body = { email, password, ...(workspaceId !== undefined && { workspace_id: workspaceId }) };
  const answer = await fleet.ask('POST', '/api/v1/auth/login', { body });
  if (answer.status !== 200)
    throw new Error(`Signing in was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  const { user_id: userId, workspace_id, access_token: token } = answer.body;
  return { userId, email, password, workspaceId: workspace_id, token };
}

/** The admin whom the fleet has from the start. */
export const theAdmin = (fleet: Fleet): Promise<Person> => signIn(fleet, fleet);

/** Somebody with this role in the fleet's workspace. */
export async function aMember(fleet: Fleet, role: Role, workspaceId = fleet.workspaceId): Promise<Person> {
  const { app } = fleet.gateway;
  const database = app.get(Database);
  const [userId, email, password] = [uuidv7(), anAddress(), randomBytes(12).toString('base64url')];
  const passwordHash = await hashPassword(password);
  await database.withUser(userId, (tx) =>
    app
      .get(IdentityRepository, { strict: false })
      .createUser(tx, { id: userId, email, passwordHash, displayName: role }),
  );
  await database.withTenant(workspaceId, SYSTEM, (tx) =>
    app
      .get(WorkspacesRepository, { strict: false })
      .addMember(tx, { workspaceId, userId, role, status: 'active', email, displayName: role }),
  );
  return signIn(fleet, { email, password, workspaceId });
}

/** The admin of another workspace in the same installation. */
export async function anOutsider(fleet: Fleet): Promise<Person> {
  const seed = {
    workspaceId: uuidv7(),
    name: 'Globex',
    slug: `globex-${randomBytes(4).toString('hex')}`,
    email: anAddress(),
    password: randomBytes(12).toString('base64url'),
  };
  await seedWorkspace(fleet.database.roleUrls.gateway, seed);
  return signIn(fleet, seed);
}

/** Roles that are not enough for what needs this one. */
export const below = (needed: Role): Role[] =>
  (['viewer', 'analyst', 'operator', 'admin'] as const).filter((role) => !includesRole(role, needed));
