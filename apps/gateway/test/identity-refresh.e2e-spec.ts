import { Agent, request } from 'node:http';
import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { startFleet, type Answer, type Fleet } from './support/fleet';
import { aMember, anOutsider } from './support/people';
import { UNLIMITED } from './support/unlimited';

const AT_ONCE = 500;

describe('a refresh token', () => {
  let fleet: Fleet;
  let admin: Client;

  const login = async (): Promise<{ refresh_token: string; user_id: string; access_token: string }> => {
    const body = { email: fleet.email, password: fleet.password };
    return (await fleet.ask('POST', '/api/v1/auth/login', { body })).body;
  };
  const refresh = (refresh_token: string, more: object = {}): Promise<Answer> =>
    fleet.ask('POST', '/api/v1/auth/refresh', { body: { refresh_token, ...more } });
  /** Tokens of a session that would be taken. */
  const live = async (refreshToken: string): Promise<number> => {
    const { rows } = await admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM gateway.refresh_tokens
        WHERE rotated_at IS NULL AND revoked_at IS NULL AND family_id =
          (SELECT family_id FROM gateway.refresh_tokens WHERE token_hash = sha256(convert_to($1, 'UTF8')))`,
      [refreshToken.split('.')[2]],
    );
    return rows[0]!.n;
  };
  /** As if it had been rotated so long ago. */
  const age = (ms: number): Promise<unknown> =>
    admin.query(`UPDATE gateway.refresh_tokens SET rotated_at = rotated_at - $1 * interval '1 ms'`, [ms]);

  beforeAll(async () => {
    fleet = await startFleet({ ...UNLIMITED, REFRESH_RACE_MS: '60000' });
    admin = new Client({ connectionString: fleet.database.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await fleet.stop();
  });

  it(`that comes ${AT_ONCE} times at once leaves one descendant, and reuse later ends the session`, async () => {
    const { refresh_token: first } = await login();
    const statuses = await allAtOnce(`${fleet.gateway.url}/api/v1/auth/refresh`, { refresh_token: first }, AT_ONCE);
    const taken = statuses.filter(({ status }) => status === 200);
    expect(statuses.map(({ status }) => status).filter((status) => status !== 401)).toEqual([200]);
    expect(await live(first)).toBe(1);

    const { refresh_token: second } = JSON.parse(taken[0]!.text) as { refresh_token: string };
    await age(60_000);
    expect(await refresh(first)).toMatchObject({ status: 401, body: { code: 'AUTH_SESSION_ENDED' } });
    expect(await live(second)).toBe(0);
    expect((await refresh(second)).status).toBe(401);
    process.stdout.write(
      `${AT_ONCE} parallel refreshes: ${taken.length} answered 200, ${AT_ONCE - taken.length} answered 401\n`,
    );
  });

  it('that comes again within seconds, as from a second tab, is refused and harms nobody', async () => {
    const { refresh_token: first } = await login();
    const { refresh_token: second } = (await refresh(first)).body;
    expect((await refresh(first)).status).toBe(401);
    expect(await live(first)).toBe(1);
    expect((await refresh(second)).status).toBe(200);
  });

  it('that comes again once the next has been used ends the session, however soon', async () => {
    const { refresh_token: first, access_token: token } = await login();
    const { refresh_token: second } = (await refresh(first)).body;
    const { refresh_token: third } = (await refresh(second)).body;
    expect((await refresh(first)).status).toBe(401);
    expect(await live(third)).toBe(0);
    expect((await refresh(third)).status).toBe(401);
    await eventually(async () => expect((await fleet.ask('GET', '/api/v1/auth/me', { token })).status).toBe(401), {
      withinMs: 5_000,
    });
    await eventually(async () => {
      const { rows } = await admin.query(
        `SELECT action, subject_type FROM gateway.audit_log WHERE action = 'session.reuse_detected' AND workspace_id = $1`,
        [fleet.workspaceId],
      );
      expect(rows.length).toBeGreaterThan(0);
    });
  });

  it('of another session is not touched by that', async () => {
    const [robbed, other] = [await login(), await login()];
    await refresh((await refresh(robbed.refresh_token)).body.refresh_token);
    await refresh(robbed.refresh_token);
    expect((await refresh(other.refresh_token)).status).toBe(200);
  });

  it('that is rotated while its session is ended leaves nothing behind', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { refresh_token } = await login();
      await Promise.all([
        refresh(refresh_token),
        fleet.ask('POST', '/api/v1/auth/logout', { body: { refresh_token } }),
      ]);
      expect(await live(refresh_token)).toBe(0);
    }
  });

  it('goes on in another workspace that its person belongs to, and in no other', async () => {
    const outsider = await anOutsider(fleet);
    const { refresh_token: first, user_id } = await login();
    const elsewhere = await refresh(first, { workspace_id: outsider.workspaceId });
    expect(elsewhere).toMatchObject({ status: 403, body: { code: 'AUTH_NO_WORKSPACE' } });
    await admin.query(`INSERT INTO gateway.workspace_members (workspace_id, user_id, role) VALUES ($1, $2, 'viewer')`, [
      outsider.workspaceId,
      user_id,
    ]);
    const switched = await refresh(first, { workspace_id: outsider.workspaceId.toUpperCase() });
    expect(switched.body).toMatchObject({ workspace_id: outsider.workspaceId, role: 'viewer' });
    const again = await refresh(switched.body.refresh_token);
    expect(again.body).toMatchObject({ workspace_id: outsider.workspaceId });
  });

  it('is refused when it has expired, when its person is disabled, and when it is none', async () => {
    const member = await aMember(fleet, 'viewer');
    const body = { email: member.email, password: member.password };
    const { refresh_token } = (await fleet.ask('POST', '/api/v1/auth/login', { body })).body;
    await admin.query(`UPDATE gateway.users SET disabled_at = now() WHERE id = $1`, [member.userId]);
    expect((await refresh(refresh_token)).status).toBe(401);
    await admin.query(`UPDATE gateway.users SET disabled_at = NULL WHERE id = $1`, [member.userId]);
    await admin.query(`UPDATE gateway.refresh_tokens SET expires_at = now() WHERE user_id = $1`, [member.userId]);
    expect((await refresh(refresh_token)).status).toBe(401);
    const [, , secret] = refresh_token.split('.');
    for (const bad of ['x', `rt.${fleet.workspaceId}.${secret}`, `ak.${member.userId}.${secret}`, `${refresh_token}x`])
      expect(await refresh(bad)).toMatchObject({ status: 401, body: { code: 'AUTH_SESSION_ENDED' } });
  });

  describe('and the list of sessions', () => {
    const list = async (token: string, query = '') =>
      (await fleet.ask('GET', `/api/v1/auth/sessions${query}`, { token })).body;

    it('shows those that are good, the newest first, page by page, and ends one', async () => {
      const member = await aMember(fleet, 'viewer');
      const { email, password } = member;
      for (const device of ['one', 'two'])
        await fleet.ask('POST', '/api/v1/auth/login', { body: { email, password }, headers: { 'user-agent': device } });
      const all = await list(member.token);
      expect(all.items.map(({ device }: { device: string }) => device)).toEqual(['two', 'one', expect.any(String)]);
      expect(all.items.map(({ is_current }: { is_current: boolean }) => is_current)).toEqual([false, false, true]);
      const first = await list(member.token, '?limit=2');
      const rest = await list(member.token, `?limit=2&cursor=${encodeURIComponent(first.next_cursor)}`);
      expect([...first.items, ...rest.items]).toEqual(all.items);
      expect(rest.next_cursor).toBeNull();

      const ended = await fleet.ask('DELETE', `/api/v1/auth/sessions/${all.items[0].id}`, { token: member.token });
      expect(ended.status).toBe(204);
      expect((await list(member.token)).items).toHaveLength(2);
    });

    it('ends nobody else’s', async () => {
      const [one, other] = [await aMember(fleet, 'viewer'), await aMember(fleet, 'admin')];
      const { items } = await list(one.token);
      const answer = await fleet.ask('DELETE', `/api/v1/auth/sessions/${items[0].id}`, { token: other.token });
      expect(answer.status).toBe(404);
      expect((await list(one.token)).items).toHaveLength(1);
    });
  });
});

/** The same request so many times, each on a connection of its own. */
function allAtOnce(url: string, body: object, times: number): Promise<{ status: number; text: string }[]> {
  const agent = new Agent({ maxSockets: times });
  const text = JSON.stringify(body);
  const one = (): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
      });
      asked.on('error', reject).end(text);
    });
  return Promise.all(Array.from({ length: times }, one)).finally(() => agent.destroy());
}
