import { Pool } from 'pg';
import { watchedWire } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { councilDatabase } from '../../apps/council/src/database';
import { inTransaction } from '../outbox/database';
import { openDatabase } from './databases';
import { TABLES, type HandlesDatabase } from './handles-database';
import { AT_ONCE, anyOf, repeat, timeAll, times, type AtOnce, type Stopwatch, type Timing } from './timing';

/** Ways to run one statement. The first has no walls at all. */
export const WAYS = ['bare statement, plain table', 'four round trips', 'withTenant'] as const;
export type Way = (typeof WAYS)[number];

export const STATEMENTS = ['read a row', 'insert a row'] as const;
export type StatementName = (typeof STATEMENTS)[number];

export interface HandleCost {
  readonly statement: StatementName;
  readonly way: Way;
  readonly atOnce: AtOnce;
  /** On the wire, for each statement. */
  readonly roundTrips: number;
  /** One for each round. */
  readonly timings: readonly Timing[];
}

type Ask = (workspaceId: string, text: string, values: readonly string[]) => Promise<unknown>;

/** Runs while the round trips are counted. */
const COUNTED = 80;
const NOBODY = { type: 'system', id: 'bench' } as const;

/** What it costs, in round trips and in time, that a statement runs in a transaction that knows its tenant. */
export async function handleCost(database: HandlesDatabase, stopwatch: Stopwatch): Promise<HandleCost[]> {
  const cases = STATEMENTS.flatMap((statement) =>
    AT_ONCE.flatMap((atOnce) => WAYS.map((way) => ({ statement, way, atOnce }))),
  );
  const counted = await countRoundTrips(database, cases);
  const ways = openWays(database.urls.roleUrls.council);
  try {
    const nameOf = (of: Case): string => `${of.statement}, ${of.way}, ${of.atOnce} at once`;
    const timed = cases.map((each) => ({
      name: nameOf(each),
      atOnce: each.atOnce,
      operation: operationOf(ways, database, each),
    }));
    const timings = await timeAll(timed, stopwatch);
    return cases.map((each, number) => ({
      ...each,
      roundTrips: counted[number] ?? Number.NaN,
      timings: timings.get(nameOf(each)) ?? [],
    }));
  } finally {
    await ways.close();
  }
}

type Case = Pick<HandleCost, 'statement' | 'way' | 'atOnce'>;

/** Not while anything is timed: the wire takes its time. */
async function countRoundTrips(database: HandlesDatabase, cases: readonly Case[]): Promise<number[]> {
  const wire = await watchedWire(database.urls.roleUrls.council);
  const ways = openWays(wire.url);
  try {
    const counted: number[] = [];
    for (const each of cases) {
      const operation = operationOf(ways, database, each);
      // Opening connections costs round trips of its own.
      await repeat(operation, each.atOnce, times(COUNTED));
      wire.reset();
      await repeat(operation, each.atOnce, times(COUNTED));
      counted.push(wire.roundTrips() / COUNTED);
    }
    return counted;
  } finally {
    await ways.close();
    await wire.close();
  }
}

interface Ways {
  readonly by: Readonly<Record<Way, Ask>>;
  close(): Promise<void>;
}

function openWays(url: string): Ways {
  const poolMax = Math.max(...AT_ONCE);
  const pool = new Pool({ connectionString: url, max: poolMax });
  const database = openDatabase(councilDatabase, url, poolMax);
  return {
    by: {
      'bare statement, plain table': (_workspaceId, text, values) => pool.query(text, [...values]),
      'four round trips': (workspaceId, text, values) =>
        inTransaction(pool, async (client) => {
          await client.query(`SELECT set_config('app.workspace_id', $1, true)`, [workspaceId]);
          return client.query(text, [...values]);
        }),
      withTenant: (workspaceId, text, values) =>
        database.withTenant(workspaceId, NOBODY, (tx) => tx.query(text, [...values])),
    },
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
}

function operationOf({ by }: Ways, { rows, growing }: HandlesDatabase, { statement, way }: Case) {
  const table = `council.${way === 'bare statement, plain table' ? TABLES.plain : TABLES.guarded}`;
  const ask = by[way];
  if (statement === 'read a row') {
    const text = `SELECT * FROM ${table} WHERE workspace_id = $1 AND id = $2`;
    return () => {
      const { workspaceId, id } = anyOf(rows);
      return ask(workspaceId, text, [workspaceId, id]);
    };
  }
  const text = `INSERT INTO ${table} (workspace_id, id, user_id, type, title) VALUES ($1, $2, $3, $4, $5)`;
  return () => {
    const workspaceId = anyOf(growing);
    return ask(workspaceId, text, [workspaceId, uuidv7(), anyOf(rows).userId, 'approval.required', 'A mail waits']);
  };
}
