import type { Transaction } from '../transactions/database';
import { workspaceOf } from '../transactions/workspace-of';
import { placeholders, type WorkspaceTable } from './workspace-table';

export interface ExportedRow {
  /** `{"table":...,"row":{...}}`, made by Postgres so that no number loses a digit on its way. */
  readonly line: string;
  readonly after: readonly string[];
}

/** Rows looked at by one statement. */
const ROWS = 100;

/** Some rows of the transaction's workspace in the order of their keys: as many as fit into `bytes`, and one at least. None: the table is at its end. */
export async function readLines(
  tx: Transaction,
  table: WorkspaceTable,
  bytes: number,
  after: readonly string[] | undefined,
): Promise<ExportedRow[]> {
  const { name, qualified, workspaceColumn, key, open } = table;
  if (after && key.length === 0) return [];
  const columns = key.map(({ column }) => column);
  const beyond = after ? `AND (${columns.join(', ')}) > (${placeholders(table, 3)})` : '';
  const order = key.length > 0 ? `ORDER BY ${columns.join(', ')}` : '';
  const row = `row_to_json((SELECT picked FROM (SELECT ${open.map((column) => `it.${column}`).join(', ')}) AS picked))`;
  return tx.query<ExportedRow[]>(
    `SELECT line, after FROM (
       SELECT line, after, sum(octet_length(line)) OVER (ORDER BY place) - octet_length(line) AS before, place
       FROM (
         SELECT '{"table":"${name}","row":' || ${row}::text || '}' AS line, row_number() OVER (${order}) AS place,
           ARRAY[${columns.map((column) => `${column}::text`).join(', ')}]::text[] AS after
         FROM (SELECT * FROM ${qualified} WHERE ${workspaceColumn} = $1 ${beyond} ${order} LIMIT ${ROWS}) AS it
       ) AS lines
     ) AS measured WHERE before < $2 ORDER BY place`,
    [workspaceOf(tx), bytes, ...(after ?? [])],
  );
}
