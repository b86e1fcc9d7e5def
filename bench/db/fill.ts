import { connect, type Session } from '../../tools/database/session';

/** Rows that a workspace has in each table that is filled. */
export const ROWS_EACH = 1_000;

/** What these rows span, up to now. */
const SPAN_MS = 90 * 86_400_000;

/**
 * What a table is filled with: SQL for each column over `w` (number of the workspace), `n` (number of the row in it, the oldest is 1), `at`
 * (when it was made), `dice` and `pick` (random, from 0 to 1), and over what was drawn from these.
 */
export interface Filling {
  readonly table: string;
  /** What several columns depend on, by name. */
  readonly drawn?: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, string>>;
}

/** SQL for the id of row `n` of a table in workspace `w`: as a UUIDv7 it begins with the time of the row. */
export const idOf = (table: string, n = 'n'): string => `bench.row_id('${table}', w, (${n})::int)`;

/** SQL for the id of workspace `w`. */
export const WORKSPACE_ID = idOf('gateway.workspaces', '0');

/** SQL for one of these texts, evenly, by a random number from 0 to 1. */
export const oneOf = (values: readonly string[], random = 'pick'): string =>
  `(ARRAY[${values.map((value) => `'${value}'`).join(', ')}])[1 + floor(${random} * ${values.length})::int]`;

/** What ids and times are made by, the same in every statement; they end at `until`. */
export async function prepareFilling(admin: Session, until: Date): Promise<void> {
  const stepMs = SPAN_MS / ROWS_EACH;
  const madeMs = `${until.getTime() - SPAN_MS}::bigint + n * ${stepMs}::bigint`;
  const hexDigits = `lpad(to_hex(${madeMs}), 12, '0') || substr(md5(kind || w::text || '.' || n::text), 1, 20)`;
  await admin.query(`
    CREATE SCHEMA bench;
    CREATE FUNCTION bench.made_at(n int) RETURNS timestamptz LANGUAGE sql IMMUTABLE
      AS $$ SELECT to_timestamp((${madeMs}) / 1000.0) $$;
    CREATE FUNCTION bench.row_id(kind text, w int, n int) RETURNS uuid LANGUAGE sql IMMUTABLE
      AS $$ SELECT overlay(overlay(${hexDigits} PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid $$`);
}

/**
 * Fills tables of a database, two at a time, and leaves them as a vacuum would. The workspaces take turns, as they would over time, so
 * that the rows of one are not side by side.
 */
export async function fill(adminUrl: string, fillings: readonly Filling[], workspaces: number): Promise<void> {
  const waiting = [...fillings];
  const oneAfterAnother = async (): Promise<void> => {
    const admin = await connect(adminUrl);
    try {
      for (const setting of SETTINGS) await admin.query(`SET ${setting}`);
      for (let filling = waiting.shift(); filling; filling = waiting.shift())
        await fillTable(admin, filling, workspaces);
    } finally {
      await admin.end();
    }
  };
  await Promise.all([oneAfterAnother(), oneAfterAnother()]);
}

/** Triggers of foreign keys rest; every other rule of the tables holds. */
const SETTINGS = [
  'session_replication_role = replica',
  'synchronous_commit = off',
  'jit = off',
  `maintenance_work_mem = '256MB'`,
  'max_parallel_maintenance_workers = 0',
];

/** Indexes are made when all rows are there: that takes less time. They cannot be dropped meanwhile, as foreign keys need them. */
async function fillTable(admin: Session, filling: Filling, workspaces: number): Promise<void> {
  const { table } = filling;
  await admin.query(`UPDATE pg_index SET indisready = false, indisvalid = false WHERE indrelid = '${table}'::regclass`);
  await admin.query(insertInto(filling, workspaces));
  await admin.query(`REINDEX TABLE ${table}`);
  await admin.query(`VACUUM (ANALYZE) ${table}`);
}

function insertInto({ table, drawn = {}, columns }: Filling, workspaces: number): string {
  const all = { workspace_id: WORKSPACE_ID, id: idOf(table), created_at: 'at', updated_at: 'at', ...columns };
  const draws = Object.entries(drawn).map(([name, sql]) => `${sql} AS ${name}`);
  return `
    INSERT INTO ${table} (${Object.keys(all).join(', ')})
    SELECT ${Object.values(all).join(', ')}
    FROM (
      SELECT i % ${workspaces} + 1 AS w, i / ${workspaces} + 1 AS n, bench.made_at(i / ${workspaces} + 1) AS at,
        random() AS dice, random() AS pick
      FROM generate_series(0, ${workspaces * ROWS_EACH - 1}) AS i
    ) AS numbered
    CROSS JOIN LATERAL (SELECT ${draws.join(', ')}) AS drawn`;
}
