import { grantsIn } from './relations.sql';
import { ACTS_FOR_THE_POWERFUL } from './surroundings.sql';

/** $1: the product's schemas, here and below. $2: its roles. A function that acts for one of them, or for more, counts wherever it is. */
export const FUNCTIONS = `
  SELECT n.nspname AS schema, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS signature,
    pg_get_userbyid(p.proowner) AS owner, p.prosecdef AS "isDefiner",
    EXISTS (SELECT FROM pg_roles AS product WHERE product.rolname = ANY ($2::text[])
      AND has_schema_privilege(product.oid, n.oid, 'USAGE') AND has_function_privilege(product.oid, p.oid, 'EXECUTE')) AS "isInReach",
    CASE WHEN p.prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) ELSE '' END AS definition
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
  WHERE n.nspname = ANY ($1::text[]) OR ${ACTS_FOR_THE_POWERFUL} ORDER BY schema, signature`;

export const SEQUENCES = `
  SELECT n.nspname AS schema, c.relname AS name, pg_get_userbyid(c.relowner) AS owner,
    ${grantsIn('c.relacl', 'c.relowner')} AS grants
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind = 'S' AND n.nspname = ANY ($1::text[]) ORDER BY schema, name`;

export const SCHEMAS = `
  SELECT n.nspname AS name, pg_get_userbyid(n.nspowner) AS owner, ${grantsIn('n.nspacl', 'n.nspowner')} AS grants
  FROM pg_namespace AS n WHERE n.nspname = ANY ($1::text[] || 'public'::text) ORDER BY name`;

export const DEFAULT_GRANTS = `
  SELECT n.nspname AS schema, pg_get_userbyid(d.defaclrole) AS of,
    CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
      ELSE 'schemas' END AS on,
    CASE WHEN given.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(given.grantee) END AS to,
    given.privilege_type AS privilege, given.is_grantable AS "canPassOn"
  FROM pg_default_acl AS d CROSS JOIN aclexplode(d.defaclacl) AS given
  LEFT JOIN pg_namespace AS n ON n.oid = d.defaclnamespace
  WHERE (n.nspname = ANY ($1::text[]) OR pg_get_userbyid(d.defaclrole) = ANY ($2::text[]))
    AND given.grantee <> d.defaclrole
  ORDER BY schema, "on", "to", privilege`;

export const DATABASE_GRANTS = `
  SELECT ${grantsIn(`coalesce(d.datacl, acldefault('d', d.datdba))`, 'd.datdba')} AS grants
  FROM pg_database AS d WHERE d.datname = current_database()`;

/** $1: the product's roles. */
export const ROLES = `
  SELECT r.rolname AS name, r.rolsuper AS "isSuperuser", r.rolbypassrls AS "bypassesRls", r.rolcanlogin AS "canSignIn", r.rolcreaterole AS "createsRoles",
    r.rolcreatedb AS "createsDatabases", r.rolreplication AS replicates,
    coalesce((SELECT json_agg(pg_get_userbyid(m.roleid) ORDER BY 1) FROM pg_auth_members AS m WHERE m.member = r.oid), '[]') AS "memberOf",
    (SELECT count(*)::int FROM pg_shdepend AS o
      WHERE o.refclassid = 'pg_authid'::regclass AND o.refobjid = r.oid AND o.deptype = 'o'
        AND o.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))) AS "ownedObjects"
  FROM pg_roles AS r WHERE r.rolname = ANY ($1::text[]) ORDER BY name`;
