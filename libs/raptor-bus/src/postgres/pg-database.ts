import type { SqlDatabase, SqlTransaction } from './sql';

/** The part of `pg`'s Pool that is needed; the bus itself does not import `pg`. */
export interface PgPool {
  connect(): Promise<PgClient>;
}

export interface PgClient {
  query(text: string, values?: unknown[]): Promise<{ readonly command: string; readonly rows: unknown[] }>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
  /** With an error the connection is closed instead of given back. */
  release(error?: Error): void;
}

/** The transaction was rolled back although its work seemed to succeed: a statement had failed and its error was swallowed. */
export class RolledBackError extends Error {
  override readonly name = 'RolledBackError';
}

/**
 * A pool of `pg` as the bus's database. Runs nothing again: a conflict or a lost connection rejects. A connection that
 * could not be rolled back is closed, never given back.
 *
 * BEGIN is sent without waiting for its answer: with a pool made with `pipeline: true` the first statement travels with
 * it, which saves a round trip. BEGIN fails only with its connection, and then so does all that follows.
 */
export const pgDatabase = (pool: PgPool, schema: string): SqlDatabase => ({
  schema,
  transaction: async (work) => {
    const client = await pool.connect();
    client.on('error', shownByTheNextQuery);
    const tx: SqlTransaction = {
      query: async <T>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as T,
    };
    let broken: Error | undefined;
    try {
      const begun = client.query('BEGIN');
      begun.catch(shownByTheNextQuery);
      const result = await work(tx);
      await begun;
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new RolledBackError('A statement had failed and its error was not passed on');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: unknown) => {
        broken = new Error('The connection could not be rolled back', { cause });
      });
      throw error;
    } finally {
      client.off('error', shownByTheNextQuery);
      client.release(broken);
    }
  },
});

/** A connection that is lost between two statements says so in an event, which ends the process when nobody listens. */
const shownByTheNextQuery = (): void => undefined;
