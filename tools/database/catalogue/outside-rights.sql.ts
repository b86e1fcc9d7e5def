import { isOfExtension } from './surroundings.sql';

/** A right that is given to everybody or to a role of the product ($2), other than the owner's. */
const isGiven = (owner: string): string =>
  `(given.grantee <> ${owner} AND (given.grantee = 0 OR pg_get_userbyid(given.grantee) = ANY ($2::text[])))`;

const asInstalled = (catalogue: string, id: string, part = '0'): string => `EXISTS (
  SELECT FROM pg_init_privs AS i CROSS JOIN aclexplode(i.initprivs) AS was
  WHERE i.classoid = '${catalogue}'::regclass AND i.objoid = ${id} AND i.objsubid = ${part}
    AND was.grantee = given.grantee AND was.privilege_type = given.privilege_type)`;

const right = (kind: string, name: string): string =>
  `SELECT ${kind} AS kind, ${name} AS name, CASE WHEN given.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(given.grantee) END AS to,
    given.privilege_type AS privilege, given.is_grantable AS "canPassOn"`;

/** What a restore has set aside is another matter. */
const isElsewhere = `regexp_replace(n.nspname, '_before_restore$', '') <> ALL ($1::text[])`;

/** In a schema that none of the product's roles may use, what everybody may do is still beyond them. */
const isInReach = `(given.grantee <> 0 OR EXISTS (SELECT FROM pg_roles AS product
  WHERE product.rolname = ANY ($2::text[]) AND has_schema_privilege(product.oid, n.oid, 'USAGE')))`;

const kindOf = `CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END`;
const qualified = `n.nspname || '.' || c.relname`;

// The information schema is made after the server has noted what it was installed with.
const isOpenByDesign = `((n.nspname = 'information_schema' AND c.oid < 16384) OR ${isOfExtension('pg_class', 'c.oid')})`;

/**
 * What is not as the server, or an extension, was installed with. $1: the product's schemas. $2: its roles.
 * Extensions open their own tables as they please; what they and the server keep closed counts as soon as it is opened.
 */
export const OUTSIDE_RIGHTS = `
  ${right(kindOf, qualified)}
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) AS given
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND ${isElsewhere} AND ${isGiven('c.relowner')} AND ${isInReach}
    AND NOT ${asInstalled('pg_class', 'c.oid')}
    AND NOT (given.grantee = 0 AND given.privilege_type = 'SELECT' AND ${isOpenByDesign}
      AND NOT EXISTS (SELECT FROM pg_init_privs AS i WHERE i.classoid = 'pg_class'::regclass AND i.objoid = c.oid))
  UNION
  ${right(`'COLUMN'`, `${qualified} || '.' || a.attname`)}
  FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
  CROSS JOIN aclexplode(a.attacl) AS given
  WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND ${isElsewhere} AND ${isGiven('c.relowner')} AND ${isInReach}
    AND NOT ${asInstalled('pg_class', 'c.oid', 'a.attnum')}
  UNION
  ${right(`'FUNCTION'`, `n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'`)}
  FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace CROSS JOIN aclexplode(p.proacl) AS given
  WHERE ${isElsewhere} AND ${isGiven('p.proowner')} AND NOT ${asInstalled('pg_proc', 'p.oid')}
    AND EXISTS (SELECT FROM pg_init_privs AS i WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid)
  UNION
  ${right(`'LARGE OBJECT'`, 'l.oid::text')}
  FROM pg_largeobject_metadata AS l CROSS JOIN aclexplode(l.lomacl) AS given WHERE ${isGiven('l.lomowner')}
  UNION
  ${right(`'FOREIGN SERVER'`, 's.srvname::text')}
  FROM pg_foreign_server AS s CROSS JOIN aclexplode(s.srvacl) AS given WHERE ${isGiven('s.srvowner')}
  UNION
  ${right(`'FOREIGN DATA WRAPPER'`, 'w.fdwname::text')}
  FROM pg_foreign_data_wrapper AS w CROSS JOIN aclexplode(w.fdwacl) AS given WHERE ${isGiven('w.fdwowner')}
  UNION
  ${right(`'SCHEMA'`, 'n.nspname::text')}
  FROM pg_namespace AS n CROSS JOIN aclexplode(n.nspacl) AS given
  WHERE ${isElsewhere} AND n.nspname <> 'public' AND n.nspname !~ '^pg_(toast_)?temp' AND given.privilege_type = 'CREATE' AND ${isGiven('n.nspowner')}
  ORDER BY kind, name, "to", privilege`;

/** Since PostgreSQL 15. $2: the product's roles. */
export const PARAMETER_RIGHTS = `
  ${right(`'PARAMETER'`, 'p.parname')} FROM pg_parameter_acl AS p CROSS JOIN aclexplode(p.paracl) AS given
  WHERE ${isGiven('10')} AND $1::text[] IS NOT NULL ORDER BY name, "to", privilege`;
