import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { Mailer, type Mail } from '../src/mail/mailer';
import { auditTrail } from './support/audit-trail';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, signIn, theAdmin, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

describe('the members of a workspace', () => {
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

  const path = (userId = ''): string =>
    `/api/v1/workspaces/${fleet.workspaceId}/members${userId === '' ? '' : `/${userId}`}`;
  const ask = (method: string, userId: string, options: AskOptions = {}, who = ada): Promise<Answer> =>
    fleet.ask(method, path(userId), { token: who.token, ...options });
  const change = (userId: string, body: object, headers = {}): Promise<Answer> =>
    ask('PATCH', userId, { body, headers });
  const listed = async (): Promise<Record<string, unknown>[]> =>
    (await fleet.ask('GET', `${path()}?limit=100`, { token: ada.token })).body.items as Record<string, unknown>[];
  const mayRead = async (who: Person): Promise<boolean> =>
    (await fleet.ask('GET', path(), { token: who.token })).status === 200;

  it('are seen by all of them, a page at a time, and managed by admins', async () => {
    const members = await Promise.all((['viewer', 'analyst', 'operator'] as const).map((role) => aMember(fleet, role)));
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await fleet.ask('GET', `${path()}?limit=2&sort=created_at${cursor}`, {
        token: members[0]!.token,
      });
      seen.push(...(body.items as { user_id: string }[]).map(({ user_id }) => user_id));
      cursor = body.next_cursor === null ? '' : `&cursor=${encodeURIComponent(body.next_cursor as string)}`;
    } while (cursor !== '');
    expect([...seen].sort()).toEqual([ada.userId, ...members.map(({ userId }) => userId)].sort());
    expect(seen[0]).toBe(ada.userId);
    for (const member of members) {
      const body = { email: 'new@acme.example', role: 'viewer' };
      expect((await fleet.ask('POST', path(), { token: member.token, body })).status).toBe(403);
      expect((await ask('PATCH', ada.userId, { body: { role: 'viewer' } }, member)).status).toBe(403);
      expect((await ask('DELETE', ada.userId, {}, member)).status).toBe(403);
    }
  });

  it('are changed on the version that was seen, each change raising it', async () => {
    const olga = await aMember(fleet, 'operator');
    const changed = await change(olga.userId, { role: 'analyst' }, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, body: { role: 'analyst', status: 'active', version: 2 } });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await change(olga.userId, { role: 'admin' }, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'VERSION_CHANGED' },
    });
    expect((await change(olga.userId, { role: 'analyst' })).body).toMatchObject({ version: 2 });
    expect(await change('018f0000-0000-7000-8000-00000000000b', { role: 'analyst' })).toMatchObject({ status: 404 });
    for (const body of [{ role: 'root' }, { status: null }, { status: 'invited' }, { version: 7 }])
      expect((await change(olga.userId, body)).status).toBe(422);
  });

  it('are out within seconds when they are removed, and in again when they are activated', async () => {
    const olga = await aMember(fleet, 'operator');
    expect(await mayRead(olga)).toBe(true);
    expect((await ask('DELETE', olga.userId)).status).toBe(204);
    expect((await ask('DELETE', olga.userId)).status).toBe(204);
    await eventually(async () => expect(await mayRead(olga)).toBe(false), { withinMs: 5_000 });
    expect(
      await fleet.ask('POST', '/api/v1/auth/login', { body: { email: olga.email, password: olga.password } }),
    ).toMatchObject({ status: 403, body: { code: 'AUTH_NO_WORKSPACE' } });
    expect(await change(olga.userId, { status: 'active' })).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(await mayRead(await signIn(fleet, olga))).toBe(true);
    const deeds = (await auditTrail(db, fleet.workspaceId)).filter(({ subject_id }) => subject_id === olga.userId);
    expect(deeds.map(({ action }) => action)).toEqual(['member.suspended', 'member.activated']);
  });

  it('always have an admin among them', async () => {
    for (const body of [{ role: 'operator' }, { status: 'suspended' }])
      expect(await change(ada.userId, body)).toMatchObject({ status: 409, body: { code: 'STATE_FORBIDS' } });
    expect(await ask('DELETE', ada.userId)).toMatchObject({ status: 409, body: { code: 'STATE_FORBIDS' } });
    expect((await listed()).find(({ user_id }) => user_id === ada.userId)).toMatchObject({ role: 'admin', version: 1 });
  });

  it('keep one also when the last ones depose each other at the same moment', async () => {
    const outsider = await anOutsider(fleet);
    const members = `/api/v1/workspaces/${outsider.workspaceId}/members`;
    const admins = async (): Promise<string[]> => {
      const { rows } = await db.query<{ user_id: string }>(
        `SELECT user_id FROM gateway.workspace_members WHERE workspace_id = $1 AND role = 'admin' AND status = 'active'`,
        [outsider.workspaceId],
      );
      return rows.map(({ user_id }) => user_id);
    };
    let refused = 0;
    for (let round = 0; round < 8; round += 1) {
      const asking = await aMember(fleet, 'admin', outsider.workspaceId);
      const everybody = await admins();
      expect(everybody.length).toBeGreaterThanOrEqual(2);
      const answers = await Promise.all(
        everybody.map((userId, index) =>
          index % 2 === 0
            ? fleet.ask('DELETE', `${members}/${userId}`, { token: asking.token })
            : fleet.ask('PATCH', `${members}/${userId}`, { token: asking.token, body: { role: 'viewer' } }),
        ),
      );
      refused += answers.filter(({ status }) => status === 409).length;
      expect(await admins()).not.toEqual([]);
    }
    expect(refused).toBeGreaterThan(0);
  });

  describe('who are invited', () => {
    const mails: Mail[] = [];

    beforeAll(() => {
      const mailer = fleet.gateway.app.get(Mailer, { strict: false });
      mailer.send = (mail) => Promise.resolve(void mails.push(mail));
    });

    const invite = (email: string, role = 'analyst', who = ada): Promise<Answer> =>
      fleet.ask('POST', path(), { token: who.token, body: { email, role } });
    const accept = (body: object): Promise<Answer> => fleet.ask('POST', '/api/v1/invites/accept', { body });
    const tokenIn = ({ text }: Mail): string => /^iv\.\S+$/m.exec(text)?.[0] ?? '';
    const tokensTo = (email: string): string[] => mails.filter(({ to }) => to === email).map(tokenIn);
    const mailed = (email: string, nth = 1): Promise<string> =>
      eventually(() => {
        expect(tokensTo(email)).toHaveLength(nth);
        return tokensTo(email).at(-1)!;
      });
    const PASSWORD = 'correct horse battery';

    it('and have no account choose a password, and are members then', async () => {
      const invited = await invite('Grace@Company.Example', 'operator');
      expect(invited).toMatchObject({
        status: 201,
        body: {
          email: 'grace@company.example',
          display_name: null,
          role: 'operator',
          status: 'invited',
          joined_at: null,
        },
      });
      const token = await mailed('grace@company.example');
      expect(mails.at(-1)).toMatchObject({ subject: 'You are invited to Acme on RaptorFlow' });
      expect((await accept({ token, password: 'too short', display_name: 'Grace' })).body.errors).toMatchObject([
        { field: 'password' },
      ]);
      expect((await accept({ token, password: PASSWORD })).body.errors).toMatchObject([{ field: 'display_name' }]);
      const accepted = await accept({ token, password: PASSWORD, display_name: 'Grace' });
      expect(accepted).toMatchObject({
        status: 200,
        body: { workspace_id: fleet.workspaceId, user_id: invited.body.user_id, role: 'operator' },
      });
      const grace = await signIn(fleet, { email: 'grace@company.example', password: PASSWORD });
      expect(await mayRead(grace)).toBe(true);
      expect((await listed()).find(({ user_id }) => user_id === grace.userId)).toMatchObject({
        display_name: 'Grace',
        status: 'active',
        joined_at: expect.any(String),
      });
      const { rows } = await db.query(`SELECT email_verified_at FROM gateway.users WHERE id = $1`, [grace.userId]);
      expect(rows[0]).toMatchObject({ email_verified_at: expect.any(Date) });
      const deeds = (await auditTrail(db, fleet.workspaceId)).filter(({ subject_id }) => subject_id === grace.userId);
      expect(deeds).toMatchObject([
        { action: 'member.invited', actor: ada.userId },
        { action: 'member.joined', actor: grace.userId },
      ]);
      expect(await accept({ token, password: PASSWORD, display_name: 'Grace' })).toMatchObject({ status: 404 });
    });

    it('and have an account prove by its password that it is theirs', async () => {
      const known = await anOutsider(fleet);
      await invite(known.email);
      const token = await mailed(known.email);
      expect(await accept({ token, password: 'somebody else’s idea', display_name: 'Mallory' })).toMatchObject({
        status: 401,
        body: { code: 'AUTH_INVALID_CREDENTIALS' },
      });
      expect(await accept({ token, password: known.password })).toMatchObject({
        status: 200,
        body: { role: 'analyst' },
      });
      const here = await signIn(fleet, { ...known, workspaceId: fleet.workspaceId });
      expect(here.userId).toBe(known.userId);
      expect(await mayRead(here)).toBe(true);
      expect((await invite(known.email)).body).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
    });

    it('again get another token, and the one before is good for nothing', async () => {
      await invite('twice@company.example', 'viewer');
      const first = await mailed('twice@company.example');
      expect((await invite('twice@company.example', 'operator')).body).toMatchObject({
        role: 'operator',
        status: 'invited',
      });
      const second = await mailed('twice@company.example', 2);
      expect(second).not.toBe(first);
      const answer = { password: PASSWORD, display_name: 'Twice' };
      expect((await accept({ token: first, ...answer })).status).toBe(404);
      expect(await accept({ token: second, ...answer })).toMatchObject({ status: 200, body: { role: 'operator' } });
    });

    it('are not members before they accept, whatever an admin says, and not after it was withdrawn or is too old', async () => {
      const { body } = await invite('slow@company.example');
      expect(await change(body.user_id as string, { status: 'active' })).toMatchObject({
        status: 409,
        body: { code: 'STATE_FORBIDS' },
      });
      const token = await mailed('slow@company.example');
      const answer = { token, password: PASSWORD, display_name: 'Slow' };
      await db.query(
        `UPDATE gateway.workspace_members SET invite_expires_at = now() - interval '1 second' WHERE user_id = $1`,
        [body.user_id],
      );
      expect((await accept(answer)).status).toBe(404);
      await db.query(
        `UPDATE gateway.workspace_members SET invite_expires_at = now() + interval '1 hour' WHERE user_id = $1`,
        [body.user_id],
      );
      expect((await ask('DELETE', body.user_id as string)).status).toBe(204);
      expect((await accept(answer)).status).toBe(404);
      expect((await change(body.user_id as string, { status: 'active' })).status).toBe(409);
      expect(await invite('slow@company.example')).toMatchObject({ status: 201, body: { user_id: body.user_id } });
      expect(await accept({ ...answer, token: await mailed('slow@company.example', 2) })).toMatchObject({
        status: 200,
      });
    });

    it('at the same moment by several admins are one member, and one of many who accept gets in', async () => {
      const invited = await Promise.all(Array.from({ length: 6 }, () => invite('crowd@company.example')));
      expect(invited.map(({ status }) => status)).toEqual(invited.map(() => 201));
      expect(new Set(invited.map(({ body }) => body.user_id as string)).size).toBe(1);
      await mailed('crowd@company.example', 6);
      const answers = await Promise.all(
        tokensTo('crowd@company.example').flatMap((token) =>
          [1, 2].map((nth) => accept({ token, password: `${PASSWORD} ${nth}`, display_name: `Crowd ${nth}` })),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.every(({ status }) => [200, 401, 404].includes(status))).toBe(true);
    });

    it('are told nothing by a token that is made up', async () => {
      const forged = `iv.${fleet.workspaceId}.${'A'.repeat(43)}`;
      for (const token of [forged, 'x', `ak.${fleet.workspaceId}.${'A'.repeat(43)}`, 'iv.x.y'])
        expect(await accept({ token, password: PASSWORD, display_name: 'X' })).toMatchObject({ status: 404 });
    });
  });
});
