import type { Type } from '@nestjs/common';
import { schemaOf, WorkspaceCreated, WorkspaceDeleted, WorkspacePurged } from '@raptor/contracts';
import { ownerDataSource, WorkspaceExport, type ServiceDatabase } from '@raptor/persistence';
import { startService, type RunningService, type ServiceConfigDefinition } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { plant } from './builders/builder';
import { deliver, prepared } from './deliver';
import { eventually } from './eventually';
import { cloneDatabase, type ClonedDatabase } from './infrastructure/clone-database';
import { aKeyPrefix } from './infrastructure/key-prefix';
import { serviceEnvironment } from './service-environment';

export interface WorkspaceLifeExpectations {
  /** One row at least of every table; see the builders. */
  readonly everyRow: (workspaceId: string) => object[];
  /** Rows that a workspace begins with, by table; none in the others. */
  readonly seeds: Readonly<Record<string, number>>;
}

const ACME = { name: 'Acme', plan: 'pro', timezone: 'Europe/Berlin', ownerId: uuidv7() } as const;

/** What the council and every guild do when a workspace is created or deleted, on two replicas. */
export function describeWorkspaceLife<Own extends object>(
  module: Type,
  definition: ServiceConfigDefinition<Own>,
  description: ServiceDatabase,
  { everyRow, seeds }: WorkspaceLifeExpectations,
): void {
  const schema = schemaOf(description.service);
  const tables = Object.keys(description.tables).filter((name) => description.tables[name] === 'tenant');

  describe(`a workspace in ${description.service}`, () => {
    let clone: ClonedDatabase;
    let admin: Client;
    let asAdmin: DataSource;
    let replicas: RunningService[];
    let mine: string;
    let neighbour: string;

    const bus = (): RaptorBus => (replicas[0] as RunningService).app.get(RaptorBus);
    const created = (): WorkspaceCreated => Object.assign(new WorkspaceCreated(), ACME);

    const query = async <T>(text: string, ...values: unknown[]): Promise<T[]> =>
      (await admin.query(text, values)).rows as T[];
    const rowsOf = (table: string, workspaceId: string): Promise<{ row: Record<string, unknown> }[]> =>
      query(
        `SELECT to_jsonb(t) AS row FROM ${schema}.${table} AS t WHERE workspace_id = $1 ORDER BY t::text`,
        workspaceId,
      );
    const everything = async (workspaceId: string): Promise<Record<string, Record<string, unknown>[]>> => {
      const all: Record<string, Record<string, unknown>[]> = {};
      for (const table of tables) all[table] = (await rowsOf(table, workspaceId)).map(({ row }) => row);
      return all;
    };
    const counts = async (workspaceId: string): Promise<Record<string, number>> =>
      Object.fromEntries(Object.entries(await everything(workspaceId)).map(([table, rows]) => [table, rows.length]));

    const reports = async (workspaceId: string): Promise<WorkspacePurged[]> => {
      const sent = await query<{ envelope: string }>(
        `SELECT envelope FROM ${schema}.outbox_events WHERE name = 'guild.workspace.purged' AND workspace_id = $1`,
        workspaceId,
      );
      return sent.map(({ envelope }) => (JSON.parse(envelope) as { payload: WorkspacePurged }).payload);
    };

    beforeAll(async () => {
      clone = await cloneDatabase();
      admin = new Client({ connectionString: clone.adminUrl });
      await admin.connect();
      asAdmin = await ownerDataSource(description, clone.adminUrl).initialize();
      const environment = serviceEnvironment(description.service, clone, aKeyPrefix());
      replicas = await Promise.all([1, 2].map(() => startService(module, definition, { environment })));
    });

    afterAll(async () => {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await asAdmin.destroy();
      await admin.end();
      await clone.drop();
    });

    beforeEach(() => {
      [mine, neighbour] = [uuidv7(), uuidv7()];
    });

    it('begins with its seeds, once, however often it is announced', async () => {
      const once = prepared(bus(), mine, created());
      const again = Array.from({ length: 5 }, () => prepared(bus(), mine, created()));
      await deliver(bus(), once, once, ...again, once);
      await eventually(async () => {
        const ids = [once, ...again].map(({ envelope }) => envelope.id);
        const heard = await query(`SELECT 1 FROM ${schema}.inbox_events WHERE event_id = ANY($1)`, ids);
        expect(heard).toHaveLength(ids.length);
      });
      expect(await counts(mine)).toEqual({ ...Object.fromEntries(tables.map((table) => [table, 0])), ...seeds });
    });

    it('ends without a row in any of its tables, and the neighbour keeps every one', async () => {
      await plant(asAdmin.manager, ...everyRow(mine), ...everyRow(neighbour));
      const [before, kept] = [await counts(mine), await everything(neighbour)];
      for (const table of tables) expect([table, before[table]]).not.toEqual([table, 0]);
      const deleted = prepared(bus(), mine, new WorkspaceDeleted());
      await deliver(bus(), deleted, deleted, prepared(bus(), mine, new WorkspaceDeleted()));
      await eventually(async () => expect(await reports(mine)).toHaveLength(1));
      const [report] = await reports(mine);
      expect(report?.kept).toEqual([]);
      expect(Object.fromEntries(report?.tables.map(({ table, rows }) => [table, rows]) ?? [])).toEqual(before);
      expect(await counts(mine)).toEqual(Object.fromEntries(tables.map((table) => [table, 0])));
      expect(await everything(neighbour)).toEqual(kept);
    });

    it('exports every row and none of the neighbour', async () => {
      await plant(asAdmin.manager, ...everyRow(mine), ...everyRow(neighbour));
      const service = replicas[0] as RunningService;
      const lines: { table: string; row: Record<string, unknown> }[] = [];
      for await (const line of service.app.get(WorkspaceExport).lines(mine, { type: 'system', id: 'test' })) {
        expect(line).not.toContain(neighbour);
        lines.push(JSON.parse(line) as (typeof lines)[number]);
      }
      const all = Object.entries(await everything(mine)).flatMap(([table, rows]) =>
        rows.map((row) => [table, row['id']]),
      );
      expect(lines.map(({ table, row }) => [table, row['id']]).sort()).toEqual(all.sort());
    });
  });
}
