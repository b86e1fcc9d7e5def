import { randomBytes } from 'node:crypto';
import { eventually } from '@raptor/testing';
import { aUser, plant } from '@raptor/testing/builders';
import { Database } from '@raptor/persistence';
import { Client } from 'pg';
import { startFleet, type Answer, type Fleet } from './support/fleet';
import { mailsTo, mailTo, subjectOf, tokenIn } from './support/mails';
import { UNLIMITED } from './support/unlimited';

const PASSWORD = 'correct horse battery';
const anAddress = (): string => `ada-${randomBytes(5).toString('hex')}@company.example`;

describe('an account', () => {
  let fleet: Fleet;
  let admin: Client;

  const post = (path: string, body: object, token?: string): Promise<Answer> =>
    fleet.ask('POST', `/api/v1/auth/${path}`, { body, ...(token !== undefined && { token }) });
  const login = (email: string, password = PASSWORD): Promise<Answer> => post('login', { email, password });
  const register = (email: string, more: object = {}): Promise<Answer> =>
    post('register', {
      email,
      password: PASSWORD,
      display_name: 'Ada',
      workspace_name: 'Analytical Engines',
      timezone: 'Europe/London',
      ...more,
    });

  /** Somebody who has registered and proved the address. */
  const anAccount = async (): Promise<string> => {
    const email = anAddress();
    await register(email);
    await post('email/verify', { token: tokenIn(await mailTo(fleet, email)) });
    return email;
  };

  beforeAll(async () => {
    fleet = await startFleet({ ...UNLIMITED, PUBLIC_URL: 'https://app.example/', MAILS_PER_ADDRESS: '3' });
    admin = new Client({ connectionString: fleet.database.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await fleet.stop();
  });

  it('begins with a proved address and a first workspace, and lasts from sign-in to sign-out', async () => {
    const email = anAddress();
    const asked = await register(email.toUpperCase());
    expect([asked.status, asked.body]).toEqual([202, { status: 'accepted' }]);
    expect((await login(email)).status).toBe(401);

    const mail = await mailTo(fleet, email);
    expect(subjectOf(mail)).toBe('Confirm your e-mail address');
    expect(mail).toContain('https://app.example/verify-email#token=');
    expect((await post('email/verify', { token: tokenIn(mail) })).status).toBe(204);

    const signedIn = await login(email);
    expect(signedIn).toMatchObject({ status: 200, body: { role: 'admin' } });
    const me = await fleet.ask('GET', '/api/v1/auth/me', { token: signedIn.body.access_token });
    expect(me.body).toEqual({
      type: 'user',
      id: signedIn.body.user_id,
      email,
      display_name: 'Ada',
      email_verified: true,
      workspace_id: signedIn.body.workspace_id,
      role: 'admin',
      scopes: [],
      workspaces: [
        {
          id: signedIn.body.workspace_id,
          name: 'Analytical Engines',
          slug: expect.stringMatching(/^analytical-engines-[0-9a-f]+$/),
          plan: 'free',
          role: 'admin',
        },
      ],
    });

    const refreshed = await post('refresh', { refresh_token: signedIn.body.refresh_token });
    expect(refreshed).toMatchObject({ status: 200, body: { workspace_id: signedIn.body.workspace_id, role: 'admin' } });
    const { access_token: token, refresh_token } = refreshed.body;
    expect((await fleet.ask('GET', '/api/v1/auth/me', { token })).status).toBe(200);

    expect((await post('logout', { refresh_token })).status).toBe(204);
    expect(await post('refresh', { refresh_token })).toMatchObject({
      status: 401,
      body: { code: 'AUTH_SESSION_ENDED' },
    });
    await eventually(async () => expect((await fleet.ask('GET', '/api/v1/auth/me', { token })).status).toBe(401), {
      withinMs: 5_000,
    });
  });

  it('is opened by its link once, also when that is tried ten times at once', async () => {
    const email = anAddress();
    await register(email);
    const token = tokenIn(await mailTo(fleet, email));
    const tries = await Promise.all(Array.from({ length: 10 }, () => post('email/verify', { token })));
    expect(tries.filter(({ status }) => status === 204)).toHaveLength(1);
    for (const { status, body } of tries)
      if (status !== 204) expect([status, body.code]).toEqual([401, 'AUTH_LINK_INVALID']);
    const { rows } = await admin.query(
      `SELECT count(*)::int AS n FROM gateway.workspace_members m JOIN gateway.users u ON u.id = m.user_id WHERE u.email = $1`,
      [email],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('that broke off between its person and its workspace is completed by the same link', async () => {
    const email = anAddress();
    await register(email);
    const token = tokenIn(await mailTo(fleet, email));
    await post('email/verify', { token });
    await admin.query(
      `DELETE FROM gateway.workspaces WHERE id IN
        (SELECT m.workspace_id FROM gateway.workspace_members m JOIN gateway.users u ON u.id = m.user_id WHERE u.email = $1)`,
      [email],
    );
    expect((await login(email)).status).toBe(403);
    expect((await post('email/verify', { token })).status).toBe(204);
    expect((await login(email)).status).toBe(200);
    expect((await post('email/verify', { token })).status).toBe(401);
  });

  it('that is there is not revealed to who registers again, and its owner is told', async () => {
    const email = await anAccount();
    const known = await register(email, { password: 'the password of a thief' });
    const unknown = await register(anAddress());
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    const mail = await mailTo(fleet, email, 2);
    expect(subjectOf(mail)).toBe('You have an account already');
    expect(tokenIn(mail)).toBe('');
    expect((await login(email, 'the password of a thief')).status).toBe(401);
    expect((await login(email)).status).toBe(200);
  });

  it('of somebody who was only invited is opened by registering', async () => {
    const invited = aUser({ email: anAddress(), displayName: '' });
    await fleet.gateway.app.get(Database).withUser(invited.id, (tx) => plant(tx, invited));
    await register(invited.email);
    expect((await post('email/verify', { token: tokenIn(await mailTo(fleet, invited.email)) })).status).toBe(204);
    const { body } = await login(invited.email);
    expect(body).toMatchObject({ user_id: invited.id, role: 'admin' });
  });

  it('of an address that two have registered is of the one whose link comes first', async () => {
    const email = anAddress();
    await register(email);
    const first = tokenIn(await mailTo(fleet, email));
    await register(email, { password: 'another password of another' });
    const second = tokenIn(await mailTo(fleet, email, 2));
    expect((await post('email/verify', { token: second })).status).toBe(204);
    expect((await post('email/verify', { token: first })).status).toBe(401);
    expect((await login(email)).status).toBe(401);
    expect((await login(email, 'another password of another')).status).toBe(200);
  });

  it('leaves no address and no hash where messages are kept', async () => {
    const email = anAddress();
    await register(email);
    await mailTo(fleet, email);
    const { rows } = await admin.query(
      `SELECT envelope::text AS text FROM gateway.outbox_events WHERE name = 'gateway.account.mail'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toMatch(/company\.example|argon2|Analytical/);
  });

  describe('whose password is forgotten', () => {
    const forget = (email: string): Promise<Answer> => post('password/forgot', { email });
    const reset = (token: string, password: string): Promise<Answer> => post('password/reset', { token, password });

    it('gets another by its mail, once, and whoever was signed in is signed out', async () => {
      const email = await anAccount();
      const before = (await login(email)).body;
      expect((await forget(email)).body).toEqual({ status: 'accepted' });
      const mail = await mailTo(fleet, email, 2);
      expect(mail).toContain('https://app.example/reset-password#token=');
      const token = tokenIn(mail);

      const tries = await Promise.all(
        Array.from({ length: 5 }, (_none, index) => reset(token, `a new password ${index}`)),
      );
      const taken = tries.findIndex(({ status }) => status === 204);
      expect(tries.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401, 401]);
      expect(await reset(token, 'one more password')).toMatchObject({
        status: 401,
        body: { code: 'AUTH_LINK_INVALID' },
      });

      expect((await login(email)).status).toBe(401);
      expect((await login(email, `a new password ${taken}`)).status).toBe(200);
      expect((await post('refresh', { refresh_token: before.refresh_token })).status).toBe(401);
      expect(subjectOf(await mailTo(fleet, email, 3))).toBe('Your password was changed');
      await eventually(
        async () =>
          expect((await fleet.ask('GET', '/api/v1/auth/me', { token: before.access_token })).status).toBe(401),
        { withinMs: 5_000 },
      );
    });

    it('is answered alike for nobody, who gets no mail', async () => {
      const nobody = anAddress();
      const answer = await forget(nobody);
      expect([answer.status, answer.body]).toEqual([202, { status: 'accepted' }]);
      const email = await anAccount();
      await forget(email);
      await mailTo(fleet, email, 2);
      expect(await mailsTo(fleet, nobody)).toEqual([]);
    });

    it('gets so many mails an hour and no more', async () => {
      const email = await anAccount();
      for (let asked = 0; asked < 4; asked += 1) expect((await forget(email)).status).toBe(202);
      await mailTo(fleet, email, 3);
      const other = await anAccount();
      await forget(other);
      await mailTo(fleet, other, 2);
      expect(await mailsTo(fleet, email)).toHaveLength(3);
    });

    it('is not changed by a link of another kind, a changed one, or rubbish', async () => {
      const email = anAddress();
      await register(email);
      const registration = tokenIn(await mailTo(fleet, email));
      const known = await anAccount();
      await forget(known);
      const token = tokenIn(await mailTo(fleet, known, 2));
      const changed = `${token.slice(0, 40)}${token[40] === 'A' ? 'B' : 'A'}${token.slice(41)}`;
      const wrong = [
        registration,
        changed,
        token.slice(0, -1),
        `${token}A`,
        `other${token}`,
        'rubbish',
        '.',
        'x'.repeat(4_000),
      ];
      for (const bad of wrong)
        expect(await reset(bad, 'whatever it may be')).toMatchObject({
          status: 401,
          body: { code: 'AUTH_LINK_INVALID' },
        });
      expect((await post('email/verify', { token })).status).toBe(401);
      expect((await login(known)).status).toBe(200);
    });
  });

  it('is not opened with a password that is too short', async () => {
    for (const password of ['', 'elevenchars', 'x'.repeat(257)]) {
      const answer = await register(anAddress(), { password });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'password' }] } });
    }
  });
});
