/**
 * One transaction of Postgres as the bus needs it. TypeORM's EntityManager fits as it is; for `pg` see {@link pgDatabase}.
 * The bus writes only statements that answer with rows of a SELECT or INSERT ... RETURNING.
 */
export interface SqlTransaction {
  /** Runs one statement and gives its rows. */
  query<T = unknown>(text: string, values?: unknown[]): Promise<T>;
}

/** The database of a service: where its outbox, inbox and dead letters are. They need no tenant to be set. */
export interface SqlDatabase {
  /** The schema with the bus's tables. */
  readonly schema: string;
  /** Runs `work` in one transaction and commits it. May run it again after a conflict or a lost connection. */
  transaction<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
}
