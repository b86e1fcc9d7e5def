import { PurgedTable, SERVICE_KEYS, WorkspaceDeleted, WorkspacePurged, type ServiceKey } from '@raptor/contracts';
import { Database, ownerDataSource, WorkspaceExport } from '@raptor/persistence';
import { backlogOf, RaptorBus } from '@raptor/raptor-bus';
import { deliver, eventually, prepared } from '@raptor/testing';
import { everyGatewayRow, plant } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { gatewayDatabase } from '../src/database';
import { seedWorkspace } from '../src/seed-workspace';
import { WorkspaceEntity } from '../src/workspaces/workspace.entity';
import { WorkspaceLife } from '../src/workspaces/workspace-life.service';
import { startFleet, type Fleet } from './support/fleet';

const ADA = { type: 'user', id: uuidv7() } as const;
const TABLES = [
  'api_keys',
  'idempotency_keys',
  'webhook_endpoints',
  'webhook_deliveries',
  'workspace_members',
] as const;

describe('the life of a workspace in the gateway', () => {
  let fleet: Fleet;
  let admin: Client;

  const life = (): WorkspaceLife => fleet.gateway.app.get(WorkspaceLife);
  const query = async <T>(text: string, ...values: unknown[]): Promise<T[]> =>
    (await admin.query(text, values)).rows as T[];

  const announced = (workspaceId: string): Promise<{ name: string; timed: boolean; envelope: string }[]> =>
    query(
      `SELECT name, deliver_after > now() AS timed, envelope FROM gateway.outbox_events
       WHERE workspace_id = $1 AND name LIKE 'gateway.workspace.%' ORDER BY deliver_after, id`,
      workspaceId,
    );
  const workspace = (id: string): Promise<WorkspaceEntity> =>
    fleet.gateway.app.get(Database).withTenant(id, ADA, (tx) => tx.findOneByOrFail(WorkspaceEntity, { id }));
  const counts = async (workspaceId: string): Promise<Record<string, number>> => {
    const all = [...TABLES, 'audit_log'].map(
      (table) => `(SELECT count(*)::int FROM gateway.${table} WHERE workspace_id = $1) AS ${table}`,
    );
    const [row] = await query<Record<string, number>>(`SELECT ${all.join(', ')}`, workspaceId);
    return row ?? {};
  };

  const found = async (changes: { slug?: string } = {}): Promise<string> => {
    const id = uuidv7();
    const slug = `acme-${id}`;
    await life().createWorkspace(ADA, {
      ...{ id, name: 'Acme', slug, plan: 'enterprise', timezone: 'Asia/Tokyo', ownerId: ADA.id },
      ...changes,
    });
    return id;
  };
  const plantAll = async (...workspaces: readonly string[]): Promise<void> => {
    const asAdmin = await ownerDataSource(gatewayDatabase, fleet.database.adminUrl).initialize();
    for (const id of workspaces) await plant(asAdmin.manager, ...everyGatewayRow(id));
    await asAdmin.destroy();
  };

  /** As a service's relay would. */
  const report = async (service: ServiceKey, workspaceId: string, rows: number): Promise<void> => {
    const tables = [Object.assign(new PurgedTable(), { table: `of_${service}`, rows })];
    const bus = fleet.gateway.app.get(RaptorBus);
    const message = prepared(bus, workspaceId, Object.assign(new WorkspacePurged(), { tables, kept: [] }));
    const text = JSON.stringify({ ...message.envelope, producer: service });
    await deliver(bus, { ...message, text });
  };

  /** Waits until nothing that was said about workspaces is still being heard. */
  const untilQuiet = (): Promise<void> =>
    eventually(async () => {
      const backlog = await backlogOf(fleet.gateway.app.get(RaptorBus), 'sys.workspace.lifecycle');
      expect(backlog).toMatchObject({ lag: 0, pending: 0 });
    });

  beforeAll(async () => {
    fleet = await startFleet();
    admin = new Client({ connectionString: fleet.database.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await fleet.stop();
  });

  it('is announced with the transaction that begins it, by whoever did and about that workspace', async () => {
    const id = await found();
    const [created, ...others] = await announced(id);
    expect(others).toEqual([]);
    expect(JSON.parse(created!.envelope)).toMatchObject({
      name: 'gateway.workspace.created',
      workspaceId: id,
      actor: ADA,
      payload: { name: 'Acme', plan: 'enterprise', timezone: 'Asia/Tokyo', ownerId: ADA.id },
    });
  });

  it('is not announced when it does not begin', async () => {
    const id = await found();
    const { slug } = await workspace(id);
    const before = await query(`SELECT 1 FROM gateway.outbox_events WHERE name LIKE 'gateway.workspace.%'`);
    await expect(found({ slug })).rejects.toThrow('workspaces_slug_key');
    const after = await query(`SELECT 1 FROM gateway.outbox_events WHERE name LIKE 'gateway.workspace.%'`);
    expect(after).toHaveLength(before.length);
  });

  it('is announced, once, by a program that makes a first workspace', async () => {
    const { workspaceId, email, password } = fleet;
    expect((await announced(workspaceId)).map(({ name }) => name)).toEqual(['gateway.workspace.created']);
    await seedWorkspace(fleet.database.roleUrls.gateway, { workspaceId, name: 'X', slug: 'x', email, password });
    expect(await announced(workspaceId)).toHaveLength(1);
  });

  it('ends at once for everybody, and is announced now and a day later', async () => {
    const seed = {
      workspaceId: uuidv7(),
      name: 'Gone',
      slug: 'gone',
      email: 'eve@gone.example',
      password: 'correct horse',
    };
    await seedWorkspace(fleet.database.roleUrls.gateway, seed);
    const signIn = () =>
      fleet.ask('POST', '/api/v1/auth/login', { body: { email: seed.email, password: seed.password } });
    expect((await signIn()).status).toBe(200);
    expect(await life().deleteWorkspace(ADA, seed.workspaceId)).toBe(true);
    expect(await signIn()).toMatchObject({ status: 403, body: { code: 'AUTH_NO_WORKSPACE' } });
    const names = (await announced(seed.workspaceId)).map(({ name, timed }) => [name, timed]);
    expect(names).toEqual([
      ['gateway.workspace.created', false],
      ['gateway.workspace.deleted', false],
      ['gateway.workspace.deleted', true],
    ]);
    expect(await workspace(seed.workspaceId)).toMatchObject({ name: '(deleted)', settings: {}, connections: {} });
    expect(await life().deleteWorkspace(ADA, seed.workspaceId)).toBe(false);
    expect(await announced(seed.workspaceId)).toHaveLength(3);
  });

  it('gives its slug back and never its id', async () => {
    const id = await found();
    const { slug } = await workspace(id);
    await life().deleteWorkspace(ADA, id);
    await found({ slug });
    const seed = { workspaceId: id, name: 'Again', slug: 'again', email: 'a@again.example', password: 'correct horse' };
    expect(await seedWorkspace(fleet.database.roleUrls.gateway, seed)).toEqual({ created: false });
  });

  it('cannot end when it has never been', async () => {
    await expect(life().deleteWorkspace(ADA, uuidv7())).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  });

  it('leaves no row of the gateway but the audit log, and none of the neighbour goes', async () => {
    const [mine, neighbour] = [uuidv7(), uuidv7()];
    await plantAll(mine, neighbour);
    const before = await counts(neighbour);
    await life().deleteWorkspace(ADA, mine);
    await eventually(async () => expect((await workspace(mine)).purges.gateway?.at).toBeDefined());
    const left = await counts(mine);
    for (const table of TABLES) expect([table, left[table]]).toEqual([table, 0]);
    expect(left['audit_log']).toBeGreaterThan(0);
    expect((await workspace(mine)).purges.gateway).toMatchObject({
      rows: Object.fromEntries(TABLES.map((table) => [table, 1])),
      kept: ['audit_log'],
    });
    expect(await counts(neighbour)).toEqual(before);
  });

  it('loses nothing while it lives, whoever says that it is deleted: that becomes a dead letter', async () => {
    const id = uuidv7();
    await plantAll(id);
    const before = await counts(id);
    const bus = fleet.gateway.app.get(RaptorBus);
    const stale = prepared(bus, id, new WorkspaceDeleted());
    await deliver(bus, stale);
    const letter = (): Promise<object[]> =>
      query('SELECT failure FROM gateway.dead_letters WHERE event_id = $1', stale.envelope.id);
    await eventually(async () => expect(await letter()).toHaveLength(1));
    expect(JSON.stringify(await letter())).toContain('is deleted: nothing of it is removed');
    expect(await counts(id)).toEqual(before);
    expect(await workspace(id)).toMatchObject({ purges: {}, purgedAt: null, deletedAt: null });
  });

  it('is over when all six services have said so, each for the first time', async () => {
    const id = await found();
    await life().deleteWorkspace(ADA, id);
    await eventually(async () => expect((await workspace(id)).purges.gateway?.at).toBeDefined());
    const others = SERVICE_KEYS.filter((service) => service !== 'gateway');
    for (const service of others.slice(1)) await report(service, id, 7);
    await eventually(async () => expect(Object.keys((await workspace(id)).purges)).toHaveLength(5));
    expect((await workspace(id)).purgedAt).toBeNull();
    await report(others[0]!, id, 7);
    await eventually(async () => expect((await workspace(id)).purgedAt).not.toBeNull());
    const { purges, purgedAt } = await workspace(id);
    expect(purges.council).toMatchObject({ rows: { of_council: 7 }, kept: [] });
    await report('council', id, 0);
    await report('muse', id, 0);
    await untilQuiet();
    expect(await workspace(id)).toMatchObject({ purges, purgedAt });
  });

  it('is not over because somebody says so', async () => {
    const id = await found();
    for (const service of SERVICE_KEYS) await report(service, id, 1);
    await untilQuiet();
    const { purges, purgedAt, deletedAt } = await workspace(id);
    expect({ purges, purgedAt, deletedAt }).toEqual({ purges: {}, purgedAt: null, deletedAt: null });
  });

  it('can be taken away as a text, without a secret', async () => {
    const [mine, neighbour] = [uuidv7(), uuidv7()];
    await plantAll(mine, neighbour);
    const lines: { table: string; row: Record<string, unknown> }[] = [];
    for await (const line of fleet.gateway.app.get(WorkspaceExport).lines(mine, ADA)) {
      expect(line).not.toContain(neighbour);
      lines.push(JSON.parse(line) as (typeof lines)[number]);
    }
    expect(lines.map(({ table }) => table).sort()).toEqual([...TABLES, 'audit_log', 'workspaces'].sort());
    const columns = lines.flatMap(({ table, row }) => Object.keys(row).map((column) => `${table}.${column}`));
    expect(columns).toContain('webhook_endpoints.url');
    for (const secret of [
      'workspaces.connections',
      'workspace_members.invite_token_hash',
      'api_keys.key_hash',
      'webhook_endpoints.secret',
    ])
      expect(columns).not.toContain(secret);
  });
});
