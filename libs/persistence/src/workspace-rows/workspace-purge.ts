import { AppError } from '@raptor/platform';
import type { ServiceDatabase } from '../service-database';
import type { Database, Transaction } from '../transactions/database';
import type { TransactionActor } from '../transactions/scope';
import { sqlStateOf } from '../transactions/sqlstate';
import { deleteBatch } from './delete-batch';
import { workspaceTables, type WorkspaceTable } from './workspace-table';

export interface PurgeOptions {
  /** Rows of one transaction. Default: 500. */
  readonly batchRows?: number;
  /** Ends it between two batches; what has gone stays gone. */
  readonly signal?: AbortSignal;
  /** Runs in each transaction that removes rows, after it has: a count that is kept in it survives a crash. */
  readonly removed?: (tx: Transaction, table: string, rows: number) => Promise<void>;
}

export interface Purged {
  /** Rows that went this time, by table, in the order in which the tables are emptied; not those of an earlier try that was cut short. */
  readonly rows: Readonly<Record<string, number>>;
  /** Tables whose rows stay, because the service may not delete from them. */
  readonly kept: readonly string[];
}

const BATCH_ROWS = 500;

/** Times that it looks again at rows that did not go. */
const FRUITLESS_PASSES = 3;

/** Somebody has written a child of a row while the row was about to go: the next pass takes the child first. */
const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Removes the rows of a workspace from every table of class A: in many small transactions, children before parents, again and again until
 * nothing is found, so that rows written meanwhile go as well. May be ended at any point and run again, also by two at once.
 */
export class WorkspacePurge {
  constructor(
    private readonly database: Database,
    private readonly description: ServiceDatabase,
  ) {}

  /** @throws AppError WRITE_CONFLICT when rows stay because others keep pointing at them. */
  async run(workspaceId: string, actor: TransactionActor, options: PurgeOptions = {}): Promise<Purged> {
    const within: Within = (work) => this.database.withTenant(workspaceId, actor, work);
    const { tables, kept } = await within((tx) => this.plan(tx));
    const gone = new Map(tables.map(({ name }) => [name, 0]));
    for (let fruitless = 0; ;) {
      const { stuck, rows, cause } = await emptyAll(tables, within, options, gone);
      if (rows === 0 && stuck.length === 0) return { rows: Object.fromEntries(gone), kept };
      fruitless = rows === 0 ? fruitless + 1 : 0;
      if (fruitless === FRUITLESS_PASSES) throw stuckIn(stuck, cause);
    }
  }

  private async plan(tx: Transaction): Promise<{ tables: WorkspaceTable[]; kept: string[] }> {
    const tables = workspaceTables(this.description, tx.connection, ['tenant']).reverse();
    const names = tables.map(({ qualified }) => qualified);
    const closed = await tx.query<{ name: string }[]>(
      `SELECT name FROM unnest($1::text[]) AS name WHERE NOT has_table_privilege(name, 'DELETE')`,
      [names],
    );
    const isKept = ({ qualified }: WorkspaceTable): boolean => closed.some(({ name }) => name === qualified);
    return { tables: tables.filter((table) => !isKept(table)), kept: tables.filter(isKept).map(({ name }) => name) };
  }
}

type Within = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

interface Pass {
  readonly rows: number;
  /** Tables in which rows stayed. */
  readonly stuck: readonly string[];
  readonly cause: unknown;
}

/** Goes over every table once and adds what went to `gone`. */
async function emptyAll(
  tables: readonly WorkspaceTable[],
  within: Within,
  options: PurgeOptions,
  gone: Map<string, number>,
): Promise<Pass> {
  const stuck: string[] = [];
  let rows = 0;
  let cause: unknown;
  for (const table of tables) {
    const count = (went: number): void => {
      rows += went;
      gone.set(table.name, (gone.get(table.name) ?? 0) + went);
    };
    try {
      let walk: Walk;
      do walk = await empty(table, within, options, count);
      while (walk.went > 0 && walk.stayed > 0);
      if (walk.stayed > 0) stuck.push(table.name);
    } catch (error) {
      if (sqlStateOf(error) !== FOREIGN_KEY_VIOLATION) throw error;
      stuck.push(table.name);
      cause = error;
    }
  }
  return { rows, stuck, cause };
}

interface Walk {
  readonly went: number;
  readonly stayed: number;
}

/** Goes over one table once. */
async function empty(
  table: WorkspaceTable,
  within: Within,
  { batchRows = BATCH_ROWS, signal, removed }: PurgeOptions,
  count: (went: number) => void,
): Promise<Walk> {
  let [went, stayed] = [0, 0];
  for (let after: readonly string[] | undefined; ;) {
    signal?.throwIfAborted();
    const from = after;
    const batch = await within(async (tx) => {
      const deleted = await deleteBatch(tx, table, batchRows, from);
      if (deleted && deleted.gone > 0) await removed?.(tx, table.name, deleted.gone);
      return deleted;
    });
    if (!batch) return { went, stayed };
    count(batch.gone);
    went += batch.gone;
    stayed += batch.seen - batch.gone;
    if (batch.seen < batchRows) return { went, stayed };
    after = batch.after;
  }
}

const stuckIn = (tables: readonly string[], cause: unknown): AppError =>
  new AppError('WRITE_CONFLICT', `Rows of ${tables.join(', ')} cannot go: others keep pointing at them`, { cause });
