import type { ServiceKey } from '@raptor/contracts';
import type { Database } from '@raptor/persistence';
import { SERVICE_DATABASES } from '../../tools/database/service-databases';
import { connect, type Session } from '../../tools/database/session';
import { openDatabase, type FleetDatabase, type FleetDatabases } from './databases';
import { fill, prepareFilling, ROWS_EACH, WORKSPACE_ID, type Filling } from './fill';
import { QUESTIONS, type Question } from './questions';
import { anyOf } from './timing';

/** Questions to choose from at random. */
const DRAWN = 4_096;
/**
 * Workspaces that are at work, whose rows lie between those of all others: what is asked about. Questions about other ones each time would
 * measure how much of the data fits into memory.
 */
const AT_WORK = 10;
const NOBODY = { type: 'system', id: 'bench' } as const;

/** Whose rows are asked about, and which. */
export interface Asked {
  readonly workspaceId: string;
  /** Null where the workspace is all that is asked about. */
  readonly about: string;
}

/** A database full of rows, which is asked as the services ask theirs. */
export class FilledDatabase {
  private readonly databases: Map<ServiceKey, Database>;
  private readonly drawn = new Map<Question, readonly Asked[]>();

  private constructor(
    readonly urls: FleetDatabase,
    readonly workspaces: number,
    private readonly until: Date,
    poolMax: number,
  ) {
    const services = [...new Set(QUESTIONS.map(({ service }) => service))];
    this.databases = new Map(
      services.map((service) => [service, openDatabase(SERVICE_DATABASES[service], urls.roleUrls[service], poolMax)]),
    );
  }

  /** Makes it and fills it: takes minutes for a million rows in each table. */
  static async make(
    fleet: FleetDatabases,
    name: string,
    { workspaces, until, poolMax }: { workspaces: number; until: Date; poolMax: number },
  ): Promise<FilledDatabase> {
    const made = new FilledDatabase(await fleet.copy(name), workspaces, until, poolMax);
    const admin = await connect(made.urls.adminUrl);
    try {
      await prepareFilling(admin, until);
      // The log of what is written would take as much disk again.
      await admin.query(`ALTER SYSTEM SET max_wal_size = '256MB'`);
      await admin.query('SELECT pg_reload_conf()');
      const fillings: Filling[] = [...new Set(QUESTIONS.map(({ filling }) => filling))];
      await fill(made.urls.adminUrl, fillings, workspaces);
      for (const question of QUESTIONS) {
        const { rows } = await admin.query<Asked>(
          `SELECT ${WORKSPACE_ID} AS "workspaceId", ${question.about ?? 'NULL'} AS about
           FROM (
             SELECT 1 + floor(random() * ${AT_WORK})::int * (${workspaces} / ${AT_WORK}) AS w, n
             FROM generate_series(1, ${DRAWN}) AS n
           ) AS drawn`,
        );
        made.drawn.set(question, rows);
      }
      for (const { table } of fillings) await readOnce(admin, table, workspaces);
      // What filling has left to write is not written while something is measured.
      await admin.query('CHECKPOINT');
      await admin.query('ALTER SYSTEM RESET max_wal_size');
      await admin.query('SELECT pg_reload_conf()');
    } finally {
      await admin.end();
    }
    return made;
  }

  get rowsEach(): number {
    return this.workspaces * ROWS_EACH;
  }

  draw(question: Question): Asked {
    return anyOf(this.drawn.get(question) ?? []);
  }

  /** One request's worth. */
  async ask(question: Question, { workspaceId, about }: Asked = this.draw(question)): Promise<unknown> {
    const database = this.databases.get(question.service) as Database;
    return database.withTenant(workspaceId, NOBODY, (tx) => question.ask(tx, about, this.until));
  }

  /** The statements that a question is asked with, as they reach Postgres. */
  async statementsOf(question: Question, asked: Asked): Promise<readonly Statement[]> {
    const sent: Statement[] = [];
    const listened: Question = {
      ...question,
      ask: async (tx, about, now) => {
        const runner = tx.queryRunner as NonNullable<typeof tx.queryRunner>;
        const query = runner.query.bind(runner);
        runner.query = ((text: string, values: unknown[] = [], ...rest: []) => {
          sent.push({ text, values });
          return query(text, values, ...rest);
        }) as typeof runner.query;
        try {
          return await question.ask(tx, about, now);
        } finally {
          delete (runner as Partial<typeof runner>).query;
        }
      },
    };
    await this.ask(listened, asked);
    return sent;
  }

  async sizeBytes(): Promise<number> {
    const admin = await connect(this.urls.adminUrl);
    try {
      const { rows } = await admin.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
      return Number(rows[0]?.size);
    } finally {
      await admin.end();
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.databases.values()].map((database) => database.close()));
  }
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The rows of those at work, so that they are in memory before anything is measured. */
async function readOnce(admin: Session, table: string, workspaces: number): Promise<void> {
  await admin.query(
    `SELECT sum(pg_column_size(t.*)) FROM ${table} AS t WHERE workspace_id IN (
       SELECT ${WORKSPACE_ID} FROM (
         SELECT 1 + nth * (${workspaces} / ${AT_WORK}) AS w FROM generate_series(0, ${AT_WORK - 1}) AS nth
       ) AS at_work
     )`,
  );
}
