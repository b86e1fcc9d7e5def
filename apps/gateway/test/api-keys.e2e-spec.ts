import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, below, theAdmin, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

const PATH = '/api/v1/api-keys';

describe('API keys', () => {
  let fleet: Fleet;
  let ada: Person;
  let db: Client;

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    db = new Client({ connectionString: fleet.database.adminUrl });
    await db.connect();
    ada = await theAdmin(fleet);
  });

  afterAll(async () => {
    await db.end();
    await fleet.stop();
  });

  const ask = (method: string, path: string, options: AskOptions = {}, who: { token: string } = ada): Promise<Answer> =>
    fleet.ask(method, path, { token: who.token, ...options });
  const make = (body: object = {}, who: { token: string } = ada): Promise<Answer> =>
    ask('POST', PATH, { body: { name: 'import', role: 'admin', ...body } }, who);
  const keyOf = async (body: object = {}): Promise<{ id: string; token: string }> => {
    const made = await make(body);
    expect(made.status).toBe(201);
    return { id: made.body.id, token: made.body.key };
  };
  const statusWith = async (token: string, path = `/api/v1/workspaces/${fleet.workspaceId}`): Promise<number> =>
    (await ask('GET', path, {}, { token })).status;

  it('are shown once, and stored as a hash', async () => {
    const { status, body } = await make({ name: 'nightly', role: 'analyst', scopes: ['campaigns:read'] });
    expect(status).toBe(201);
    expect(body.key).toMatch(new RegExp(`^ak\\.${fleet.workspaceId}\\.[\\w-]{43}$`));
    const { key, ...shown } = body;
    expect(shown).toMatchObject({
      name: 'nightly',
      role: 'analyst',
      scopes: ['campaigns:read'],
      expires_at: null,
      revoked_at: null,
    });
    const secret = (key as string).split('.')[2]!;
    expect(shown.prefix).toBe(secret.slice(0, 8));
    const list = await ask('GET', PATH);
    expect(list.body.items).toContainEqual(shown);
    expect(JSON.stringify(list.body)).not.toContain(secret);
    const { rows } = await db.query(
      `SELECT encode(key_hash, 'escape') AS hash, * FROM gateway.api_keys WHERE id = $1`,
      [body.id],
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('open what their role and scopes are for, in their own workspace', async () => {
    const { token } = await keyOf({ role: 'viewer' });
    expect(await statusWith(token)).toBe(200);
    expect(await statusWith(token, PATH)).toBe(403);
    const scoped = await keyOf({ role: 'admin', scopes: ['operations:read'] });
    expect(await statusWith(scoped.token, '/api/v1/audit')).toBe(200);
    expect(await statusWith(scoped.token)).toBe(403);
    const outsider = await anOutsider(fleet);
    expect(await statusWith(token, `/api/v1/workspaces/${outsider.workspaceId}`)).toBe(404);
    const list = await ask('GET', '/api/v1/workspaces', {}, { token });
    expect(list.body).toMatchObject({ items: [{ id: fleet.workspaceId, role: 'viewer' }], next_cursor: null });
  });

  it('make no keys, found no workspaces and delete none', async () => {
    const { token } = await keyOf();
    for (const [method, path, body] of [
      ['POST', PATH, { name: 'more', role: 'viewer' }],
      ['POST', '/api/v1/workspaces', { name: 'more' }],
      ['DELETE', `/api/v1/workspaces/${fleet.workspaceId}`, undefined],
    ] as const) {
      const answer = await ask(method, path, { ...(body && { body }) }, { token });
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'AUTH_FORBIDDEN']);
    }
  });

  it('are good for nothing within seconds when they are revoked, and after their time', async () => {
    const { id, token } = await keyOf();
    expect(await statusWith(token)).toBe(200);
    expect((await ask('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect((await ask('DELETE', `${PATH}/${id}`)).status).toBe(204);
    await eventually(async () => expect(await statusWith(token)).toBe(401), { withinMs: 5_000 });
    const short = await keyOf({ expires_at: new Date(Date.now() + 1_000).toISOString() });
    await eventually(async () => expect(await statusWith(short.token)).toBe(401), { withinMs: 7_000 });
    const list = await ask('GET', `${PATH}?sort=name`);
    expect(list.body.items).toContainEqual(expect.objectContaining({ id, revoked_at: expect.any(String) }));
  });

  it('are made and seen by admins of their workspace alone', async () => {
    const { id } = await keyOf();
    for (const role of below('admin')) {
      const member = await aMember(fleet, role);
      expect((await make({}, member)).status).toBe(403);
      expect((await ask('GET', PATH, {}, member)).status).toBe(403);
      expect((await ask('DELETE', `${PATH}/${id}`, {}, member)).status).toBe(403);
    }
    const outsider = await anOutsider(fleet);
    expect((await ask('GET', PATH, {}, outsider)).body).toEqual({ items: [], next_cursor: null });
    const [foreign, random] = [
      await ask('DELETE', `${PATH}/${id}`, {}, outsider),
      await ask('DELETE', `${PATH}/${uuidv7()}`),
    ];
    expect([foreign.status, random.status]).toEqual([404, 404]);
    const { rows } = await db.query(`SELECT revoked_at FROM gateway.api_keys WHERE id = $1`, [id]);
    expect(rows).toEqual([{ revoked_at: null }]);
  });

  it.each([
    ['an unknown scope', { scopes: ['campaigns:delete'] }],
    ['a scope twice', { scopes: ['campaigns:read', 'campaigns:read'] }],
    ['scopes that are no list', { scopes: 'campaigns:read' }],
    ['too many scopes', { scopes: Array.from({ length: 51 }, () => 'campaigns:read') }],
    ['an unknown role', { role: 'root' }],
    ['no name', { name: ' ' }],
    ['a time that has passed', { expires_at: '2020-01-01T00:00:00Z' }],
    ['a time that is none', { expires_at: '2026-13-01' }],
    ['a secret of one’s own', { key_hash: 'x' }],
  ])('are not made with %s', async (_what, body) => {
    expect(await make(body)).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
  });

  it('takes nothing for what may be left out, and null for nothing', async () => {
    expect(await make({})).toMatchObject({ status: 201, body: { scopes: [], expires_at: null } });
    expect(await make({ scopes: null, expires_at: null })).toMatchObject({ status: 422 });
  });
});
