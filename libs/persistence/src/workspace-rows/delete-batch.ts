import type { Transaction } from '../transactions/database';
import { workspaceOf } from '../transactions/workspace-of';
import { placeholders, type WorkspaceTable } from './workspace-table';

export interface DeletedBatch {
  /** Rows that were looked at. */
  readonly seen: number;
  /** Rows that went; the others have rows of the same table pointing at them. */
  readonly gone: number;
  /** Key of the last one looked at. */
  readonly after: readonly string[];
}

/**
 * Deletes some rows of the transaction's workspace from one table, those with the highest keys first: a row that points at another of its
 * table is usually the younger one.
 * @returns null when there was none beyond `after`.
 */
export async function deleteBatch(
  tx: Transaction,
  table: WorkspaceTable,
  rows: number,
  after: readonly string[] | undefined,
): Promise<DeletedBatch | null> {
  const { qualified, workspaceColumn, key } = table;
  const columns = key.map(({ column }) => column);
  const isBeyond = after && key.length > 0;
  const beyond = isBeyond ? `AND (${columns.join(', ')}) < (${placeholders(table, 3)})` : '';
  const order = (direction: string, of = ''): string =>
    key.length > 0 ? `ORDER BY ${columns.map((column) => `${of}${column} ${direction}`).join(', ')}` : '';
  const statement = `
    WITH batch AS (
      SELECT ${[workspaceColumn, ...columns].join(', ')} FROM ${qualified}
      WHERE ${workspaceColumn} = $1 ${beyond} ${order('DESC')} LIMIT $2
    ), gone AS (
      DELETE FROM ${qualified} AS it USING batch
      WHERE ${[workspaceColumn, ...columns].map((column) => `it.${column} = batch.${column}`).join(' AND ')}
        ${unreferenced(table)}
      RETURNING 1
    ), size AS (SELECT (SELECT count(*)::int FROM batch) AS seen, (SELECT count(*)::int FROM gone) AS gone)
    SELECT size.seen, size.gone, ARRAY[${columns.map((column) => `batch.${column}::text`).join(', ')}]::text[] AS after
    FROM size, batch ${order('ASC', 'batch.')} LIMIT 1`;
  const values = [workspaceOf(tx), rows, ...(isBeyond ? after : [])];
  const [batch] = await tx.query<DeletedBatch[]>(statement, values);
  return batch ?? null;
}

/** Of a row's own table, children must go before it. */
const unreferenced = ({ qualified, ownReferences }: WorkspaceTable): string =>
  ownReferences
    .map((pairs) => pairs.map(([column, referenced]) => `child.${column} = it.${referenced}`).join(' AND '))
    .map((join) => `AND NOT EXISTS (SELECT FROM ${qualified} AS child WHERE ${join})`)
    .join(' ');
