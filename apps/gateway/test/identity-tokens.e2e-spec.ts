import { generateKeyPairSync } from 'node:crypto';
import type { RunningService } from '@raptor/platform';
import { importJWK, SignJWT } from 'jose';
import { askAt, newKey, startFleet, type Answer, type Fleet } from './support/fleet';
import { forgeries } from './support/forgeries';
import { aMember, anOutsider, signIn, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

const ME = '/api/v1/auth/me';

describe('an access token', () => {
  let fleet: Fleet;
  let member: Person;
  let claims: Record<string, unknown>;

  const me = (token: string, headers?: Record<string, string>): Promise<Answer> =>
    fleet.ask('GET', ME, { token, headers });
  const resigned = async (change: Record<string, unknown>): Promise<string> =>
    new SignJWT({ ...claims, ...change })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: fleet.signingKey.kid })
      .sign(await importJWK(fleet.signingKey.privateJwk, 'ES256'));

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    member = await aMember(fleet, 'operator');
    claims = JSON.parse(Buffer.from(member.token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
  });

  afterAll(() => fleet.stop());

  it('made by the same rules is believed (so that the forgeries below fail for the reason they name)', async () => {
    expect((await me(member.token)).status).toBe(200);
    expect((await me(await resigned({}))).status).toBe(200);
    expect((await me(await resigned({ aud: ['elsewhere', claims.aud] }))).status).toBe(200);
  });

  it('that is forged is refused, and every one alike', async () => {
    const outsider = await anOutsider(fleet);
    const ended = await signIn(fleet, member);
    const { sid: endedSession } = JSON.parse(Buffer.from(ended.token.split('.')[1]!, 'base64url').toString()) as {
      sid: string;
    };
    await fleet.ask('DELETE', `/api/v1/auth/sessions/${endedSession}`, { token: member.token });
    const genuine = { token: member.token, signingKey: fleet.signingKey, endedSession };
    const forged = forgeries({ ...genuine, otherWorkspace: outsider.workspaceId, otherPerson: outsider.userId });

    const none = await fleet.ask('GET', ME);
    expect(none).toMatchObject({ status: 401, body: { code: 'AUTH_REQUIRED' } });
    const believed: string[] = [];
    for (const [what, token] of Object.entries(forged)) {
      const { status, body } = await me(token);
      if (
        status !== 401 ||
        JSON.stringify({ ...body, request_id: '' }) !== JSON.stringify({ ...none.body, request_id: '' })
      )
        believed.push(`${what}: ${status} ${JSON.stringify(body)}`);
    }
    expect(believed).toEqual([]);
    expect(Object.keys(forged).length).toBeGreaterThanOrEqual(100);
    process.stdout.write(`${Object.keys(forged).length} forged tokens refused, all with one answer\n`);
  });

  it('is not looked for where there is none, or another way to sign in', async () => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      `Basic ${btoa('a:b')}`,
      `Token ${member.token}`,
      member.token,
    ])
      expect((await fleet.ask('GET', ME, { headers: { authorization } })).status).toBe(401);
    expect((await fleet.ask('GET', ME, { headers: { authorization: `bearer ${member.token}` } })).status).toBe(200);
    expect((await fleet.ask('GET', `${ME}?access_token=${member.token}`)).status).toBe(401);
    expect((await fleet.ask('GET', ME, { headers: { cookie: `access_token=${member.token}` } })).status).toBe(401);
  });

  it('of a role or a version that is not the member’s any more asks for a refresh', async () => {
    for (const change of [{ role: 'admin' }, { role: 'viewer' }, { mv: 2 }, { mv: 0 }])
      expect(await me(await resigned(change))).toMatchObject({ status: 401, body: { code: 'AUTH_TOKEN_OUTDATED' } });
  });

  it('is for its own workspace, whatever a header says', async () => {
    expect((await me(member.token, { 'x-workspace-id': member.workspaceId.toUpperCase() })).status).toBe(200);
    for (const other of [
      '018f0000-0000-7000-8000-00000000000b',
      '',
      'x',
      `${member.workspaceId}, ${member.workspaceId}`,
    ])
      expect((await me(member.token, { 'x-workspace-id': other })).status).toBe(403);
  });

  it('opens only what its role is for', async () => {
    const answer = await fleet.ask('GET', '/api/v1/ops/fleet', { token: member.token });
    expect(answer).toMatchObject({ status: 403, body: { code: 'AUTH_FORBIDDEN' } });
  });

  it('says neither name nor address of its person', () => {
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'mv', 'role', 'sid', 'sub', 'ws']);
  });

  describe('while keys are exchanged', () => {
    let next: RunningService;
    const old = () => ({
      kid: fleet.signingKey.kid,
      use: 'verify',
      publicJwk: withoutSecret(fleet.signingKey.privateJwk),
    });

    beforeAll(async () => {
      const privateJwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
      const own = { kid: 'next', use: 'sign', privateJwk };
      next = await fleet.another({ JWT_KEYS: JSON.stringify([old(), own]) });
    });

    it('is believed when it is signed with the old key or with the new, which may be of another kind', async () => {
      const body = { email: member.email, password: member.password };
      const { access_token: token } = (await askAt(`${next.url}/api/v1/auth/login`, 'POST', { body })).body;
      expect(JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString())).toMatchObject({
        alg: 'EdDSA',
        kid: 'next',
      });
      expect((await askAt(next.url + ME, 'GET', { token })).status).toBe(200);
      expect((await askAt(next.url + ME, 'GET', { token: member.token })).status).toBe(200);
      expect((await me(token)).status).toBe(401);
    });

    it('is not believed any more when its key is retired', async () => {
      const { kid, privateJwk } = await newKey();
      const later = await fleet.another({ JWT_KEYS: JSON.stringify([{ kid, use: 'sign', privateJwk }]) });
      expect((await askAt(later.url + ME, 'GET', { token: member.token })).status).toBe(401);
    });
  });
});

function withoutSecret(jwk: Fleet['signingKey']['privateJwk']): object {
  const { d: _d, ...publicJwk } = jwk;
  return publicJwk;
}
