import { SERVICE_KEYS, roleOf, type ServiceKey } from '../../libs/contracts/src/services';
import { connectionUrl, databaseOf } from './connection-url';
import { OWNER_ROLE, quoteIdentifier } from './identifiers';
import { assertNoRoleIsTooPowerful, provisioningScript, type RolePasswords } from './provisioning-script';
import { scramVerifier } from './scram';
import { connect, sqlStateOf, type Session } from './session';

/** Passwords; printable ASCII without spaces. */
export interface DatabaseSecrets {
  owner: string;
  roles: Record<ServiceKey, string>;
}

export interface ProvisionedDatabase {
  ownerUrl: string;
  roleUrls: Record<ServiceKey, string>;
}

const MAINTENANCE_DATABASE = 'postgres';
const OUR_DATABASE = 'raptorflow';

const DATABASE_DOES_NOT_EXIST = '3D000';
const DATABASE_EXISTS = ['42P04', '23505'];
/** Roles belong to the whole server: another run that changes the same ones at this moment makes ours fail with one of these. */
const ANOTHER_RUN_WAS_FASTER = ['42710', '23505', 'XX000', '40001', '40P01'];
const ATTEMPTS = 8;

/**
 * Brings a PostgreSQL (14 or newer) to where migrations can run: `raptor_owner`, who owns the six schemas, and six roles that reach one
 * schema each. Idempotent; a further run sets the passwords given. All or nothing, in one transaction.
 *
 * With `database` that database is made when absent and taken to be ours alone: PUBLIC may no longer connect to it. Without, the URL's
 * own database is used and other people's access to it stays as it is; but where a superuser's URL names only the maintenance database
 * `postgres`, the server is ours, and it is `raptorflow`, as if that had been asked for.
 *
 * `adminUrl` needs no superuser: CREATEROLE, and CREATEDB or CREATE on the database, suffice (managed PostgreSQL). Such an admin becomes
 * a member of `raptor_owner`. Throws when a role that is there already may do more than it should and the admin may not change that.
 */
export async function provisionDatabase(
  adminUrl: string,
  secrets: DatabaseSecrets,
  options: { database?: string } = {},
): Promise<ProvisionedDatabase> {
  const encrypting = encrypted(secrets);
  encrypting.catch(() => undefined);
  const { session, database, isOurs } = await openTarget(adminUrl, options.database);
  try {
    await runUntilUndisturbed(session, provisioningScript({ database, isOurs, passwords: await encrypting }));
    await assertNoRoleIsTooPowerful(session);
  } finally {
    await session.end();
  }
  return urlsFor(adminUrl, secrets, database);
}

/** The URLs of a provisioned database, or of a copy of it. */
export function urlsFor(adminUrl: string, secrets: DatabaseSecrets, database: string): ProvisionedDatabase {
  const roleUrls = SERVICE_KEYS.map((key) => [
    key,
    connectionUrl(adminUrl, { user: roleOf(key), password: secrets.roles[key], database }),
  ]);
  return {
    ownerUrl: connectionUrl(adminUrl, { user: OWNER_ROLE, password: secrets.owner, database }),
    roleUrls: Object.fromEntries(roleUrls) as Record<ServiceKey, string>,
  };
}

async function encrypted(secrets: DatabaseSecrets): Promise<RolePasswords> {
  const plain: [string, string][] = [
    [OWNER_ROLE, secrets.owner],
    ...SERVICE_KEYS.map((key): [string, string] => [roleOf(key), secrets.roles[key]]),
  ];
  return new Map(
    await Promise.all(plain.map(async ([role, password]) => [role, await scramVerifier(password)] as const)),
  );
}

interface Target {
  session: Session;
  database: string;
  /** The database serves nobody else. */
  isOurs: boolean;
}

// Straight to our own database first: on a warm start it is there, and one connection is all it takes.
async function openTarget(adminUrl: string, wanted: string | undefined): Promise<Target> {
  const named = databaseOf(adminUrl);
  if (wanted === undefined && named !== MAINTENANCE_DATABASE)
    return { session: await connect(adminUrl), database: named, isOurs: false };

  const database = wanted ?? OUR_DATABASE;
  const url = connectionUrl(adminUrl, { database });
  try {
    return { session: await connect(url), database, isOurs: true };
  } catch (error) {
    if (sqlStateOf(error) !== DATABASE_DOES_NOT_EXIST) throw error;
  }
  const maintenance = await connect(adminUrl);
  if (wanted === undefined && !(await isSuperuser(maintenance)))
    return { session: maintenance, database: named, isOurs: false };
  try {
    await createDatabase(maintenance, database);
  } finally {
    await maintenance.end();
  }
  return { session: await connect(url), database, isOurs: true };
}

async function isSuperuser(session: Session): Promise<boolean> {
  const { rows } = await session.query<{ rolsuper: boolean }>(
    'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.rolsuper === true;
}

async function createDatabase(session: Session, database: string): Promise<void> {
  await session.query(`CREATE DATABASE ${quoteIdentifier(database)}`).catch((error: unknown) => {
    if (!DATABASE_EXISTS.includes(sqlStateOf(error))) throw error;
  });
}

async function runUntilUndisturbed(session: Session, script: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await session.query(script);
      return;
    } catch (error) {
      await session.query('ROLLBACK');
      if (attempt === ATTEMPTS || !ANOTHER_RUN_WAS_FASTER.includes(sqlStateOf(error))) throw error;
    }
  }
}
