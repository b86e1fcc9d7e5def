import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { auditTrail } from './support/audit-trail';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, below, signIn, theAdmin, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

const PATH = '/api/v1/workspaces';

describe('workspaces', () => {
  let fleet: Fleet;
  let ada: Person;
  let outsider: Person;
  let db: Client;

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    db = new Client({ connectionString: fleet.database.adminUrl });
    await db.connect();
    [ada, outsider] = await Promise.all([theAdmin(fleet), anOutsider(fleet)]);
  });

  afterAll(async () => {
    await db.end();
    await fleet.stop();
  });

  const ask = (method: string, path: string, options: AskOptions = {}, who: Person = ada): Promise<Answer> =>
    fleet.ask(method, path, { token: who.token, ...options });
  const own = (): string => `${PATH}/${fleet.workspaceId}`;

  describe('founding another one', () => {
    const found = (body: object, options: AskOptions = {}, who = ada): Promise<Answer> =>
      ask('POST', PATH, { ...options, body }, who);

    it('makes its founder the admin, whatever they are elsewhere, and tells the other services', async () => {
      const vera = await aMember(fleet, 'viewer');
      const { status, headers, body } = await found({ name: 'Acme Europe', timezone: 'Europe/Berlin' }, {}, vera);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        name: 'Acme Europe',
        plan: 'free',
        timezone: 'Europe/Berlin',
        role: 'admin',
        version: 1,
      });
      expect(body.slug).toMatch(/^acme-europe-[0-9a-f]{12}$/);
      expect(headers.get('etag')).toBe('"1"');
      const there = await signIn(fleet, { ...vera, workspaceId: body.id });
      expect((await ask('GET', `${PATH}/${body.id}`, {}, there)).body).toMatchObject({ id: body.id, role: 'admin' });
      const members = await ask('GET', `${PATH}/${body.id}/members`, {}, there);
      expect(members.body.items).toMatchObject([{ user_id: vera.userId, email: vera.email, role: 'admin' }]);
      expect(await auditTrail(db, body.id)).toMatchObject([{ action: 'workspace.created', actor: vera.userId }]);
      const { rows } = await db.query(
        `SELECT 1 FROM gateway.outbox_events WHERE workspace_id = $1 AND name = 'gateway.workspace.created'`,
        [body.id],
      );
      expect(rows).toHaveLength(1);
    });

    it('happens once for one idempotency key, also when the answer to the first was never kept', async () => {
      const headers = { 'idempotency-key': uuidv7() };
      const first = await found({ name: 'Twice' }, { headers });
      const again = await found({ name: 'Twice' }, { headers });
      expect([again.status, again.body]).toEqual([201, first.body]);
      // As after a crash between the two transactions.
      await db.query(`DELETE FROM gateway.idempotency_keys WHERE key = $1`, [headers['idempotency-key']]);
      const afterCrash = await found({ name: 'Twice' }, { headers });
      expect([afterCrash.status, afterCrash.body]).toEqual([201, first.body]);
      const { rows } = await db.query(`SELECT id FROM gateway.workspaces WHERE name = 'Twice'`);
      expect(rows).toEqual([{ id: first.body.id }]);
    });

    it('is refused where the slug is taken, and says of what is wrong with the request', async () => {
      const slug = `globex-${uuidv7().slice(-12)}`;
      expect((await found({ name: 'Globex', slug })).status).toBe(201);
      expect(await found({ name: 'Globex', slug })).toMatchObject({ status: 409, body: { code: 'NAME_TAKEN' } });
      const wrong = await found({ name: ' ', slug: 'deleted-x', timezone: 'Mars/Olympus', plan: 'enterprise' });
      const fields = (wrong.body.errors as { field: string }[]).map(({ field }) => field).sort();
      expect([wrong.status, fields]).toEqual([422, ['name', 'plan', 'slug', 'timezone']]);
    });

    it('takes no null for what may be left out', async () => {
      expect(await found({ name: 'Nothing said', slug: null, timezone: null })).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'slug' }, { field: 'timezone' }] },
      });
      expect(await found({ name: 'Nothing said' })).toMatchObject({ status: 201, body: { timezone: 'UTC' } });
    });
  });

  it('lists those that one belongs to, page by page, and no other', async () => {
    const grace = await aMember(fleet, 'analyst');
    const ids = [fleet.workspaceId];
    for (const name of ['One', 'Two', 'Three', 'Four']) {
      ids.push((await ask('POST', PATH, { body: { name } }, grace)).body.id);
    }
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 5; pages += 1) {
      const { status, body } = await ask('GET', `${PATH}?limit=2&sort=created_at${cursor}`, {}, grace);
      expect(status).toBe(200);
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
      if (body.next_cursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`;
    }
    expect(seen).toEqual(ids);
    const newest = await ask('GET', `${PATH}?limit=1`, {}, grace);
    expect(newest.body.items).toMatchObject([{ id: ids.at(-1), role: 'admin' }]);
    for (const query of ['cursor=x', 'cursor=WyItY3JlYXRlZF9hdCIsIngiLCJ4Il0', 'sort=name', 'limit=0', 'limit=x'])
      expect([query, (await ask('GET', `${PATH}?${query}`, {}, grace)).status]).toEqual([query, 422]);
    const notATime = Buffer.from(JSON.stringify(['-created_at', 'yesterday-ish', uuidv7()])).toString('base64url');
    expect((await ask('GET', `${PATH}?cursor=${notATime}`, {}, grace)).status).toBe(422);
  });

  it('are not there for a token of another, by whatever way one asks', async () => {
    const nobodys = uuidv7();
    const attempts: [method: string, suffix: string, body?: object][] = [
      ['GET', ''],
      ['PATCH', '', { name: 'Taken over' }],
      ['DELETE', ''],
      ['GET', '/export'],
      ['GET', '/members'],
      ['POST', '/members', { email: 'x@y.example', role: 'admin' }],
      ['PATCH', `/members/${ada.userId}`, { role: 'viewer' }],
      ['DELETE', `/members/${ada.userId}`],
    ];
    for (const [method, suffix, body] of attempts) {
      const answers = await Promise.all(
        [fleet.workspaceId, nobodys, 'x'].map((id) =>
          ask(
            method,
            `${PATH}/${id}${suffix}`,
            { headers: { 'x-request-id': 'the-same-id' }, ...(body && { body }) },
            outsider,
          ),
        ),
      );
      const [foreign, random, none] = answers.map(({ status, body }) => ({ status, body: body as unknown }));
      expect([method, suffix, foreign?.status]).toEqual([method, suffix, 404]);
      expect(foreign).toEqual(random);
      expect(foreign).toEqual(none);
    }
    expect((await ask('GET', own())).body).toMatchObject({ name: 'Acme' });
  });

  it('are changed by admins, on the version that they have seen', async () => {
    const before = await ask('GET', own());
    const etag = before.headers.get('etag') ?? '';
    const changed = await ask('PATCH', own(), {
      body: { name: 'Acme Inc.', settings: { theme: { dark: true } } },
      headers: { 'if-match': etag },
    });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Acme Inc.', settings: { theme: { dark: true } } } });
    expect(changed.body.version).toBe(before.body.version + 1);
    const late = await ask('PATCH', own(), { body: { name: 'Late' }, headers: { 'if-match': etag } });
    expect(late).toMatchObject({ status: 412, body: { code: 'VERSION_CHANGED' } });
    const nothing = await ask('PATCH', own(), { body: {} });
    expect(nothing).toMatchObject({ status: 200, body: { name: 'Acme Inc.', version: changed.body.version } });
    for (const body of [
      { name: null },
      { slug: 'x' },
      { plan: 'enterprise' },
      { settings: [] },
      { settings: { a: 'x'.repeat(17_000) } },
    ])
      expect((await ask('PATCH', own(), { body })).status).toBe(422);
    for (const role of below('admin')) {
      const member = await aMember(fleet, role);
      expect((await ask('PATCH', own(), { body: { name: 'X' } }, member)).status).toBe(403);
      expect((await ask('GET', `${own()}/export`, {}, member)).status).toBe(403);
      expect((await ask('GET', own(), {}, member)).body).toMatchObject({ name: 'Acme Inc.', role });
    }
  });

  it('are exported line by line, with a manifest, without secrets and without anything of another', async () => {
    const key = await ask('POST', '/api/v1/api-keys', { body: { name: 'exported', role: 'viewer' } });
    const { status, headers, body } = await ask('GET', `${own()}/export`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const lines = (body as unknown as string)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, never>);
    expect(lines[0]).toMatchObject({
      manifest: { workspace_id: fleet.workspaceId, parts: ['gateway'], lacking: expect.arrayContaining(['council']) },
    });
    const rows = lines.slice(1) as unknown as { table: string; row: Record<string, unknown> }[];
    const tables = rows.map(({ table }) => table);
    expect(tables).toEqual(expect.arrayContaining(['workspaces', 'workspace_members', 'api_keys']));
    expect(rows.every(({ row }) => (row['workspace_id'] ?? row['id']) === fleet.workspaceId)).toBe(true);
    expect(JSON.stringify(rows)).not.toMatch(/key_hash|invite_token_hash|password/);
    expect(JSON.stringify(rows)).not.toContain(key.body.key.split('.')[2]);
    expect(await auditTrail(db, fleet.workspaceId)).toContainEqual(
      expect.objectContaining({ action: 'workspace.exported', actor: ada.userId }),
    );
  });

  it('end when an admin deletes them, for everybody in them', async () => {
    const { body } = await ask('POST', PATH, { body: { name: 'Short-lived' } });
    const there = await signIn(fleet, { ...ada, workspaceId: body.id });
    const vera = await aMember(fleet, 'viewer', body.id);
    expect((await ask('DELETE', `${PATH}/${body.id}`, {}, vera)).status).toBe(403);
    expect((await ask('DELETE', `${PATH}/${body.id}`, {}, there)).status).toBe(204);
    await eventually(
      async () => expect((await ask('GET', `${PATH}/${body.id}`, {}, vera)).status).toBeGreaterThanOrEqual(401),
      {
        withinMs: 6_000,
      },
    );
    const left = await ask('GET', PATH);
    expect((left.body.items as { id: string }[]).map(({ id }) => id)).not.toContain(body.id);
    const { rows } = await db.query(`SELECT deleted_at FROM gateway.workspaces WHERE id = $1`, [body.id]);
    expect(rows[0]).toMatchObject({ deleted_at: expect.any(Date) });
    expect((await auditTrail(db, body.id)).at(-1)).toMatchObject({ action: 'workspace.deleted', actor: ada.userId });
  });
});
