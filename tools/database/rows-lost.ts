import { schemaOf } from '@raptor/contracts';
import { ownerDataSource, type ServiceDatabase } from '@raptor/persistence';
import type { QueryRunner } from 'typeorm';
import { quoteIdentifier } from './identifiers';
import { migrationStatus } from './migration-status';
import { connect } from './session';

/** A table that goes, or that loses columns, and how many rows it has now. */
export interface LostRows {
  readonly table: string;
  readonly rows: number;
  /** Empty when the whole table goes. */
  readonly columns: readonly string[];
}

/**
 * What would be lost if a service's last migration were taken back: found by taking it back in a transaction that is given up. Nothing is
 * lost with tables that have no rows, or whose rows a migration brings.
 */
export async function rowsLostByRevert(database: ServiceDatabase, ownerUrl: string): Promise<LostRows[]> {
  const last = await lastMigration(database, ownerUrl);
  const Migration = database.migrations.find(({ name }) => name === last);
  if (!Migration) return [];
  const dataSource = await ownerDataSource(database, ownerUrl).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    const gone = await givenUp(runner, async () => {
      const before = await columnsOf(runner, database);
      await new Migration().down(runner);
      const after = await columnsOf(runner, database);
      return [...before].flatMap(([table, columns]) => {
        const left = after.get(table);
        const lost = columns.filter((column) => !left?.includes(column));
        return lost.length === 0 ? [] : [{ table, columns: left ? lost : [] }];
      });
    });
    const atStake = gone.filter(({ table }) => database.tables[table] !== 'global');
    const counted: LostRows[] = [];
    for (const { table, columns } of atStake) {
      const name = `${schemaOf(database.service)}.${quoteIdentifier(table)}`;
      counted.push({ table: `${schemaOf(database.service)}.${table}`, columns, rows: await countAll(runner, name) });
    }
    return counted.filter(({ rows }) => rows > 0);
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}

/** Row level security binds the owner, too, and would show none: for the count, which is given up, it does not. */
const countAll = (runner: QueryRunner, table: string): Promise<number> =>
  givenUp(runner, async () => {
    await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    const [row] = (await runner.query(`SELECT count(*)::float8 AS rows FROM ${table}`)) as { rows: number }[];
    return row?.rows ?? 0;
  });

async function givenUp<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  await runner.startTransaction();
  try {
    return await work();
  } finally {
    await runner.rollbackTransaction();
  }
}

async function columnsOf(runner: QueryRunner, { service }: ServiceDatabase): Promise<Map<string, string[]>> {
  const rows = (await runner.query(
    `SELECT c.relname::text AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition GROUP BY 1 ORDER BY 1`,
    [schemaOf(service)],
  )) as { table: string; columns: string[] }[];
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

async function lastMigration({ service }: ServiceDatabase, ownerUrl: string): Promise<string | undefined> {
  const session = await connect(ownerUrl, 'raptorflow-revert');
  try {
    return (await migrationStatus(session, service)).filter(({ hasRun }) => hasRun).at(-1)?.name;
  } finally {
    await session.end();
  }
}
