import { schemaOf } from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { MIGRATIONS_TABLE } from '../data-sources';
import type { ServiceDatabase } from '../service-database';
import { CommitOutcomeUnknownError, runTransaction } from './run-transaction';
import { openingStatement, type Scope, type TransactionActor, type TransactionLimits } from './scope';
import { noteWorkspace } from './workspace-of';
import { isUnavailable, transientKindOf } from './sqlstate';

/** What a repository gets to work with; there is no other way to a table. */
export type Transaction = EntityManager;

/** Tries of a whole transaction, and the longest wait before the second and third, in milliseconds (full jitter). */
const TRIES = 3;
const BACKOFF_MS = [50, 200];

/**
 * The only ways to a service's tables. Each opens one transaction, tells row level security whom it is for, and runs
 * `work` again from the start when Postgres asks for it: `work` must have no effects besides the transaction's.
 *
 * All reject with AppError SERVICE_UNAVAILABLE when Postgres does not answer, and WRITE_CONFLICT when the
 * transaction is still in conflict with others after three tries.
 */
export class Database {
  private opening: Promise<DataSource> | undefined;

  constructor(
    private readonly description: ServiceDatabase,
    private readonly dataSource: DataSource,
    private readonly limits: TransactionLimits,
  ) {}

  /** For the data of one workspace. `actor` is who acts, for the record. */
  withTenant<T>(workspaceId: string, actor: TransactionActor, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run({ workspaceId, actor }, work);
  }

  /** For what a person owns across workspaces: the account, its sessions, its memberships. */
  withUser<T>(userId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run({ userId, actor: { type: 'user', id: userId } }, work);
  }

  /** For looking up the account of someone who has not proved who they are: the row with this e-mail and no other. */
  withSignIn<T>(email: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run({ signInEmail: email }, work);
  }

  /**
   * For a library's bookkeeping tables (class E), whose rows belong to no tenant and are reached by that library's code
   * alone. In it row level security shows nobody's rows, so nothing of the product can be read or written by it.
   */
  withBookkeeping<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run({}, work);
  }

  /** Names of the migrations this version needs and the schema has not had. Sees no row of anybody. */
  async missingMigrations(): Promise<string[]> {
    const { service, migrations } = this.description;
    const needed = migrations.map(({ name }) => name);
    const table = `${schemaOf(service)}.${MIGRATIONS_TABLE}`;
    const question = needed.length > 0 ? `SELECT name FROM ${table}` : `SELECT NULL AS name`;
    const rows = await this.run({}, (tx) => tx.query<{ name: string }[]>(question));
    const ran = new Set(rows.map(({ name }) => name));
    return needed.filter((name) => !ran.has(name));
  }

  async close(): Promise<void> {
    await this.opening?.catch(() => undefined);
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  private async run<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const opening = openingStatement(scope, this.limits);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runTransaction(await this.open(), opening, (tx) => {
          noteWorkspace(tx, scope.workspaceId);
          return work(tx);
        });
      } catch (error) {
        const kind = transientKindOf(error);
        if (error instanceof CommitOutcomeUnknownError) throw unavailable(error);
        if (isUnavailable(error)) throw unavailable(error);
        if (!kind) throw error;
        if (attempt === TRIES) throw kind === 'conflict' ? conflict(error) : unavailable(error);
        await pause(attempt);
      }
    }
  }

  /** Connects at first use and again after a failure: a service starts in any order with its Postgres. */
  private open(): Promise<DataSource> {
    this.opening ??= this.dataSource.initialize().catch((error: unknown) => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }
}

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * (BACKOFF_MS[attempt - 1] ?? 0)));

const unavailable = (cause: unknown): AppError =>
  new AppError('SERVICE_UNAVAILABLE', 'The database is not available', { cause, retryAfterSeconds: 2 });

const conflict = (cause: unknown): AppError =>
  new AppError('WRITE_CONFLICT', 'Others kept changing the same rows', { cause, retryAfterSeconds: 1 });
