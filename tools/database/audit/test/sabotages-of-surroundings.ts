import type { Sabotage } from './sabotage';

const WORKSPACE = `(SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)`;
const PERSON = `(SELECT nullif(current_setting('app.user_id', true), '')::uuid)`;
const USERS = `id = ${PERSON} OR email = (SELECT nullif(current_setting('app.sign_in_email', true), ''))`;

const LEAK = `CREATE FUNCTION public.leak() RETURNS SETOF gateway.users LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM gateway.users'`;
const nothing = (type: string): string =>
  `CREATE FUNCTION public.nothing() RETURNS ${type} LANGUAGE plpgsql AS 'BEGIN NULL; END'`;
const OTHER_SCHEMA = `CREATE SCHEMA other; CREATE TABLE other.copy AS SELECT * FROM gateway.users`;

/** What an admin, or somebody who was one for a moment, could do around the tables. */
export const SABOTAGES_OF_SURROUNDINGS: readonly Sabotage[] = [
  // inheritance
  [
    'a table that is read by way of another, elsewhere',
    `CREATE TABLE public.parent (workspace_id uuid NOT NULL); ALTER TABLE gateway.api_keys INHERIT public.parent`,
    'inheritance',
    'gateway.api_keys',
  ],
  [
    'a table that reads one of ours on top',
    `CREATE TABLE public.kid () INHERITS (gateway.api_keys)`,
    'inheritance',
    'gateway.api_keys',
  ],
  [
    'a table of one service that is read by way of another',
    `ALTER TABLE muse.dead_letters INHERIT matrix.dead_letters`,
    'inheritance',
    'muse.dead_letters',
  ],
  [
    'a part of a table elsewhere',
    `CREATE TABLE public.whole (workspace_id uuid NOT NULL, id uuid) PARTITION BY HASH (workspace_id);
     CREATE TABLE muse.part PARTITION OF public.whole FOR VALUES WITH (MODULUS 1, REMAINDER 0);
     ALTER TABLE muse.part OWNER TO raptor_owner; REVOKE ALL ON muse.part FROM raptor_muse`,
    'inheritance',
    'muse.part',
  ],
  // functions
  ["a function elsewhere with a superuser's rights", LEAK, 'definer-function', 'public.leak()'],
  [
    'a function elsewhere that runs anything',
    `CREATE SCHEMA other;
     CREATE FUNCTION other.run(what text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN EXECUTE what; END'`,
    'definer-function',
    'other.run(what text)',
  ],
  [
    'a function elsewhere of one who bypasses policies',
    `${LEAK}; CREATE ROLE beyond BYPASSRLS; ALTER FUNCTION public.leak() OWNER TO beyond`,
    'definer-function',
    'public.leak()',
  ],
  [
    'a function elsewhere of a member of the owner',
    `${LEAK}; CREATE ROLE postgres_of_provider CREATEROLE; GRANT raptor_owner TO postgres_of_provider WITH ADMIN OPTION;
     ALTER FUNCTION public.leak() OWNER TO postgres_of_provider`,
    'definer-function',
    'public.leak()',
  ],
  [
    "a function among the server's own",
    `CREATE FUNCTION pg_catalog.leak() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM gateway.users'`,
    'definer-function',
    'pg_catalog.leak()',
  ],
  [
    "a provider's function that everybody may call",
    `${LEAK}; CREATE ROLE supabase_admin SUPERUSER; ALTER FUNCTION public.leak() OWNER TO supabase_admin`,
    'definer-function',
    'public.leak()',
  ],
  // what is made later
  [
    'new tables for others, in any schema',
    `ALTER DEFAULT PRIVILEGES FOR ROLE raptor_owner GRANT SELECT ON TABLES TO raptor_muse`,
    'default-grant',
    'raptor_owner',
  ],
  [
    'new tables for everybody, in any schema',
    `ALTER DEFAULT PRIVILEGES FOR ROLE raptor_owner GRANT SELECT ON TABLES TO PUBLIC`,
    'default-grant',
    'raptor_owner',
  ],
  [
    'new tables for others, in a schema elsewhere',
    `ALTER DEFAULT PRIVILEGES FOR ROLE raptor_owner IN SCHEMA public GRANT SELECT ON TABLES TO raptor_muse`,
    'default-grant',
    'public',
  ],
  // rules of rows, to the letter
  [
    'people who may be read as 1 = 1',
    `ALTER POLICY users_select ON gateway.users USING (${USERS} OR 1 = 1)`,
    'no-restriction',
    'gateway.users',
  ],
  [
    'people who may be read as they have an id',
    `ALTER POLICY users_select ON gateway.users USING (${USERS} OR id IS NOT NULL)`,
    'no-restriction',
    'gateway.users',
  ],
  [
    'people who may be read as they have an address',
    `ALTER POLICY users_select ON gateway.users USING (${USERS} OR email <> '')`,
    'no-restriction',
    'gateway.users',
  ],
  [
    'workspaces that may be read as they have a name',
    `ALTER POLICY workspaces_select ON gateway.workspaces USING (id = ${WORKSPACE} OR name <> '')`,
    'no-restriction',
    'gateway.workspaces',
  ],
  [
    'members that may be written by the person',
    `ALTER POLICY workspace_members_update ON gateway.workspace_members USING (user_id = ${PERSON}) WITH CHECK (user_id = ${PERSON})`,
    'no-restriction',
    'gateway.workspace_members',
  ],
  [
    'tokens of the wrong owner',
    `ALTER POLICY refresh_tokens_rows ON gateway.refresh_tokens USING (id = ${PERSON}) WITH CHECK (id = ${PERSON})`,
    'no-restriction',
    'gateway.refresh_tokens',
  ],
  // what sessions begin with
  ...(
    [
      ['a workspace', 'app.workspace_id', `'00000000-0000-0000-0000-000000000001'`],
      ['a search path', 'search_path', 'public'],
      ['no row security', 'row_security', 'off'],
      ['no keys', 'session_replication_role', 'replica'],
      ['no writing', 'default_transaction_read_only', 'on'],
      ['another role', 'role', 'raptor_owner'],
    ] as const
  ).map(([what, name, value]): Sabotage => [
    `a role that begins with ${what}`,
    `ALTER ROLE raptor_muse SET ${name} = ${value}`,
    'session-setting',
    'raptor_muse',
  ]),
  [
    'a database that begins with a workspace',
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET app.workspace_id = %L', current_database(), gen_random_uuid()); END $$`,
    'session-setting',
    'this database',
  ],
  [
    'an owner who begins elsewhere in this database',
    `DO $$ BEGIN EXECUTE format('ALTER ROLE raptor_owner IN DATABASE %I SET search_path = public', current_database()); END $$`,
    'session-setting',
    'raptor_owner',
  ],
  ['a search path for all roles', `ALTER ROLE ALL SET search_path = public`, 'session-setting', 'all roles'],
  [
    'a parameter that switches off keys',
    `GRANT SET ON PARAMETER session_replication_role TO raptor_muse`,
    'outside-right',
    'session_replication_role',
  ],
  [
    'a parameter for everybody',
    `GRANT SET ON PARAMETER session_replication_role TO PUBLIC`,
    'outside-right',
    'session_replication_role',
  ],
  // who is in the product's roles
  ['somebody in the owner', `CREATE ROLE evil LOGIN IN ROLE raptor_owner`, 'unknown-member', 'evil'],
  ["somebody in a service's role", `CREATE ROLE evil LOGIN IN ROLE raptor_gateway`, 'unknown-member', 'evil'],
  ['a superuser in a role', `CREATE ROLE evil LOGIN SUPERUSER IN ROLE raptor_gateway`, 'unknown-member', 'evil'],
  ['somebody who makes roles', `CREATE ROLE evil LOGIN CREATEROLE IN ROLE raptor_owner`, 'unknown-member', 'evil'],
  [
    'somebody in a role by a known one',
    `CREATE ROLE rds_superuser IN ROLE raptor_owner; CREATE ROLE evil LOGIN IN ROLE rds_superuser`,
    'unknown-member',
    'evil',
  ],
  // listeners
  ['a publication of everything', `CREATE PUBLICATION p FOR ALL TABLES`, 'publication', 'p'],
  ['a publication of a table', `CREATE PUBLICATION p FOR TABLE gateway.users`, 'publication', 'p'],
  ['a publication of a schema', `CREATE PUBLICATION p FOR TABLES IN SCHEMA muse`, 'publication', 'p'],
  [
    'an event trigger',
    `${nothing('event_trigger')}; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION public.nothing()`,
    'event-trigger',
    'e',
  ],
  [
    'a trigger',
    `${nothing('trigger')}; CREATE TRIGGER t AFTER INSERT ON gateway.api_keys FOR EACH ROW EXECUTE FUNCTION public.nothing()`,
    'user-trigger',
    'gateway.api_keys',
  ],
  [
    'a trigger on bookkeeping',
    `${nothing('trigger')}; CREATE TRIGGER t AFTER INSERT ON muse.outbox_events FOR EACH ROW EXECUTE FUNCTION public.nothing()`,
    'user-trigger',
    'muse.outbox_events',
  ],
  [
    'a rewrite rule on top',
    `CREATE RULE loud AS ON INSERT TO gateway.api_keys DO ALSO NOTIFY keys`,
    'rewrite-rule',
    'gateway.api_keys',
  ],
  [
    'keys switched off',
    `ALTER TABLE gateway.workspace_members DISABLE TRIGGER ALL`,
    'disabled-trigger',
    'gateway.workspace_members',
  ],
  // working order
  ['an unlogged table', `ALTER TABLE gateway.api_keys SET UNLOGGED`, 'unlogged-table', 'gateway.api_keys'],
  [
    'a workspace for who forgets it',
    `ALTER TABLE gateway.api_keys ALTER workspace_id SET DEFAULT '00000000-0000-0000-0000-000000000001'`,
    'default-workspace',
    'gateway.api_keys',
  ],
  ['rows that nobody may see', `DROP POLICY api_keys_service ON gateway.api_keys`, 'no-permission', 'gateway.api_keys'],
  [
    'rows that the owner may not see',
    `ALTER POLICY api_keys_service ON gateway.api_keys TO raptor_gateway`,
    'no-permission',
    'gateway.api_keys',
  ],
  ['a right gone', `REVOKE SELECT ON gateway.api_keys FROM raptor_gateway`, 'missing-right', 'gateway.api_keys'],
  ['a role that is locked out', `ALTER ROLE raptor_muse NOLOGIN`, 'no-login', 'raptor_muse'],
  // rights elsewhere
  ['passwords', `GRANT SELECT ON pg_authid TO raptor_muse`, 'outside-right', 'pg_catalog.pg_authid'],
  ['passwords for everybody', `GRANT SELECT ON pg_authid TO PUBLIC`, 'outside-right', 'pg_catalog.pg_authid'],
  [
    'a column of passwords',
    `GRANT SELECT (rolpassword) ON pg_authid TO raptor_muse`,
    'outside-right',
    'pg_catalog.pg_authid.rolpassword',
  ],
  ['samples of rows', `GRANT SELECT ON pg_statistic TO raptor_muse`, 'outside-right', 'pg_catalog.pg_statistic'],
  [
    'files',
    `GRANT EXECUTE ON FUNCTION pg_read_file(text) TO raptor_muse`,
    'outside-right',
    'pg_catalog.pg_read_file(text)',
  ],
  [
    'files for everybody',
    `GRANT EXECUTE ON FUNCTION pg_read_file(text) TO PUBLIC`,
    'outside-right',
    'pg_catalog.pg_read_file(text)',
  ],
  [
    'a copy where everybody looks',
    `CREATE TABLE public.copy AS SELECT * FROM gateway.users; GRANT SELECT ON public.copy TO raptor_muse`,
    'outside-right',
    'public.copy',
  ],
  [
    'a copy for everybody',
    `CREATE TABLE public.copy AS SELECT * FROM gateway.users; GRANT SELECT ON public.copy TO PUBLIC`,
    'outside-right',
    'public.copy',
  ],
  [
    'a copy in a schema of its own',
    `${OTHER_SCHEMA}; GRANT USAGE ON SCHEMA other TO raptor_muse; GRANT SELECT ON other.copy TO raptor_muse`,
    'outside-right',
    'other.copy',
  ],
  [
    'a column of a copy',
    `${OTHER_SCHEMA}; GRANT USAGE ON SCHEMA other TO PUBLIC; GRANT SELECT (email) ON other.copy TO PUBLIC`,
    'outside-right',
    'other.copy.email',
  ],
  [
    'a schema to make things in',
    `CREATE SCHEMA other; GRANT CREATE ON SCHEMA other TO raptor_muse`,
    'outside-right',
    'other',
  ],
  [
    'a large object for everybody',
    `SELECT lo_create(424243); GRANT SELECT ON LARGE OBJECT 424243 TO PUBLIC`,
    'outside-right',
    '424243',
  ],
  [
    'a large object of a role',
    `SELECT lo_create(424242); ALTER LARGE OBJECT 424242 OWNER TO raptor_muse`,
    'owning-role',
    'raptor_muse',
  ],
  [
    'a server far away',
    `CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; GRANT USAGE ON FOREIGN SERVER s TO raptor_muse`,
    'outside-right',
    's',
  ],
];
