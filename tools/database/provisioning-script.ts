import { SERVICE_KEYS, roleOf, schemaOf } from '../../libs/contracts/src/services';
import { OWNER_ROLE, quoteIdentifier } from './identifiers';
import type { Session } from './session';

/** Role name to what PostgreSQL stores for its password. */
export type RolePasswords = ReadonlyMap<string, string>;

export interface Provisioning {
  database: string;
  /** The database serves nobody else, so PUBLIC has no business in it. */
  isOurs: boolean;
  passwords: RolePasswords;
}

/** One transaction in one round trip. The names are ours and the passwords encrypted, so only the database's name has to be quoted. */
export function provisioningScript({ database, isOurs, passwords }: Provisioning): string {
  const roles = SERVICE_KEYS.map(roleOf).join(', ');
  return [
    'BEGIN',
    "SET LOCAL client_min_messages = 'error'",
    ...[...passwords].map(([role, password]) => ensureRole(role, password)),
    joinOwner,
    restrictPublicSchema,
    ...databaseGrants(quoteIdentifier(database), isOurs, roles),
    ...schemasScript(),
    'COMMIT',
  ].join(';\n');
}

/** The six schemas with their grants, where the roles are there; to be run in a transaction, and the last of it: it ends as the owner. */
export function schemasScript(): string[] {
  const services = SERVICE_KEYS.map((key) => ({ role: roleOf(key), schema: schemaOf(key) }));
  return [
    ...services.map(({ schema }) => ensureSchema(schema)),
    // As the owner: neither an admin without INHERIT nor one who made only the schema could set these otherwise.
    `SET LOCAL ROLE ${OWNER_ROLE}`,
    ...services.flatMap(({ role, schema }) => [
      `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`,
      `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role}`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT USAGE ON SEQUENCES TO ${role}`,
    ]),
  ];
}

/** What a database's own access list has to say. A copy made with CREATE DATABASE ... TEMPLATE does not inherit it. */
export function databaseGrants(quotedDatabase: string, isOurs: boolean, roles: string): string[] {
  return [
    ...(isOurs ? [`REVOKE ALL ON DATABASE ${quotedDatabase} FROM PUBLIC`] : []),
    `GRANT CONNECT ON DATABASE ${quotedDatabase} TO ${OWNER_ROLE}, ${roles}`,
  ];
}

// Only CREATE may say NOSUPERUSER for an admin who is none; ALTER may not, even where it changes nothing.
const ensureRole = (role: string, password: string): string => `
DO $do$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
    CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '${password}';
  ELSE
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      ALTER ROLE ${role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    END IF;
    ALTER ROLE ${role} LOGIN PASSWORD '${password}';
  END IF;
END $do$`;

const joinOwner = `
DO $do$ BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT ${OWNER_ROLE} TO CURRENT_USER;
  END IF;
END $do$`;

const ensureSchema = (schema: string): string => `
DO $do$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = '${schema}') THEN
    CREATE SCHEMA ${schema} AUTHORIZATION ${OWNER_ROLE};
  ELSIF (SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = '${schema}') <> '${OWNER_ROLE}' THEN
    ALTER SCHEMA ${schema} OWNER TO ${OWNER_ROLE};
  END IF;
END $do$`;

// The default up to PostgreSQL 14 lets everybody make tables there.
const restrictPublicSchema = `
DO $do$ BEGIN
  IF has_schema_privilege('public', 'public', 'CREATE') THEN REVOKE CREATE ON SCHEMA public FROM PUBLIC; END IF;
EXCEPTION WHEN undefined_object OR invalid_schema_name OR insufficient_privilege THEN NULL;
END $do$`;

/** Row level security is worth nothing for a role that bypasses it, so this is checked, not assumed. */
export async function assertNoRoleIsTooPowerful(session: Session): Promise<void> {
  const names = [OWNER_ROLE, ...SERVICE_KEYS.map(roleOf)];
  const { rows } = await session.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY($1) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)',
    [names],
  );
  if (rows.length === 0) return;
  const roles = rows.map(({ rolname }) => rolname).join(', ');
  throw new Error(
    `On this server ${roles} may do more than the product's roles should. As a superuser: ALTER ROLE <role> NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB.`,
  );
}
