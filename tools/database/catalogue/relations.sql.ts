/** Rights as rows: `to`, `privilege`, `canPassOn`; those of the owner are taken for granted. */
export const grantsIn = (acl: string, owner: string): string => `coalesce((
  SELECT json_agg(json_build_object(
      'to', CASE WHEN given.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(given.grantee) END,
      'privilege', given.privilege_type, 'canPassOn', given.is_grantable)
    ORDER BY given.grantee::regrole::text, given.privilege_type)
  FROM aclexplode(${acl}) AS given WHERE given.grantee <> ${owner}), '[]')`;

const columnNames = (relation: string, numbers: string): string => `(
  SELECT json_agg(attribute.attname ORDER BY place)
  FROM unnest(${numbers}) WITH ORDINALITY AS part (number, place)
  LEFT JOIN pg_attribute AS attribute ON attribute.attrelid = ${relation} AND attribute.attnum = part.number AND part.number > 0)`;

const COLUMNS = `coalesce((
  SELECT json_agg(json_build_object(
      'name', a.attname,
      'type', format_type(a.atttypid, a.atttypmod),
      'collation', (SELECT collname FROM pg_collation, pg_type
        WHERE pg_collation.oid = a.attcollation AND pg_type.oid = a.atttypid AND typcollation <> a.attcollation),
      'isNullable', NOT a.attnotnull,
      'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
      'generated', CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
      'isIdentity', a.attidentity <> '',
      'comment', col_description(a.attrelid, a.attnum),
      'grants', ${grantsIn('a.attacl', 'c.relowner')})
    ORDER BY a.attnum)
  FROM pg_attribute AS a
  LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]')`;

/** Since PostgreSQL 18 NOT NULL is a constraint of kind n; here it belongs to the column. */
const CONSTRAINTS = `coalesce((
  SELECT json_agg(json_build_object(
      'name', con.conname,
      'kind', CASE con.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
        WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' ELSE 'trigger' END,
      'columns', coalesce(${columnNames('con.conrelid', 'con.conkey')}, '[]'),
      'references', CASE WHEN con.confrelid <> 0 THEN json_build_object(
        'table', (SELECT n2.nspname || '.' || c2.relname FROM pg_class AS c2 JOIN pg_namespace AS n2 ON n2.oid = c2.relnamespace
          WHERE c2.oid = con.confrelid),
        'columns', ${columnNames('con.confrelid', 'con.confkey')}) END,
      'definition', pg_get_constraintdef(con.oid))
    ORDER BY con.conname)
  FROM pg_constraint AS con WHERE con.conrelid = c.oid AND con.contype <> 'n'), '[]')`;

const INDEXES = `coalesce((
  SELECT json_agg(json_build_object(
      'name', i.relname,
      'columns', ${columnNames('x.indrelid', '(x.indkey::int2[])[0:x.indnkeyatts - 1]')},
      'isUnique', x.indisunique,
      'isOfConstraint', EXISTS (SELECT FROM pg_constraint AS con WHERE con.conindid = i.oid AND con.conrelid = c.oid),
      'definition', pg_get_indexdef(i.oid))
    ORDER BY i.relname)
  FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid), '[]')`;

const POLICIES = `coalesce((
  SELECT json_agg(json_build_object(
      'name', p.polname,
      'isPermissive', p.polpermissive,
      'command', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
        ELSE 'ALL' END,
      'roles', (SELECT json_agg(named.role ORDER BY named.role) FROM (
        SELECT CASE WHEN id = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(id) END::text AS role FROM unnest(p.polroles) AS id) AS named),
      'using', pg_get_expr(p.polqual, p.polrelid),
      'check', pg_get_expr(p.polwithcheck, p.polrelid))
    ORDER BY p.polname)
  FROM pg_policy AS p WHERE p.polrelid = c.oid), '[]')`;

const RULES = `coalesce((SELECT json_agg(pg_get_ruledef(r.oid) ORDER BY r.rulename)
  FROM pg_rewrite AS r WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'), '[]')`;

const TRIGGERS = `coalesce((SELECT json_agg(pg_get_triggerdef(t.oid) ORDER BY t.tgname)
  FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal), '[]')`;

const DISABLED_TRIGGERS = `coalesce((
  SELECT json_agg(DISTINCT coalesce(con.conname, t.tgname))
  FROM pg_trigger AS t LEFT JOIN pg_constraint AS con ON con.oid = t.tgconstraint
  WHERE t.tgrelid = c.oid AND t.tgenabled IN ('D', 'R')), '[]')`;

const READS = `coalesce((
  SELECT json_agg(DISTINCT n2.nspname || '.' || c2.relname)
  FROM pg_rewrite AS r
  JOIN pg_depend AS dep ON dep.classid = 'pg_rewrite'::regclass AND dep.objid = r.oid AND dep.refclassid = 'pg_class'::regclass
  JOIN pg_class AS c2 ON c2.oid = dep.refobjid AND c2.oid <> c.oid
  JOIN pg_namespace AS n2 ON n2.oid = c2.relnamespace AND n2.nspname = ANY ($1::text[])
  WHERE r.ev_class = c.oid), '[]')`;

/** $1: the product's schemas. Views elsewhere count, too, when they read one of these tables. */
export const RELATIONS = `
  SELECT * FROM (
    SELECT n.nspname AS schema, c.relname AS name,
      CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
        WHEN 'm' THEN 'materialised view' ELSE 'foreign table' END AS kind,
      (SELECT n2.nspname || '.' || c2.relname FROM pg_inherits AS i
        JOIN pg_class AS c2 ON c2.oid = i.inhparent JOIN pg_namespace AS n2 ON n2.oid = c2.relnamespace
        WHERE i.inhrelid = c.oid AND c.relispartition) AS "partitionOf",
      pg_get_userbyid(c.relowner) AS owner,
      obj_description(c.oid, 'pg_class') AS comment,
      c.relrowsecurity AS "isProtected", c.relforcerowsecurity AS "isForced",
      c.relpersistence = 'p' AS "isLogged",
      coalesce(to_json(c.reloptions), '[]') AS storage,
      ${COLUMNS} AS columns, ${CONSTRAINTS} AS constraints, ${INDEXES} AS indexes, ${POLICIES} AS policies,
      ${RULES} AS rules, ${TRIGGERS} AS triggers,
      ${DISABLED_TRIGGERS} AS "disabledTriggers", ${grantsIn('c.relacl', 'c.relowner')} AS grants,
      CASE WHEN c.relkind IN ('v', 'm') THEN ${READS} ELSE '[]' END AS reads
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND (n.nspname = ANY ($1::text[]) OR c.relkind IN ('v', 'm'))
  ) AS relation
  WHERE schema = ANY ($1::text[]) OR json_array_length(reads) > 0
  ORDER BY schema, name`;
