import type { QueryRunner } from 'typeorm';
import { splitName } from './table-name';

export interface BookkeepingTable {
  /** Such as `muse.outbox_events`. */
  readonly table: string;
  /** Columns and constraints as in CREATE TABLE. */
  readonly columns: string;
  /** The library whose code alone reads and writes it. */
  readonly library: string;
  readonly purpose: string;
}

/**
 * Class E: a table that a library keeps in a service's schema. It carries a workspace as data and has no row level
 * security; its comment says whose it is, which the audit of the catalogue reads.
 */
export async function createBookkeepingTable(
  runner: QueryRunner,
  { table, columns, library, purpose }: BookkeepingTable,
): Promise<void> {
  splitName(table);
  await runner.query(`CREATE TABLE ${table} (${columns})`);
  await runner.query(`COMMENT ON TABLE ${table} IS 'bookkeeping of ${library}: ${purpose.replaceAll("'", "''")}'`);
}
