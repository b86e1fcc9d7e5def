import { WorkspaceCreated, WorkspaceDeleted, type WorkspacePurged } from '@raptor/contracts';
import { Database, runMigrations } from '@raptor/persistence';
import { startService, type RunningService } from '@raptor/platform';
import { backlogOf, RaptorBus, type PreparedMessage } from '@raptor/raptor-bus';
import {
  aKeyPrefix,
  cloneDatabase,
  deliver,
  eventually,
  prepared,
  serviceEnvironment,
  type ClonedDatabase,
} from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ShelfEntity, libraryDatabase } from '../../persistence/test/support/library-database';
import type { NewWorkspace, Seed } from '../src';
import { libraryConfig, libraryModule, plantShelf } from './support/library-service';

const ACME = { name: 'Acme', plan: 'pro', timezone: 'Europe/Berlin', ownerId: uuidv7() } as const;

describe('the life of a workspace in a service', () => {
  let clone: ClonedDatabase;
  let admin: Client;
  let replicas: RunningService[];
  let seeded: NewWorkspace[];
  let id: string;

  /** One shelf, of a new id each time: what runs twice is there twice. */
  const seed: Seed = async (tx, workspace) => {
    seeded.push(workspace);
    await tx.insert(ShelfEntity, { workspaceId: workspace.id, id: uuidv7(), label: workspace.name });
  };

  const bus = (): RaptorBus => replicas[0]!.app.get(RaptorBus);
  const database = (): Database => replicas[0]!.app.get(Database);

  const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await admin.query(sql, values)).rows as T[];
  const count = async (table: string, workspace = id): Promise<number> => {
    const [row] = await rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM muse.${table} WHERE workspace_id = $1`,
      workspace,
    );
    return row!.n;
  };
  const reports = async (): Promise<WorkspacePurged[]> => {
    const sent = await rows<{ envelope: string }>(
      `SELECT envelope FROM muse.outbox_events WHERE name = 'guild.workspace.purged' AND workspace_id = $1`,
      id,
    );
    return sent.map(({ envelope }) => (JSON.parse(envelope) as { payload: WorkspacePurged }).payload);
  };
  const untilPurged = (): Promise<void> => eventually(async () => expect(await reports()).toHaveLength(1));
  const untilHandled = (event: PreparedMessage): Promise<void> =>
    eventually(async () => {
      const noted = await rows(`SELECT 1 FROM muse.inbox_events WHERE event_id = $1`, event.envelope.id);
      expect(noted).toHaveLength(1);
    });

  const created = (workspace = id): PreparedMessage =>
    prepared(bus(), workspace, Object.assign(new WorkspaceCreated(), ACME));
  const deleted = (workspace = id): PreparedMessage => prepared(bus(), workspace, new WorkspaceDeleted());

  /** Waits until no message waits or is being handled, whatever became of it. */
  const untilQuiet = (): Promise<void> =>
    eventually(async () => {
      expect(await backlogOf(bus(), 'sys.workspace.lifecycle')).toMatchObject({ lag: 0, pending: 0 });
    });

  /** Has Postgres fail shelves for a while, in a way that another try may survive. @returns how to end that. */
  const refuse = async (operation: 'INSERT' | 'DELETE'): Promise<() => Promise<unknown>> => {
    await admin.query(`
      CREATE FUNCTION muse.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '57014'; END $$;
      CREATE TRIGGER refuse BEFORE ${operation} ON muse.shelves EXECUTE FUNCTION muse.refuse()`);
    return () => admin.query(`DROP FUNCTION muse.refuse CASCADE`);
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    await runMigrations(libraryDatabase, clone.ownerUrl);
    admin = new Client({ connectionString: clone.adminUrl });
    await admin.connect();
    const environment = {
      ...serviceEnvironment('muse', clone, aKeyPrefix()),
      BUS_RETRY_FIRST_MS: '50',
      BUS_RETRY_LONGEST_MS: '50',
    };
    const start = (): Promise<RunningService> =>
      startService(
        libraryModule((...given) => seed(...given)),
        libraryConfig,
        { environment },
      );
    replicas = await Promise.all([start(), start()]);
  });

  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await admin.end();
    await clone.drop();
  });

  beforeEach(() => {
    id = uuidv7();
    seeded = [];
  });

  it('begins with what the service makes for it', async () => {
    await deliver(bus(), created());
    await eventually(async () => expect(await count('shelves')).toBe(1));
    expect(seeded).toEqual([{ ...ACME, id }]);
  });

  it('begins once, however often and by however many replicas it is heard', async () => {
    const event = created();
    await deliver(bus(), event, event, event, created(), created());
    await untilHandled(event);
    await untilQuiet();
    expect(await count('shelves')).toBe(1);
  });

  it('begins when a first try has failed, and has nothing of that', async () => {
    const giveWay = await refuse('INSERT');
    const event = created();
    await deliver(bus(), event);
    await eventually(() => expect(seeded.length).toBeGreaterThan(0));
    expect(await count('workspace_lives')).toBe(0);
    await giveWay();
    await untilHandled(event);
    expect(await count('shelves')).toBe(1);
  });

  it('ends with no row left and says how many went; the neighbour keeps its own', async () => {
    const neighbour = uuidv7();
    for (const workspace of [id, neighbour]) await plantShelf(database(), workspace);
    await deliver(bus(), deleted());
    await untilPurged();
    expect(await reports()).toEqual([
      {
        tables: [
          { table: 'loans', rows: 2 },
          { table: 'books', rows: 2 },
          { table: 'shelves', rows: 1 },
        ],
        kept: ['journal'],
      },
    ]);
    for (const table of ['loans', 'books', 'shelves']) {
      expect(await count(table)).toBe(0);
      expect(await count(table, neighbour)).toBeGreaterThan(0);
    }
  });

  it('ends once: heard again, it removes what came meanwhile and says nothing', async () => {
    await plantShelf(database(), id);
    const event = deleted();
    await deliver(bus(), event, event, deleted());
    await untilPurged();
    await plantShelf(database(), id);
    await deliver(bus(), event, deleted());
    await eventually(async () => expect(await count('shelves')).toBe(0));
    await untilQuiet();
    expect(await reports()).toHaveLength(1);
  });

  it('does not begin after it has ended, whichever was heard first', async () => {
    await deliver(bus(), deleted());
    await untilPurged();
    const [late, again] = [created(), created()];
    await deliver(bus(), late, again);
    await untilHandled(late);
    await untilHandled(again);
    expect(seeded).toEqual([]);
    expect(await count('shelves')).toBe(0);
  });

  it('has nothing in the end when beginning and end are heard at the same time', async () => {
    const workspaces = Array.from({ length: 20 }, () => uuidv7());
    const events = workspaces.flatMap((workspace) => [created(workspace), deleted(workspace)]);
    await deliver(bus(), ...events);
    await eventually(async () => {
      const purged = await rows(
        `SELECT 1 FROM muse.workspace_lives WHERE workspace_id = ANY($1) AND purged_at IS NOT NULL`,
        workspaces,
      );
      expect(purged).toHaveLength(workspaces.length);
    });
    await untilQuiet();
    const left = await rows(`SELECT 1 FROM muse.shelves WHERE workspace_id = ANY($1)`, workspaces);
    expect(left).toEqual([]);
  });

  it('ends though the purge breaks off in the middle, and the report counts what every try removed', async () => {
    await plantShelf(database(), id);
    const giveWay = await refuse('DELETE');
    await deliver(bus(), deleted());
    await eventually(async () => expect(await count('books')).toBe(0));
    expect(await count('shelves')).toBe(1);
    expect(await reports()).toEqual([]);
    await plantShelf(database(), id);
    await giveWay();
    await untilPurged();
    const [report] = await reports();
    expect(report!.tables).toEqual([
      { table: 'loans', rows: 4 },
      { table: 'books', rows: 4 },
      { table: 'shelves', rows: 2 },
    ]);
  });
});
