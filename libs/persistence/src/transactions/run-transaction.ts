import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { ConnectionLostError, sqlStateOf, transientKindOf } from './sqlstate';

/** The connection was lost while COMMIT was under way: whether the transaction took effect is not known. */
export class CommitOutcomeUnknownError extends Error {
  override readonly name = 'CommitOutcomeUnknownError';
}

/** A statement had failed, its error was swallowed, and Postgres answered COMMIT with a rollback. */
export class TransactionRolledBackError extends Error {
  override readonly name = 'TransactionRolledBackError';
}

/**
 * Runs `work` in one transaction opened by `opening`. The opening is sent without waiting for its answer, on a
 * pipelined connection: with it travels the first statement of `work`, so a single statement costs two round trips.
 * With COMMIT travels what `work` has sent ahead (`SqlTransaction.sendAhead` of RaptorBus).
 * A connection that could not be rolled back is closed, never given back: it might still carry a tenant.
 */
export async function runTransaction<T>(
  dataSource: DataSource,
  opening: string,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner() as PooledRunner;
  try {
    const client = (await runner.connect()) as PoolClient;
    const { opened } = await begin(runner, client, opening);
    const ahead = [opened];
    const sendAhead = (text: string, values?: unknown[]): void => {
      const answer = client.query(text, values);
      answer.catch(() => undefined);
      ahead.push(answer);
    };
    try {
      const result = await work(Object.assign(runner.manager, { sendAhead }));
      await commit(runner, client, ahead);
      return result;
    } catch (error) {
      if (error instanceof CommitOutcomeUnknownError) throw error;
      if (runner.isReleased)
        throw new ConnectionLostError('The connection was lost in a transaction', { cause: error });
      await rollBack(runner);
      await opened;
      throw error;
    }
  } finally {
    await runner.release();
  }
}

/** TypeORM's Postgres runner can release its connection as broken. */
type PooledRunner = QueryRunner & { releasePostgresConnection(error?: Error): Promise<void> };

/** TypeORM starts the transaction by its own words, so that nested ones become savepoints; ours are sent instead. */
async function begin(runner: QueryRunner, client: PoolClient, opening: string): Promise<{ opened: Promise<unknown> }> {
  let opened: Promise<unknown> = Promise.resolve();
  const send = (): Promise<void> => {
    opened = client.query(opening);
    opened.catch(() => undefined);
    return Promise.resolve();
  };
  await sendingInstead(runner, 'START TRANSACTION', send, () => runner.startTransaction());
  return { opened };
}

/** Sent without waiting for what was sent ahead: if one of those has failed, Postgres rolls back, and its error is the one that counts. */
async function commit(runner: QueryRunner, client: PoolClient, ahead: readonly Promise<unknown>[]): Promise<void> {
  const send = async (): Promise<void> => {
    const { command } = await client.query('COMMIT').catch((error: unknown) => {
      if (sqlStateOf(error) !== undefined && transientKindOf(error) !== 'connection') throw error;
      throw new CommitOutcomeUnknownError('The connection was lost during COMMIT', { cause: error });
    });
    if (command !== 'COMMIT') {
      await Promise.all(ahead);
      throw new TransactionRolledBackError(
        'A statement of this transaction had failed and its error was not passed on',
      );
    }
  };
  await sendingInstead(runner, 'COMMIT', send, () => runner.commitTransaction());
}

async function rollBack(runner: PooledRunner): Promise<void> {
  try {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
  } catch (error) {
    await runner.releasePostgresConnection(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Lets `send` take the place of one statement that `step` is about to query. */
async function sendingInstead(
  runner: QueryRunner,
  statement: string,
  send: () => Promise<void>,
  step: () => Promise<void>,
): Promise<void> {
  const query = runner.query.bind(runner);
  runner.query = ((text: string, ...rest: [unknown[]?]) =>
    text === statement ? send() : query(text, ...rest)) as QueryRunner['query'];
  try {
    await step();
  } finally {
    delete (runner as Partial<QueryRunner>).query;
  }
}
