import { MIGRATIONS_TABLE_NAME } from './migration-history';
import { quoteIdentifier } from '../identifiers';
import type { Session } from '../session';
import { qualifiedName, type BackedUpTable, type TableName } from './backup-format';

/** A table as the server describes it. */
export interface CatalogueTable extends BackedUpTable {
  /** Columns of the primary key; those of text with their collation. */
  readonly key: readonly string[];
  readonly collatedKey: readonly string[];
  /** Tables that a row of this one points at, itself and what is checked at the end of a transaction aside. */
  readonly parents: readonly string[];
}

const TABLES = `
  SELECT n.nspname::text AS schema, c.relname::text AS name,
    ARRAY(SELECT a.attname::text FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
    ARRAY(SELECT a.attname::text FROM pg_index i
          CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (attnum, nth) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
          WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.nth) AS key,
    ARRAY(SELECT a.attname::text FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attcollation <> 0) AS "collatedKey",
    ARRAY(SELECT DISTINCT pn.nspname || '.' || p.relname FROM pg_constraint f
          JOIN pg_class p ON p.oid = f.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
          WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid <> c.oid AND NOT f.condeferrable ORDER BY 1) AS parents
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> $2
  ORDER BY 1, 2`;

/** Every table in these schemas but TypeORM's own, by name. A partitioned one counts once. */
export async function tablesIn(session: Session, schemas: readonly string[]): Promise<CatalogueTable[]> {
  const { rows } = await session.query<CatalogueTable>(TABLES, [schemas, MIGRATIONS_TABLE_NAME]);
  return rows;
}

export const quoted = ({ schema, name }: TableName): string => `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;

const list = (columns: readonly string[]): string => columns.map(quoteIdentifier).join(', ');

/** All rows in an order that follows from the rows alone, so that the same rows are the same bytes. */
export function copyOutOf(table: CatalogueTable): string {
  const order = table.key.map(
    (column) => `${quoteIdentifier(column)}${table.collatedKey.includes(column) ? ' COLLATE "C"' : ''}`,
  );
  if (order.length === 0) throw new Error(`${qualifiedName(table)} has no primary key, which gives its rows an order`);
  return `COPY (SELECT ${list(table.columns)} FROM ${quoted(table)} ORDER BY ${order.join(', ')}) TO STDOUT`;
}

export const copyInto = (table: BackedUpTable): string => `COPY ${quoted(table)} (${list(table.columns)}) FROM STDIN`;
