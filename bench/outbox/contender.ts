import type { Pool } from 'pg';

/** What is enqueued: the domain row, the job and the effect all carry it. */
export interface Order {
  readonly id: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Where a round takes place: a database of its own with the tables of {@link TABLES}. */
export interface Place {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  /** Begins every Redis key of this round. */
  readonly prefix: string;
  /** Messages handled at once by the consumer. */
  readonly concurrency: number;
}

export const TABLES = [
  'CREATE TABLE orders (id uuid PRIMARY KEY, payload jsonb NOT NULL)',
  'CREATE TABLE effects (id uuid PRIMARY KEY, payload jsonb NOT NULL)',
];

/** The domain rows of a transaction, in one statement. */
export const INSERT_ORDERS =
  'INSERT INTO orders SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (id uuid, payload jsonb)';

/** Prepared once per connection. A second run of the same job finds the effect there. */
export const insertEffect = ({ id, payload }: Order) => ({
  name: 'effect',
  text: 'INSERT INTO effects (id, payload) VALUES ($1, $2) ON CONFLICT DO NOTHING',
  values: [id, payload],
});

export interface Producer {
  /** One transaction: the domain rows and a job for each. */
  enqueue(orders: readonly Order[]): Promise<void>;
  close(): Promise<void>;
}

export interface Consumer {
  close(): Promise<void>;
}

/** One way from a committed transaction to an effect in another process. */
export interface Contender {
  /** Makes the contender's tables. */
  prepare(place: Place): Promise<void>;
  produce(place: Place): Promise<Producer>;
  /** `done` is called after each effect is committed. */
  consume(place: Place, done: () => void): Promise<Consumer>;
  /** Jobs that are not over yet as the contender sees it. */
  left(pool: Pool): Promise<number>;
}
