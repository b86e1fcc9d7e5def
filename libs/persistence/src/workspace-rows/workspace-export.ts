import type { ServiceDatabase } from '../service-database';
import type { Database, Transaction } from '../transactions/database';
import type { TransactionActor } from '../transactions/scope';
import { sqlStateOf } from '../transactions/sqlstate';
import { decodeExportCursor, unknownCursor, type ExportPosition } from './export-cursor';
import { PAGE_CHARACTERS, pageOf, type ExportPage } from './export-page';
import { readLines, type ExportedRow } from './read-lines';
import { workspaceTables, type WorkspaceTable } from './workspace-table';

/** What one statement of a whole export reads, in bytes. */
const STEP_BYTES = 1_048_576;

/**
 * What a service has of one workspace, as NDJSON: a line `{"table":...,"row":{...}}` for each row, in the order in which they could be
 * inserted. Columns marked with `@Secret()` are left out. It is read in many transactions, each of that workspace: rows that come, change or go
 * meanwhile may be in it or not, every other is in it once.
 */
export class WorkspaceExport {
  constructor(
    private readonly database: Database,
    private readonly description: ServiceDatabase,
  ) {}

  /** Line by line, without line ends. */
  async *lines(workspaceId: string, actor: TransactionActor): AsyncGenerator<string, void, undefined> {
    for (let position: ExportPosition | undefined; ;) {
      const from: ExportPosition | undefined = position;
      const read = await this.database.withTenant(workspaceId, actor, (tx) => this.read(tx, from, STEP_BYTES));
      if (!read) return;
      for (const { line } of read.rows) yield line;
      position = { table: read.table, after: read.rows.at(-1)?.after };
    }
  }

  /**
   * The next part, from the beginning without a cursor.
   * @throws AppError REQUEST_INVALID for a cursor that is none; VERSION_CHANGED when a row that is longer than a page has changed between two
   *   of its parts: begin again.
   */
  async page(workspaceId: string, actor: TransactionActor, cursor?: string): Promise<ExportPage> {
    const from = cursor === undefined ? undefined : decodeExportCursor(cursor);
    const read = await this.database.withTenant(workspaceId, actor, (tx) => this.read(tx, from, PAGE_CHARACTERS));
    return pageOf(read?.table ?? '', read?.rows ?? [], from);
  }

  /** Rows of one table, the first that has any beyond the position. */
  private async read(
    tx: Transaction,
    from: ExportPosition | undefined,
    bytes: number,
  ): Promise<{ readonly table: string; readonly rows: readonly ExportedRow[] } | undefined> {
    const tables = workspaceTables(this.description, tx.connection, ['own-tenant', 'tenant']);
    const first = from ? tables.findIndex(({ name }) => name === from.table) : 0;
    if (first < 0) throw unknownCursor();
    for (const [index, table] of tables.slice(first).entries()) {
      const rows = await readFrom(tx, table, bytes, index === 0 ? from?.after : undefined);
      if (rows.length > 0) return { table: table.name, rows };
    }
    return undefined;
  }
}

/** What a cursor carries as a key is read by Postgres alone: one that it cannot read was never given out. */
async function readFrom(
  tx: Transaction,
  table: WorkspaceTable,
  bytes: number,
  after: readonly string[] | undefined,
): Promise<ExportedRow[]> {
  if (after && after.length !== table.key.length) throw unknownCursor();
  try {
    return await readLines(tx, table, bytes, after);
  } catch (error) {
    if (after && sqlStateOf(error)?.startsWith('22')) throw unknownCursor();
    throw error;
  }
}
