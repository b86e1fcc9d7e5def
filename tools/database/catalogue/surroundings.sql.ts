export const isOfExtension = (catalogue: string, id: string): string => `EXISTS (
  SELECT FROM pg_depend AS e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${id} AND e.deptype = 'e')`;

/** $1: the product's schemas. */
export const INHERITANCES = `
  SELECT cn.nspname || '.' || c.relname AS child, pn.nspname || '.' || p.relname AS parent, c.relispartition AS "isPartition"
  FROM pg_inherits AS i
  JOIN pg_class AS c ON c.oid = i.inhrelid JOIN pg_namespace AS cn ON cn.oid = c.relnamespace
  JOIN pg_class AS p ON p.oid = i.inhparent JOIN pg_namespace AS pn ON pn.oid = p.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f') AND (cn.nspname = ANY ($1::text[]) OR pn.nspname = ANY ($1::text[])) ORDER BY child, parent`;

/**
 * $1: the product's roles. An admin that is no superuser has to be a member of the owner to provision anything; since PostgreSQL 16
 * whoever makes a role has it with ADMIN OPTION, before that CREATEROLE alone gave the same.
 */
export const MEMBERS = `
  WITH RECURSIVE inside (product, member) AS (
    SELECT m.roleid, m.member FROM pg_auth_members AS m WHERE pg_get_userbyid(m.roleid) = ANY ($1::text[])
    UNION SELECT inside.product, m.member FROM inside JOIN pg_auth_members AS m ON m.roleid = inside.member)
  SELECT r.rolname AS name, json_agg(pg_get_userbyid(inside.product) ORDER BY pg_get_userbyid(inside.product)) AS of,
    r.rolcanlogin AS "canSignIn", r.rolsuper AS "isSuperuser", r.rolbypassrls AS "bypassesRls",
    r.oid = 10 OR r.oid = (SELECT datdba FROM pg_database WHERE datname = current_database())
      OR (r.rolcreaterole AND (current_setting('server_version_num')::int < 160000 OR EXISTS (
        SELECT FROM pg_auth_members AS a WHERE a.member = r.oid AND a.admin_option AND pg_get_userbyid(a.roleid) = ANY ($1::text[]))))
      AS "isAdmin"
  FROM inside JOIN pg_roles AS r ON r.oid = inside.member
  WHERE r.rolname <> ALL ($1::text[]) GROUP BY r.oid, r.rolname, r.rolcanlogin, r.rolsuper, r.rolbypassrls, r.rolcreaterole ORDER BY name`;

/** $1: the product's roles. */
export const SETTINGS = `
  SELECT r.rolname AS role, s.setdatabase <> 0 AS "isOfThisDatabase", split_part(said, '=', 1) AS name
  FROM pg_db_role_setting AS s CROSS JOIN unnest(s.setconfig) AS said LEFT JOIN pg_roles AS r ON r.oid = s.setrole
  WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    AND (s.setrole = 0 OR r.rolname = ANY ($1::text[])) ORDER BY role, name`;

/** $1: the product's schemas. */
export const PUBLICATIONS = `
  SELECT * FROM (
    SELECT p.pubname AS name, p.puballtables AS "isOfAllTables", coalesce((
      SELECT json_agg(t.schemaname || '.' || t.tablename ORDER BY t.schemaname, t.tablename) FROM pg_publication_tables AS t
      WHERE t.pubname = p.pubname AND t.schemaname = ANY ($1::text[])), '[]') AS tables
    FROM pg_publication AS p) AS publication
  WHERE "isOfAllTables" OR json_array_length(tables) > 0 ORDER BY name`;

export const EVENT_TRIGGERS = `
  SELECT t.evtname AS name, pg_get_userbyid(t.evtowner) AS owner, n.nspname || '.' || p.proname || '()' AS function
  FROM pg_event_trigger AS t JOIN pg_proc AS p ON p.oid = t.evtfoid JOIN pg_namespace AS n ON n.oid = p.pronamespace
  WHERE NOT ${isOfExtension('pg_proc', 'p.oid')} AND NOT ${isOfExtension('pg_event_trigger', 't.oid')} ORDER BY name`;

/** Functions that act for another role. $1: the product's schemas. $2: its roles. Of the server's own there are none. */
export const ACTS_FOR_THE_POWERFUL = `(p.prosecdef AND p.oid >= 16384 AND NOT ${isOfExtension('pg_proc', 'p.oid')} AND EXISTS (
    SELECT FROM pg_roles AS o WHERE o.oid = p.proowner AND (o.rolsuper OR o.rolbypassrls OR EXISTS (
      SELECT FROM pg_roles AS product WHERE product.rolname = ANY ($2::text[]) AND pg_has_role(o.oid, product.oid, 'MEMBER')))))`;
