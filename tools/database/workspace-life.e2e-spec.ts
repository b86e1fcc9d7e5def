import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { Database, ownerDataSource, WorkspaceExport } from '@raptor/persistence';
import type { RunningService } from '@raptor/platform';
import { eventually } from '@raptor/testing';
import { EVERY_ROW, plant } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { councilConfig } from '../../apps/council/src/council.config';
import { CouncilModule } from '../../apps/council/src/council.module';
import { WorkspaceEntity } from '../../apps/gateway/src/workspaces/workspace.entity';
import { WorkspaceLife } from '../../apps/gateway/src/workspaces/workspace-life.service';
import { startFleet, type Fleet } from '../../apps/gateway/test/support/fleet';
import { guardianConfig } from '../../apps/guardian-guild/src/guardian.config';
import { GuardianModule } from '../../apps/guardian-guild/src/guardian.module';
import { matrixConfig } from '../../apps/matrix-guild/src/matrix.config';
import { MatrixModule } from '../../apps/matrix-guild/src/matrix.module';
import { museConfig } from '../../apps/muse-guild/src/muse.config';
import { MuseModule } from '../../apps/muse-guild/src/muse.module';
import { researchConfig } from '../../apps/research-guild/src/research.config';
import { ResearchModule } from '../../apps/research-guild/src/research.module';
import { SERVICE_DATABASES } from './service-databases';

const ADA = { type: 'user', id: uuidv7() } as const;

/** Hashes of secrets are bytes, what is encrypted is called what it is. */
const LOOKS_SECRET = /secret|password|credential|connections|token_hash|key_hash/;

describe('a workspace in the whole fleet', () => {
  let fleet: Fleet;
  let services: Record<ServiceKey, RunningService>;
  let admin: Client;

  const query = async <T>(text: string, ...values: unknown[]): Promise<T[]> =>
    (await admin.query(text, values)).rows as T[];

  /** Rows of a workspace by table of every service; empty tables are left out. */
  const rowsOf = async (workspaceId: string): Promise<Record<string, number>> => {
    const tables = SERVICE_KEYS.flatMap((service) =>
      Object.entries(SERVICE_DATABASES[service].tables).flatMap(([table, kind]) =>
        kind === 'tenant' || table === 'workspace_members' ? [`${service}.${table}`] : [],
      ),
    );
    const each = tables.map(
      (table) => `SELECT '${table}' AS name, count(*)::int AS n FROM ${table} WHERE workspace_id = $1`,
    );
    const counted = await query<{ name: string; n: number }>(each.join(' UNION ALL '), workspaceId);
    return Object.fromEntries(counted.flatMap(({ name, n }) => (n > 0 ? [[name, n]] : [])));
  };

  const SEEDS = {
    'gateway.workspace_members': 1,
    'gateway.audit_log': 1,
    'council.agents': 87,
    'council.achievements': 17,
    'council.workspace_budgets': 1,
    'muse.brand_kits': 1,
  };

  beforeAll(async () => {
    fleet = await startFleet();
    services = {
      gateway: fleet.gateway,
      council: await fleet.start(CouncilModule, councilConfig),
      research: await fleet.start(ResearchModule, researchConfig),
      muse: await fleet.start(MuseModule, museConfig),
      matrix: await fleet.start(MatrixModule, matrixConfig),
      guardian: await fleet.start(GuardianModule, guardianConfig),
    };
    admin = new Client({ connectionString: fleet.database.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await fleet.stop();
  });

  it('begins with its seeds in every service and ends without a row in any, while another goes on', async () => {
    const id = uuidv7();
    const life = fleet.gateway.app.get(WorkspaceLife);
    const workspace = { id, name: 'Acme', slug: `acme-${id}`, timezone: 'Europe/Berlin', ownerId: ADA.id };
    await life.createWorkspace(ADA, { ...workspace, plan: 'enterprise' });
    await eventually(async () => expect(await rowsOf(id)).toEqual(SEEDS));
    await eventually(async () => expect(await rowsOf(fleet.workspaceId)).toEqual(SEEDS));
    const budgets = await query(
      `SELECT limit_micro_usd, limit_tokens FROM council.workspace_budgets WHERE workspace_id = $1`,
      id,
    );
    expect(budgets).toEqual([{ limit_micro_usd: '20000000', limit_tokens: '2000000' }]);

    await life.deleteWorkspace(ADA, id);
    const database = fleet.gateway.app.get(Database);
    const row = (): Promise<WorkspaceEntity> =>
      database.withTenant(id, ADA, (tx) => tx.findOneByOrFail(WorkspaceEntity, { id }));
    await eventually(async () => expect((await row()).purgedAt).not.toBeNull());
    const { purges } = await row();
    expect(Object.keys(purges).sort()).toEqual([...SERVICE_KEYS].sort());
    expect(purges.council?.rows).toMatchObject({ agents: 87, achievements: 17, workspace_budgets: 1, campaigns: 0 });
    expect(purges.muse?.rows).toMatchObject({ brand_kits: 1 });
    await eventually(async () => expect(await rowsOf(id)).toEqual({ 'gateway.audit_log': 2 }));
    expect(await rowsOf(fleet.workspaceId)).toEqual(SEEDS);
  });

  it.each(SERVICE_KEYS)('is exported by %s with every table and no secret', async (service) => {
    const id = uuidv7();
    const asAdmin = await ownerDataSource(SERVICE_DATABASES[service], fleet.database.adminUrl).initialize();
    await plant(asAdmin.manager, ...EVERY_ROW[service](id));
    await asAdmin.destroy();
    const exported: Record<string, string[]> = {};
    for await (const line of services[service].app.get(WorkspaceExport).lines(id, ADA)) {
      const { table, row } = JSON.parse(line) as { table: string; row: object };
      exported[table] = Object.keys(row);
    }
    const kinds = Object.entries(SERVICE_DATABASES[service].tables);
    const tables = kinds.flatMap(([table, kind]) => (kind === 'tenant' || kind === 'own-tenant' ? [table] : []));
    expect(Object.keys(exported).sort()).toEqual([...tables].sort());
    const columns = await query<{ table: string; name: string; type: string }>(
      `SELECT table_name AS table, column_name AS name, data_type AS type FROM information_schema.columns
       WHERE table_schema = $1 AND table_name = ANY($2)`,
      service,
      tables,
    );
    const secrets = columns.filter(({ name, type }) => type === 'bytea' || LOOKS_SECRET.test(name));
    expect(secrets.filter(({ table, name }) => exported[table]?.includes(name))).toEqual([]);
  });
});
