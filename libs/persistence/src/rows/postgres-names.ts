import { DefaultNamingStrategy, type Table } from 'typeorm';

/**
 * What PostgreSQL itself would call it: columns in snake_case, `<table>_pkey`, `<table>_<columns>_key`, `_fkey`, `_idx`. So an entity
 * names nothing twice, and a migration that leaves the name out gets the same one. A name that is given explicitly stands.
 * https://www.postgresql.org/docs/17/sql-createtable.html
 */
export class PostgresNames extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return [...prefixes.map(snakeCase), given ?? snakeCase(property)].join('_');
  }

  override joinColumnName(relation: string, referencedColumn: string): string {
    return snakeCase(`${relation}_${referencedColumn}`);
  }

  override primaryKeyName(table: Table | string): string {
    return this.named(table, [], 'pkey');
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return this.named(table, columns, 'key');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return this.named(table, columns, 'fkey');
  }

  override indexName(table: Table | string, columns: string[]): string {
    return this.named(table, columns, 'idx');
  }

  private named(table: Table | string, columns: string[], kind: string): string {
    return [this.getTableName(table), ...columns, kind].join('_');
  }
}

const snakeCase = (text: string): string =>
  text.replace(/([a-z0-9])([A-Z])/g, (_match, before: string, after: string) => `${before}_${after}`).toLowerCase();
