import { FenceLostError } from '../bus-errors';
import { quoteIdentifier } from './identifiers';
import type { SqlTransaction } from './sql';

/**
 * A unit of work that one process at a time may do: a row with the columns `owner text`, `epoch integer`,
 * `lease_until timestamptz` and `attempt integer`, the last two counted from 0.
 */
export interface Task {
  /** `schema.table`, or a table on the search path. */
  readonly table: string;
  /** Columns and the values they must have: the key, the tenant, the state it can be taken in. A list means any of them. */
  readonly where: Readonly<Record<string, ColumnValue | readonly ColumnValue[]>>;
}

export type ColumnValue = string | number | boolean;

export interface TakingTask extends Task {
  /** This process. */
  readonly owner: string;
  /** How long nobody else may take it, in milliseconds, by the database's clock. */
  readonly leaseMs: number;
}

/**
 * Takes a task that nobody has, or whose lease is over, and raises its epoch: writes of whoever had it before find no
 * row any more when they say `AND epoch = $e` (see {@link fenced}). Of several takers at once one gets it.
 * @returns the epoch to write with, or undefined when there is nothing to take.
 */
export async function takeTask(
  tx: SqlTransaction,
  { table, where, owner, leaseMs }: TakingTask,
): Promise<number | undefined> {
  const { text, values } = condition(where, 3);
  const rows = await tx.query<{ epoch: string | number }[]>(
    `WITH taken AS (
       UPDATE ${qualified(table)} SET owner = $1, epoch = epoch + 1, attempt = attempt + 1, lease_until = ${leaseEnd(2)}
       WHERE ${text} AND (lease_until IS NULL OR lease_until <= clock_timestamp())
       RETURNING epoch
     ) SELECT epoch FROM taken`,
    [owner, leaseMs, ...values],
  );
  return rows[0] && Number(rows[0].epoch);
}

/**
 * Keeps a task for another lease from now.
 * @throws FenceLostError when another process has taken it.
 */
export async function renewTask(tx: SqlTransaction, task: Task, epoch: number, leaseMs: number): Promise<void> {
  const { text, values } = condition({ ...task.where, epoch }, 2);
  const update = `UPDATE ${qualified(task.table)} SET lease_until = ${leaseEnd(1)} WHERE ${text}`;
  fenced(await changed(tx, update, [leaseMs, ...values]), task.table);
}

/** Lets others take a task at once, when this process cannot go on with it. Nothing happens if they have already. */
export async function giveBackTask(tx: SqlTransaction, task: Task, epoch: number): Promise<void> {
  const { text, values } = condition({ ...task.where, epoch }, 1);
  await changed(tx, `UPDATE ${qualified(task.table)} SET lease_until = NULL WHERE ${text}`, values);
}

/** What a write answers: rows of RETURNING, TypeORM's `[rows, count]` or UpdateResult, pg's result, or a count. */
export type WriteResult =
  number | readonly unknown[] | { readonly affected?: number | null } | { readonly rowCount: number | null };

/**
 * Passes on the result of a write whose WHERE carries `epoch = $e` or `version = $v`.
 * @throws FenceLostError when it hit no row: another process has taken over, or changed the row first.
 */
export function fenced<T extends WriteResult>(result: T, what = 'the row'): T {
  if (rowsOf(result) > 0) return result;
  throw new FenceLostError(`Somebody else has taken over ${what}`);
}

function rowsOf(result: WriteResult): number {
  if (typeof result === 'number') return result;
  if ('rowCount' in result) return result.rowCount ?? 0;
  if (!isList(result)) return result.affected ?? 0;
  const [rows, count] = result;
  return result.length === 2 && Array.isArray(rows) && typeof count === 'number' ? count : result.length;
}

const isList = (result: object): result is readonly unknown[] => Array.isArray(result);

const leaseEnd = (parameter: number): string => `clock_timestamp() + $${parameter}::bigint * interval '1 millisecond'`;

const qualified = (table: string): string => table.split('.').map(quoteIdentifier).join('.');

const changed = (tx: SqlTransaction, update: string, values: unknown[]): Promise<unknown[]> =>
  tx.query<unknown[]>(`WITH changed AS (${update} RETURNING 1) SELECT 1 FROM changed`, values);

/** @throws Error for no condition: it would be about every task there is. */
function condition(where: Task['where'], first: number): { text: string; values: unknown[] } {
  const columns = Object.entries(where);
  if (columns.length === 0) throw new Error('Say which task: a condition without columns is about all of them');
  const text = columns.map(([column, value], index) => {
    const parameter = `$${first + index}`;
    return `${quoteIdentifier(column)} = ${Array.isArray(value) ? `ANY(${parameter})` : parameter}`;
  });
  return { text: text.join(' AND '), values: columns.map(([, value]) => value) };
}
