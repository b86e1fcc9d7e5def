import type { Pool } from 'pg';
import { createBusTables, type SqlTransaction } from '@raptor/raptor-bus';
import { CAST } from './cast';
import { READERS } from './messages';

/** Schemas with an outbox and an inbox of their own. */
export const SERVICES = [...new Set(CAST.map(({ service }) => service))];

/**
 * `accepted` is what must have its effects; it is written in the transaction that sends the message. `effects` would take
 * a second one without a word: that is what is looked for.
 */
const TABLES = [
  'CREATE SCHEMA chaos',
  `CREATE TABLE chaos.accepted (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`,
  `CREATE TABLE chaos.effects (
    consumer_group text NOT NULL,
    number bigint NOT NULL,
    instance text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`,
  'CREATE TABLE chaos.stumbles (consumer_group text, number bigint, PRIMARY KEY (consumer_group, number))',
];

export async function createTables(pool: Pool): Promise<void> {
  for (const statement of TABLES) await pool.query(statement);
  for (const service of SERVICES) {
    for (const statement of [`CREATE SCHEMA ${service}`, ...createBusTables(service)]) await pool.query(statement);
  }
}

/** Rows of the domain; gives their numbers. */
export async function accept(tx: SqlTransaction, kind: 'order' | 'parcel', count: number): Promise<number[]> {
  const rows = await tx.query<{ number: string }[]>(
    'INSERT INTO chaos.accepted (kind) SELECT $1 FROM generate_series(1, $2) RETURNING number',
    [kind, count],
  );
  return rows.map(({ number }) => Number(number));
}

export interface Handled {
  readonly group: string;
  readonly number: number;
}

export async function effect(
  tx: SqlTransaction,
  { group, number, instance }: Handled & { instance: string },
): Promise<void> {
  await tx.query('INSERT INTO chaos.effects (consumer_group, number, instance) VALUES ($1, $2, $3)', [
    group,
    number,
    instance,
  ]);
}

/** Notes it outside of any transaction, so that it is true once whatever becomes of the process. */
export async function isFirstStumble(pool: Pool, { group, number }: Handled): Promise<boolean> {
  const { rowCount } = await pool.query('INSERT INTO chaos.stumbles VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    group,
    number,
  ]);
  return rowCount === 1;
}

export interface Ledger {
  /** Orders and parcels together. */
  readonly accepted: number;
  readonly parcels: number;
  readonly effects: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Effects of what was never accepted. */
  readonly phantoms: readonly string[];
  readonly deadLetters: readonly string[];
}

/** Most that are listed by name. */
const LISTED = 20;

/** Compares what was accepted with what took effect. */
export async function readLedger(pool: Pool): Promise<Ledger> {
  const { rows: totals } = await pool.query<{ accepted: number; parcels: number; effects: number }>(
    `SELECT count(*)::int AS accepted, count(*) FILTER (WHERE kind = 'parcel')::int AS parcels,
       (SELECT count(*)::int FROM chaos.effects) AS effects FROM chaos.accepted`,
  );
  const list = async (query: string, values: unknown[] = []): Promise<string[]> =>
    (await pool.query<{ line: string }>(query, values)).rows.map(({ line }) => line);
  const letters = READERS.map((service) => `SELECT * FROM ${service}.dead_letters`);
  const [{ accepted = 0, parcels = 0, effects = 0 } = {}] = totals;
  return {
    accepted,
    parcels,
    effects,
    lost: await list(
      `SELECT kind || ' ' || number || ' in ' || reader || ', accepted ' || at AS line
       FROM chaos.accepted CROSS JOIN unnest($1::text[]) AS reader
       WHERE NOT EXISTS (SELECT FROM chaos.effects AS e WHERE e.number = accepted.number AND consumer_group = reader)
       ORDER BY number, reader`,
      [READERS],
    ),
    doubled: await list(
      `SELECT number || ' in ' || consumer_group || ' ' || count(*) || ' times: '
         || string_agg(instance || ' at ' || at, ', ' ORDER BY at) AS line
       FROM chaos.effects GROUP BY number, consumer_group HAVING count(*) > 1 ORDER BY number`,
    ),
    phantoms: await list(
      `SELECT e.number || ' in ' || consumer_group || ' by ' || instance || ' at ' || e.at AS line
       FROM chaos.effects AS e LEFT JOIN chaos.accepted USING (number) WHERE accepted.number IS NULL ORDER BY e.number`,
    ),
    deadLetters: await list(
      `SELECT event_id || ' in ' || consumer_group || ' at ' || created_at || ': ' || reason || ', '
         || (failure ->> 'message') AS line
       FROM (${letters.join(' UNION ALL ')}) AS letters ORDER BY created_at`,
    ),
  };
}

export const listed = (lines: readonly string[]): string[] =>
  lines.length > LISTED ? [...lines.slice(0, LISTED), `and ${lines.length - LISTED} more`] : [...lines];
