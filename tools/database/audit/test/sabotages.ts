import type { Sabotage } from './sabotage';
import { SABOTAGES_OF_SURROUNDINGS } from './sabotages-of-surroundings';

const TENANT = `workspace_id = (SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)`;

/** What an owner's migration could do; what an admin could do stands as it is. */
const asOwner = (statements: string): string => `SET LOCAL ROLE raptor_owner; ${statements}; RESET ROLE`;

const aTable = (name: string, columns: string): string =>
  `CREATE TABLE ${name} (workspace_id uuid NOT NULL, id uuid NOT NULL, ${columns})`;

/** `gateway.api_keys` in parts; the part has the rights that new tables have. */
export const IN_PARTS = asOwner(`
  ALTER TABLE gateway.api_keys RENAME TO old_keys; DROP TABLE gateway.old_keys CASCADE;
  ${aTable('gateway.api_keys', 'PRIMARY KEY (workspace_id, id)')} PARTITION BY HASH (workspace_id);
  ALTER TABLE gateway.api_keys ENABLE ROW LEVEL SECURITY; ALTER TABLE gateway.api_keys FORCE ROW LEVEL SECURITY;
  CREATE POLICY s ON gateway.api_keys TO raptor_gateway, raptor_owner USING (true) WITH CHECK (true);
  CREATE POLICY r ON gateway.api_keys AS RESTRICTIVE USING (${TENANT}) WITH CHECK (${TENANT});
  CREATE TABLE gateway.api_keys_1 PARTITION OF gateway.api_keys FOR VALUES WITH (MODULUS 1, REMAINDER 0)`);

/** What is done to the product's own tables, rights and roles, and around them. */
export const SABOTAGES: readonly Sabotage[] = [
  ...SABOTAGES_OF_SURROUNDINGS,
  // walls
  [
    'row level security off',
    `ALTER TABLE gateway.api_keys DISABLE ROW LEVEL SECURITY`,
    'rls-disabled',
    'gateway.api_keys',
  ],
  ['not forced', `ALTER TABLE gateway.api_keys NO FORCE ROW LEVEL SECURITY`, 'not-forced', 'gateway.api_keys'],
  ['not forced for people', `ALTER TABLE gateway.users NO FORCE ROW LEVEL SECURITY`, 'not-forced', 'gateway.users'],
  ['no restriction', `DROP POLICY api_keys_rows ON gateway.api_keys`, 'no-restriction', 'gateway.api_keys'],
  [
    'a restriction that restricts nothing',
    `ALTER POLICY api_keys_rows ON gateway.api_keys USING (true) WITH CHECK (true)`,
    'no-restriction',
    'gateway.api_keys',
  ],
  [
    'a restriction that lets one write for others',
    `ALTER POLICY api_keys_rows ON gateway.api_keys WITH CHECK (true)`,
    'no-restriction',
    'gateway.api_keys',
  ],
  [
    'a restriction with a way out',
    `ALTER POLICY api_keys_rows ON gateway.api_keys USING (${TENANT} OR role = 'viewer')`,
    'no-restriction',
    'gateway.api_keys',
  ],
  [
    'a restriction by a setting of another name',
    `ALTER POLICY api_keys_rows ON gateway.api_keys USING (${TENANT.replace('app.', 'my.')}) WITH CHECK (${TENANT.replace('app.', 'my.')})`,
    'no-restriction',
    'gateway.api_keys',
  ],
  [
    'a restriction by a function of the same name',
    `CREATE FUNCTION gateway.current_setting(text, boolean) RETURNS text LANGUAGE sql AS $$ SELECT NULL $$;
     ALTER POLICY api_keys_rows ON gateway.api_keys USING (${TENANT.replace('current_setting', 'gateway.current_setting')})`,
    'no-restriction',
    'gateway.api_keys',
  ],
  [
    'a restriction for one role only',
    `ALTER POLICY api_keys_rows ON gateway.api_keys TO raptor_gateway`,
    'no-restriction',
    'gateway.api_keys',
  ],
  [
    'a restriction for reading only',
    `DROP POLICY api_keys_rows ON gateway.api_keys;
     CREATE POLICY api_keys_rows ON gateway.api_keys AS RESTRICTIVE FOR SELECT USING (${TENANT})`,
    'no-restriction',
    'gateway.api_keys',
  ],
  [
    'members that are not restricted in writing',
    `DROP POLICY workspace_members_insert ON gateway.workspace_members`,
    'no-restriction',
    'gateway.workspace_members',
  ],
  [
    'people who may all be read',
    `ALTER POLICY users_select ON gateway.users USING (true)`,
    'no-restriction',
    'gateway.users',
  ],
  [
    'a policy for everybody',
    `CREATE POLICY open ON gateway.api_keys USING (true)`,
    'policy-for-others',
    'gateway.api_keys',
  ],
  [
    "a policy for another service's role",
    `CREATE POLICY open ON gateway.api_keys TO raptor_muse USING (true)`,
    'policy-for-others',
    'gateway.api_keys',
  ],
  [
    'a workspace that may be missing',
    `ALTER TABLE gateway.api_keys DROP CONSTRAINT api_keys_pkey CASCADE, ALTER COLUMN workspace_id DROP NOT NULL`,
    'no-workspace',
    'gateway.api_keys',
  ],
  // keys
  [
    'a unique key across tenants',
    `ALTER TABLE gateway.api_keys ADD UNIQUE (id)`,
    'key-without-owner',
    'gateway.api_keys',
  ],
  [
    'a unique index across tenants',
    `CREATE UNIQUE INDEX ON gateway.api_keys (lower(name), workspace_id)`,
    'key-without-owner',
    'gateway.api_keys',
  ],
  [
    'a primary key in the wrong order',
    `ALTER TABLE gateway.api_keys DROP CONSTRAINT api_keys_pkey CASCADE, ADD PRIMARY KEY (id, workspace_id)`,
    'key-without-owner',
    'gateway.api_keys',
  ],
  [
    "a person's key across people",
    `CREATE UNIQUE INDEX ON gateway.refresh_tokens (token_hash)`,
    'key-without-owner',
    'gateway.refresh_tokens',
  ],
  [
    'a reference without the workspace',
    `ALTER TABLE gateway.api_keys ADD COLUMN by uuid REFERENCES gateway.users (id)`,
    'reference-without-owner',
    'gateway.api_keys',
  ],
  [
    'a reference by the wrong column',
    `ALTER TABLE gateway.api_keys ADD FOREIGN KEY (id) REFERENCES gateway.workspaces (id)`,
    'reference-without-owner',
    'gateway.api_keys',
  ],
  [
    "a reference to another service's table",
    asOwner(`ALTER TABLE gateway.users ADD COLUMN "of" uuid REFERENCES muse.dead_letters (id)`),
    'reference-across-schemas',
    'gateway.users',
  ],
  // tables
  ['a table that nobody listed', asOwner(aTable('muse.left_over', 'text text')), 'unlisted-table', 'muse.left_over'],
  ['a table gone', `DROP TABLE gateway.api_keys CASCADE`, 'missing-table', 'gateway.api_keys'],
  ['a table of somebody else', `ALTER TABLE gateway.api_keys OWNER TO CURRENT_USER`, 'wrong-owner', 'gateway.api_keys'],
  [
    'bookkeeping without a name',
    `COMMENT ON TABLE muse.inbox_events IS NULL`,
    'nameless-bookkeeping',
    'muse.inbox_events',
  ],
  // ways around
  ['a view', asOwner(`CREATE VIEW gateway.seen AS SELECT * FROM gateway.users`), 'view', 'gateway.seen'],
  ['a view elsewhere', `CREATE VIEW public.seen AS SELECT * FROM gateway.users`, 'view', 'public.seen'],
  [
    'a materialised view',
    asOwner(`CREATE MATERIALIZED VIEW gateway.seen AS SELECT * FROM gateway.users`),
    'materialised-view',
    'gateway.seen',
  ],
  [
    'a foreign table',
    `CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE muse.far (id int) SERVER s`,
    'foreign-table',
    'muse.far',
  ],
  [
    'a rewrite rule',
    `CREATE RULE quiet AS ON DELETE TO gateway.users DO INSTEAD NOTHING`,
    'rewrite-rule',
    'gateway.users',
  ],
  [
    'a definer function',
    asOwner(
      `CREATE FUNCTION gateway.all_users() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM gateway.users'`,
    ),
    'definer-function',
    'gateway.all_users()',
  ],
  [
    "a function elsewhere with the owner's rights",
    `CREATE FUNCTION public.all_users() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM gateway.users';
     ALTER FUNCTION public.all_users() OWNER TO raptor_owner`,
    'definer-function',
    'public.all_users()',
  ],
  // rights
  ['TRUNCATE', `GRANT TRUNCATE ON gateway.api_keys TO raptor_gateway`, 'excess-right', 'gateway.api_keys'],
  ['REFERENCES', `GRANT REFERENCES ON gateway.api_keys TO raptor_gateway`, 'excess-right', 'gateway.api_keys'],
  ['TRIGGER', `GRANT TRIGGER ON muse.outbox_events TO raptor_muse`, 'excess-right', 'muse.outbox_events'],
  [
    'rights to pass on',
    `GRANT SELECT ON gateway.api_keys TO raptor_gateway WITH GRANT OPTION`,
    'excess-right',
    'gateway.api_keys',
  ],
  ["another service's rows", `GRANT SELECT ON gateway.users TO raptor_muse`, 'right-of-others', 'gateway.users'],
  ["everybody's rows", `GRANT SELECT ON gateway.users TO PUBLIC`, 'right-of-others', 'gateway.users'],
  ['a column', `GRANT SELECT (email) ON gateway.users TO raptor_gateway`, 'column-grant', 'gateway.users'],
  [
    'a record that may be changed',
    `GRANT UPDATE ON gateway.audit_log TO raptor_gateway`,
    'excess-right',
    'gateway.audit_log',
  ],
  [
    'a record that may be removed',
    `GRANT DELETE ON gateway.audit_log TO raptor_gateway`,
    'excess-right',
    'gateway.audit_log',
  ],
  [
    'global rows that a service may change',
    `GRANT INSERT ON guardian.policy_packs TO raptor_guardian`,
    'excess-right',
    'guardian.policy_packs',
  ],
  ['notes of migrations', `GRANT INSERT ON muse.migrations TO raptor_muse`, 'excess-right', 'muse.migrations'],
  [
    "another service's sequence",
    `GRANT USAGE ON SEQUENCE gateway.migrations_id_seq TO raptor_muse`,
    'right-of-others',
    'gateway.migrations_id_seq',
  ],
  ["another service's schema", `GRANT USAGE ON SCHEMA gateway TO raptor_muse`, 'right-of-others', 'gateway'],
  ['a schema for everybody', `GRANT USAGE ON SCHEMA gateway TO PUBLIC`, 'right-of-others', 'gateway'],
  ['making tables', `GRANT CREATE ON SCHEMA muse TO raptor_muse`, 'excess-right', 'muse'],
  ['a schema of somebody else', `ALTER SCHEMA muse OWNER TO CURRENT_USER`, 'wrong-owner', 'muse'],
  [
    'new tables for others',
    `ALTER DEFAULT PRIVILEGES FOR ROLE raptor_owner IN SCHEMA gateway GRANT SELECT ON TABLES TO raptor_muse`,
    'default-grant',
    'gateway',
  ],
  // roles
  ['a superuser', `ALTER ROLE raptor_muse SUPERUSER`, 'powerful-role', 'raptor_muse'],
  ['BYPASSRLS', `ALTER ROLE raptor_muse BYPASSRLS`, 'powerful-role', 'raptor_muse'],
  ['CREATEROLE', `ALTER ROLE raptor_muse CREATEROLE`, 'powerful-role', 'raptor_muse'],
  ['CREATEDB', `ALTER ROLE raptor_muse CREATEDB`, 'powerful-role', 'raptor_muse'],
  ['REPLICATION', `ALTER ROLE raptor_muse REPLICATION`, 'powerful-role', 'raptor_muse'],
  ['an owner who bypasses policies', `ALTER ROLE raptor_owner BYPASSRLS`, 'powerful-role', 'raptor_owner'],
  ['an owner who is a superuser', `ALTER ROLE raptor_owner SUPERUSER`, 'powerful-role', 'raptor_owner'],
  ['a member of the owner', `GRANT raptor_owner TO raptor_muse`, 'membership', 'raptor_muse'],
  ['a member of another service', `GRANT raptor_gateway TO raptor_muse`, 'membership', 'raptor_muse'],
  ['a reader of everything', `GRANT pg_read_all_data TO raptor_owner`, 'membership', 'raptor_owner'],
  [
    'an owner of something',
    `CREATE TYPE public.mood AS ENUM (); ALTER TYPE public.mood OWNER TO raptor_muse`,
    'owning-role',
    'raptor_muse',
  ],
  [
    'making objects where everybody looks',
    `GRANT CREATE ON SCHEMA public TO raptor_muse`,
    'creating-role',
    'raptor_muse',
  ],
];
