/**
 * One transaction of Postgres as the bus needs it. TypeORM's EntityManager fits as it is; for `pg` see {@link pgDatabase}.
 * The bus writes only statements that answer with rows of a SELECT or INSERT ... RETURNING.
 */
export interface SqlTransaction {
  /** Runs one statement and gives its rows. */
  query<T = unknown>(text: string, values?: unknown[]): Promise<T>;
  /**
   * Sends a statement of whose answer nobody needs to know before the commit, which fails if it has failed. Saves a round trip where it is there;
   * where it is not, the statement is run and waited for.
   */
  sendAhead?(text: string, values?: unknown[]): void;
}

/** The database of a service: where its outbox, inbox and dead letters are. They need no tenant to be set. */
export interface SqlDatabase {
  /** The schema with the bus's tables. */
  readonly schema: string;
  /** Runs `work` in one transaction and commits it. May run it again after a conflict or a lost connection. */
  transaction<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
}

/** Runs a statement whose answer nobody needs: at the latest it is done when the transaction commits. */
export async function runBeforeCommit(tx: SqlTransaction, text: string, values: unknown[]): Promise<void> {
  if (tx.sendAhead) tx.sendAhead(text, values);
  else await tx.query(text, values);
}
