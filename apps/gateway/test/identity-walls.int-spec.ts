import type { Database } from '@raptor/persistence';
import type { ClonedDatabase } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { seedWorkspace } from '../src/seed-workspace';
import { openGatewayDatabase, type GatewayDatabase } from './support/gateway-database';

const SYSTEM = { type: 'system', id: 'test' } as const;

const aSeed = (name: string) => ({
  workspaceId: uuidv7(),
  name,
  slug: name.toLowerCase(),
  email: `admin@${name.toLowerCase()}.example`,
  password: 'correct horse',
});

describe('who sees which identity', () => {
  const acme = aSeed('Acme');
  const globex = aSeed('Globex');
  let opened: GatewayDatabase;
  let clone: ClonedDatabase;
  let database: Database;
  let adaId: string;

  const slugs = (rows: { slug: string }[]): string[] => rows.map(({ slug }) => slug).sort();

  beforeAll(async () => {
    opened = await openGatewayDatabase();
    ({ clone, database } = opened);
    for (const seed of [acme, globex]) await seedWorkspace(clone.roleUrls.gateway, seed);
    const [ada] = await database.withSignIn(acme.email, (tx) =>
      tx.query<{ id: string }[]>(`SELECT id FROM gateway.users`),
    );
    adaId = ada!.id;
  });

  afterAll(() => opened.close());

  it('seeding again changes nothing, the password neither', async () => {
    expect(await seedWorkspace(clone.roleUrls.gateway, { ...acme, password: 'another', name: 'Renamed' })).toEqual({
      created: false,
    });
    const rows = await database.withTenant(acme.workspaceId, SYSTEM, (tx) =>
      tx.query(`SELECT name FROM gateway.workspaces`),
    );
    expect(rows).toEqual([{ name: 'Acme' }]);
  });

  it('somebody signing in finds the account of that e-mail and nothing else', async () => {
    const seen = await database.withSignIn('ADMIN@Acme.example', async (tx) => ({
      users: await tx.query<{ email: string }[]>(`SELECT email FROM gateway.users`),
      workspaces: await tx.query(`SELECT 1 FROM gateway.workspaces`),
      members: await tx.query(`SELECT 1 FROM gateway.workspace_members`),
      tokens: await tx.query(`SELECT 1 FROM gateway.refresh_tokens`),
    }));
    expect(seen).toEqual({ users: [{ email: acme.email }], workspaces: [], members: [], tokens: [] });
  });

  it('somebody signing in can change nothing', async () => {
    await database.withSignIn(acme.email, (tx) => tx.query(`UPDATE gateway.users SET display_name = 'Mallory'`));
    const rows = await database.withUser(adaId, (tx) => tx.query(`SELECT display_name FROM gateway.users`));
    expect(rows).toEqual([{ display_name: 'Admin' }]);
  });

  it('a person sees the workspaces she belongs to, and can change none of them as a person', async () => {
    const rows = await database.withUser(adaId, (tx) =>
      tx.query<{ slug: string }[]>(`SELECT slug FROM gateway.workspaces`),
    );
    expect(slugs(rows)).toEqual(['acme']);
    await database.withUser(adaId, (tx) => tx.query(`UPDATE gateway.workspaces SET name = 'Mine'`));
    await database.withUser(adaId, (tx) => tx.query(`UPDATE gateway.workspace_members SET role = 'viewer'`));
    const after = await database.withTenant(acme.workspaceId, SYSTEM, (tx) =>
      tx.query(
        `SELECT w.name, m.role FROM gateway.workspaces w JOIN gateway.workspace_members m ON m.workspace_id = w.id`,
      ),
    );
    expect(after).toEqual([{ name: 'Acme', role: 'admin' }]);
  });

  it('a person cannot join a workspace by writing herself into it', async () => {
    const joining = database.withUser(adaId, (tx) =>
      tx.query(`INSERT INTO gateway.workspace_members (workspace_id, user_id, role) VALUES ($1, $2, 'admin')`, [
        globex.workspaceId,
        adaId,
      ]),
    );
    await expect(joining).rejects.toThrow(/row-level security/);
  });

  it('a workspace sees itself and its members, and no account', async () => {
    const seen = await database.withTenant(acme.workspaceId, SYSTEM, async (tx) => ({
      workspaces: slugs(await tx.query(`SELECT slug FROM gateway.workspaces`)),
      members: await tx.query<unknown[]>(`SELECT user_id FROM gateway.workspace_members`),
      users: await tx.query<unknown[]>(`SELECT 1 FROM gateway.users`),
    }));
    expect(seen).toEqual({ workspaces: ['acme'], members: [{ user_id: adaId }], users: [] });
  });

  it('addresses and slugs that look alike are the same', async () => {
    const twin = seedWorkspace(clone.roleUrls.gateway, { ...aSeed('Twin'), slug: 'acme' });
    await expect(twin).rejects.toThrow(/workspaces_slug_key/);
    const shouting = database.withTenant(acme.workspaceId, SYSTEM, (tx) =>
      tx.query(`UPDATE gateway.workspaces SET slug = 'ACME'`),
    );
    await expect(shouting).rejects.toThrow(/workspaces_slug_check/);
  });
});
