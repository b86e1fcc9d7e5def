import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { startFleet, type Answer, type Fleet } from './support/fleet';
import { aMember, anOutsider, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

const OIDC = 'https://login.company.example';
const SUPABASE = 'https://project.supabase.example/auth/v1';
const BY_ID = 'https://ids.company.example';
const SECRET = randomBytes(32).toString('base64url');

/** Somebody who publishes keys. */
async function aKeyServer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };
  const state = { isAway: false, asked: 0 };
  const server: Server = createServer((_request, response) => {
    state.asked += 1;
    response.statusCode = state.isAway ? 500 : 200;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  return { url, state, privateKey, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe('a token of another issuer', () => {
  let fleet: Fleet;
  let member: Person;
  let outsider: Person;
  let keys: Awaited<ReturnType<typeof aKeyServer>>;

  const me = (token: string, workspaceId?: string): Promise<Answer> =>
    fleet.ask('GET', '/api/v1/auth/me', { token, ...(workspaceId && { headers: { 'x-workspace-id': workspaceId } }) });
  const token = (claims: object, key: CryptoKey | Uint8Array = keys.privateKey, header: object = {}): Promise<string> =>
    new SignJWT({ iss: OIDC, aud: 'raptor', sub: 'auth0|1', email: member.email, email_verified: true, ...claims })
      .setProtectedHeader({ alg: key instanceof Uint8Array ? 'HS256' : 'RS256', kid: 'k1', typ: 'JWT', ...header })
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key);
  const secret = (text = SECRET): Uint8Array => new TextEncoder().encode(text);
  const supabase = (claims: object, key = secret()): Promise<string> =>
    token({ iss: SUPABASE, aud: 'authenticated', email_verified: undefined, role: 'authenticated', ...claims }, key);

  beforeAll(async () => {
    keys = await aKeyServer();
    fleet = await startFleet({
      ...UNLIMITED,
      EXTERNAL_ISSUERS: JSON.stringify([
        { issuer: OIDC, audience: 'raptor', jwks_url: keys.url },
        { issuer: SUPABASE, audience: 'authenticated', hs256_secret: SECRET, email_is_proved: true },
        { issuer: BY_ID, audience: 'raptor', jwks_url: keys.url, person: 'sub' },
      ]),
    });
    member = await aMember(fleet, 'analyst');
    outsider = await anOutsider(fleet);
  });

  afterAll(async () => {
    await fleet.stop();
    await keys.close();
  });

  it('that is trusted is its person, in the workspace that the request names', async () => {
    for (const given of [await token({}), await supabase({}), await token({ iss: BY_ID, sub: member.userId })]) {
      const answer = await me(given, member.workspaceId);
      expect(answer).toMatchObject({
        status: 200,
        body: { id: member.userId, workspace_id: member.workspaceId, role: 'analyst' },
      });
    }
    expect((await me(await token({ email: member.email.toUpperCase() }), member.workspaceId)).status).toBe(200);
    expect((await me(await token({}))).body).toMatchObject({ workspace_id: member.workspaceId });
    expect(keys.state.asked).toBeLessThanOrEqual(2);
  });

  it('opens no workspace that its person does not belong to, and tells it from none that there is not', async () => {
    const [foreign, none] = [await me(await token({}), outsider.workspaceId), await me(await token({}), member.userId)];
    expect(foreign).toMatchObject({ status: 403, body: { code: 'AUTH_NO_WORKSPACE' } });
    expect({ ...foreign.body, request_id: '' }).toEqual({ ...none.body, request_id: '' });
    expect((await me(await token({}), 'x')).status).toBe(403);
  });

  it('is refused when anything about it is wrong', async () => {
    const other = (await generateKeyPair('RS256')).privateKey;
    const wrong = {
      'another key': await token({}, other),
      'another name of a key': await token({}, keys.privateKey, { kid: 'k2' }),
      'another audience': await token({ aud: 'elsewhere' }),
      'another issuer': await token({ iss: 'https://elsewhere.example' }),
      'our issuer': await token({ iss: 'https://raptorflow.example', aud: 'raptorflow-api' }),
      'an address that is not proved': await token({ email_verified: false }),
      'an address of which nothing is said': await token({ email_verified: undefined }),
      'a proof that is a text': await token({ email_verified: 'true' }),
      'no address': await token({ email: undefined }),
      'nobody here': await token({ email: 'nobody@company.example' }),
      'no sub': await token({ sub: undefined }),
      'an id that is none': await token({ iss: BY_ID, sub: `' OR 1=1 --` }),
      'nobody by that id': await token({ iss: BY_ID, sub: outsider.workspaceId }),
      'the secret of one for another': await token({}, secret()),
      'another secret': await supabase({}, secret('x'.repeat(43))),
      'a key where there is a secret': await token({ iss: SUPABASE, aud: 'authenticated' }),
      'no signature': new UnsecuredJWT({
        iss: OIDC,
        aud: 'raptor',
        sub: '1',
        email: member.email,
        email_verified: true,
      }).encode(),
      expired: await new SignJWT({
        iss: OIDC,
        aud: 'raptor',
        sub: '1',
        email: member.email,
        email_verified: true,
        exp: 1,
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .sign(keys.privateKey),
      'no end': await new SignJWT({ iss: OIDC, aud: 'raptor', sub: '1', email: member.email, email_verified: true })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .sign(keys.privateKey),
    };
    for (const [what, given] of Object.entries(wrong)) {
      const { status, body } = await me(given, member.workspaceId);
      expect([what, status, body.code]).toEqual([
        what,
        what === 'nobody by that id' ? 403 : 401,
        expect.stringMatching(/^AUTH_/),
      ]);
    }
  });

  it('is not needed for our own to be good', async () => {
    expect((await me(member.token)).status).toBe(200);
  });
});

describe('the keys of another issuer', () => {
  it('that cannot be had are a time of waiting, not a refusal', async () => {
    const keys = await aKeyServer();
    keys.state.isAway = true;
    const issuers = [{ issuer: OIDC, audience: 'raptor', jwks_url: keys.url }];
    const fleet = await startFleet({ ...UNLIMITED, EXTERNAL_ISSUERS: JSON.stringify(issuers) });
    try {
      const given = await new SignJWT({ iss: OIDC, aud: 'raptor', sub: '1', email: fleet.email, email_verified: true })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .setExpirationTime('1h')
        .sign(keys.privateKey);
      const answer = await fleet.ask('GET', '/api/v1/auth/me', { token: given });
      expect(answer).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    } finally {
      await fleet.stop();
      await keys.close();
    }
  });
});
