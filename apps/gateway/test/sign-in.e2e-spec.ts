import { Client } from 'pg';
import { startFleet, type Answer, type Fleet } from './support/fleet';

describe('signing in', () => {
  let fleet: Fleet;
  let admin: Client;

  const login = (body: object, headers?: Record<string, string>): Promise<Answer> =>
    fleet.ask('POST', '/api/v1/auth/login', { body, headers });
  const credentials = (): { email: string; password: string } => ({ email: fleet.email, password: fleet.password });

  beforeAll(async () => {
    fleet = await startFleet();
    admin = new Client({ connectionString: fleet.database.adminUrl });
    await admin.connect();
  });

  afterAll(async () => {
    await admin.end();
    await fleet.stop();
  });

  it('gives a token for the workspace, whichever way the e-mail was typed', async () => {
    const { status, body } = await login({ ...credentials(), email: fleet.email.toUpperCase() });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      workspace_id: fleet.workspaceId,
      role: 'admin',
      expires_in: 900,
    });
    expect(body.refresh_token).toMatch(new RegExp(`^rt\\.${body.user_id}\\.[\\w-]{43}$`));
    const fleetView = await fleet.ask('GET', '/api/v1/ops/fleet', { token: body.access_token });
    expect(fleetView.status).toBe(200);
  });

  it('keeps of the refresh token only a hash', async () => {
    const { body } = await login(credentials(), { 'user-agent': 'a browser' });
    const { rows } = await admin.query(
      `SELECT encode(token_hash, 'escape') AS hash, device FROM gateway.refresh_tokens`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(body.refresh_token.split('.')[2]);
    expect(rows.at(-1)).toMatchObject({ device: 'a browser' });
  });

  it('answers an unknown e-mail, a wrong password and a disabled account alike', async () => {
    const wrong = await login({ ...credentials(), password: 'wrong' });
    const unknown = await login({ email: 'nobody@acme.example', password: 'wrong' });
    await admin.query(`UPDATE gateway.users SET disabled_at = now() WHERE email = $1`, [fleet.email]);
    const disabled = await login(credentials());
    await admin.query(`UPDATE gateway.users SET disabled_at = NULL WHERE email = $1`, [fleet.email]);
    for (const answer of [wrong, unknown, disabled]) {
      expect(answer.status).toBe(401);
      expect({ ...answer.body, request_id: '' }).toEqual({ ...wrong.body, request_id: '' });
      expect(answer.body).toMatchObject({ code: 'AUTH_INVALID_CREDENTIALS', request_id: expect.any(String) });
    }
  });

  it('with half a surrogate pair in the address is refused before anybody looks at it', async () => {
    const { status, headers, body } = await fleet.ask('POST', '/api/v1/auth/login', {
      body: { email: '\ud800@x.example', password: 'whatever' },
    });
    expect([status, body.code]).toEqual([400, 'REQUEST_MALFORMED']);
    expect(headers.get('content-type')).toContain('application/problem+json');
  });

  it('is refused to a suspended member, and for a workspace one does not belong to', async () => {
    await admin.query(`UPDATE gateway.workspace_members SET status = 'suspended' WHERE workspace_id = $1`, [
      fleet.workspaceId,
    ]);
    const suspended = await login(credentials());
    await admin.query(`UPDATE gateway.workspace_members SET status = 'active' WHERE workspace_id = $1`, [
      fleet.workspaceId,
    ]);
    const elsewhere = await login({ ...credentials(), workspace_id: '018f0000-0000-7000-8000-00000000000b' });
    for (const answer of [suspended, elsewhere])
      expect(answer).toMatchObject({ status: 403, body: { code: 'AUTH_NO_WORKSPACE' } });
  });

  it.each([
    ['no body', undefined, 422],
    ['a body that is a list', [], 422],
    ['unknown fields', { email: 'a@b.example', password: 'x', admin: true }, 422],
    ['fields of the wrong type', { email: { $gt: '' }, password: 7 }, 422],
    ['a password without end', { email: 'a@b.example', password: 'x'.repeat(300) }, 422],
    ['a body that is too large', { email: 'a@b.example', password: 'x'.repeat(300_000) }, 413],
  ])('answers %s with a problem that says what to do', async (_what, body, status) => {
    const answer = await fleet.ask('POST', '/api/v1/auth/login', { body });
    expect(answer.status).toBe(body === undefined ? 422 : status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      status: answer.status,
      suggestion: expect.any(String),
      code: expect.any(String),
    });
  });
});

describe('signing in while the database is away', () => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await startFleet({ LOGIN_ATTEMPTS_PER_ACCOUNT: '2', DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' });
  });

  afterAll(() => fleet.stop());

  it('is answered 503 every time, and costs no attempt', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const answer = await fleet.ask('POST', '/api/v1/auth/login', {
        body: { email: fleet.email, password: fleet.password },
      });
      expect(answer).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
      expect(answer.headers.get('retry-after')).toBe('2');
    }
  });
});

describe('guessing a password', () => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await startFleet({ LOGIN_ATTEMPTS_PER_ACCOUNT: '3', LOGIN_ATTEMPTS_PER_ADDRESS: '12' });
  });

  afterAll(() => fleet.stop());

  it('is stopped per account and per address, and says when to come back', async () => {
    const guess = (email: string, password = 'guess'): Promise<Answer> =>
      fleet.ask('POST', '/api/v1/auth/login', { body: { email, password } });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) statuses.push((await guess(fleet.email)).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
    const rightButTooLate = await guess(fleet.email, fleet.password);
    expect(rightButTooLate).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(Number(rightButTooLate.headers.get('retry-after'))).toBeGreaterThan(0);
    for (let attempt = 0; attempt < 7; attempt += 1) await guess(`${attempt}@acme.example`);
    expect((await guess('never-seen@acme.example')).status).toBe(429);
  });
});
