import { setTimeout as delay } from 'node:timers/promises';
import { Database } from '@raptor/persistence';
import type { RunningService } from '@raptor/platform';
import { testServers, watchedWire, type WatchedWire } from '@raptor/testing';
import { anApiKey, plant } from '@raptor/testing/builders';
import { newOpaqueToken } from '../src/identity/opaque-token';
import { askAt, startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember } from './support/people';

const ME = '/api/v1/auth/me';
const PAGE = 'https://app.example';
const LIMITS = {
  RATE_LIMIT_PER_USER: '20',
  RATE_LIMIT_PER_KEY: '5',
  RATE_LIMIT_PER_ADDRESS: '30',
  LOGIN_ATTEMPTS_PER_ADDRESS: '1000',
};

/** What a client may write into a request to be taken for somebody else. */
const CLAIMS_OF_ADDRESS = [
  'x-forwarded-for',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-originating-ip',
  'x-remote-ip',
  'x-remote-addr',
  'true-client-ip',
  'cf-connecting-ip',
  'fastly-client-ip',
  'forwarded',
];
const claimToBe = (address: string): Record<string, string> =>
  Object.fromEntries(CLAIMS_OF_ADDRESS.map((name) => [name, name === 'forwarded' ? `for=${address}` : address]));

const shown = ({ headers }: Answer) => ({
  limit: Number(headers.get('x-ratelimit-limit')),
  remaining: Number(headers.get('x-ratelimit-remaining')),
  reset: Number(headers.get('x-ratelimit-reset')),
});

describe('how often one may ask', () => {
  let fleet: Fleet;
  let replicas: readonly RunningService[];

  const asking = async (times: number, options: (index: number) => AskOptions, path = ME): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (let index = 0; index < times; index += 1)
      answers.push(await askAt(replicas[index % 2]!.url + path, 'GET', options(index)));
    return answers;
  };
  const statuses = (answers: readonly Answer[]): Record<number, number> => {
    const counted: Record<number, number> = {};
    for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1;
    return counted;
  };

  beforeAll(async () => {
    fleet = await startFleet(LIMITS);
    replicas = [fleet.gateway, await fleet.another()];
  });

  afterAll(() => fleet.stop());

  it('is counted per person, over all replicas and sessions, and said with every answer', async () => {
    const member = await aMember(fleet, 'viewer');
    const answers = await asking(25, () => ({ token: member.token }));
    expect(statuses(answers)).toEqual({ 200: 20, 429: 5 });
    expect(answers.slice(0, 20).map((answer) => shown(answer).remaining)).toEqual(
      Array.from({ length: 20 }, (_n, i) => 19 - i),
    );
    for (const answer of answers) {
      expect(shown(answer)).toMatchObject({ limit: 20 });
      expect(shown(answer).reset).toBeGreaterThan(0);
      expect(shown(answer).reset).toBeLessThanOrEqual(60);
    }
    const refused = answers.at(-1)!;
    expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED', status: 429 } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

    const body = { email: member.email, password: member.password };
    const again = (await fleet.ask('POST', '/api/v1/auth/login', { body })).body;
    expect((await fleet.ask('GET', ME, { token: again.access_token })).status).toBe(429);
  });

  it('is counted per person and not by address, whatever the request says of addresses', async () => {
    const [one, other] = [await aMember(fleet, 'viewer'), await aMember(fleet, 'viewer')];
    const answers = await asking(25, (index) => ({ token: one.token, headers: claimToBe(`198.51.100.${index}`) }));
    expect(statuses(answers)).toEqual({ 200: 20, 429: 5 });
    expect((await fleet.ask('GET', ME, { token: other.token })).status).toBe(200);
  });

  it('is counted per key', async () => {
    const { token, hash } = newOpaqueToken('apiKey', fleet.workspaceId);
    const key = anApiKey({ workspaceId: fleet.workspaceId, keyHash: hash });
    const actor = { type: 'system', id: 'test' } as const;
    await fleet.gateway.app.get(Database).withTenant(fleet.workspaceId, actor, (tx) => plant(tx, key));
    const answers = await asking(8, () => ({ token }));
    expect(statuses(answers)).toEqual({ 200: 5, 429: 3 });
    expect(shown(answers[0]!)).toMatchObject({ limit: 5, remaining: 4 });
  });

  it('is counted by the address of the connection for nobody, whatever they say they are', async () => {
    const member = await aMember(fleet, 'viewer');
    const bearers = [
      '',
      'Bearer x',
      `Bearer ${newOpaqueToken('apiKey', fleet.workspaceId).token}`,
      `Bearer ${member.token}x`,
    ];
    const answers = await asking(40, (index) => ({
      headers: { ...claimToBe(`203.0.113.${index}`), authorization: bearers[index % bearers.length]! },
    }));
    expect(statuses(answers)).toEqual({ 401: 30, 429: 10 });
    expect(shown(answers[0]!)).toMatchObject({ limit: 30, remaining: 29 });
    const missing = await fleet.ask('GET', '/api/v1/no/such/place');
    const unreadable = await fleet.ask('POST', '/api/v1/auth/refresh', { body: 'no object' });
    expect([missing.status, unreadable.status]).toEqual([429, 429]);
    // People who have signed in come from the same address, and are not in its way.
    expect((await fleet.ask('GET', ME, { token: member.token })).status).toBe(200);
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const answer = await fleet.ask('GET', path);
      expect([path, answer.status, answer.headers.get('x-ratelimit-limit')]).toEqual([path, 200, null]);
    }
  });

  it('is said with answers of every kind', async () => {
    const member = await aMember(fleet, 'viewer');
    const { token } = member;
    const answers = [
      await fleet.ask('GET', '/api/v1/ops/fleet', { token }),
      await fleet.ask('GET', '/api/v1/auth/sessions?limit=x', { token }),
      await fleet.ask('DELETE', '/api/v1/auth/sessions/x', { token }),
      await fleet.ask('POST', '/api/v1/auth/ws-ticket', { token, headers: { 'content-type': 'text/plain' } }),
      await fleet.ask('POST', '/api/v1/auth/login', { body: { email: 'x' } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 422, 404, expect.any(Number), 422]);
    for (const answer of answers) expect(shown(answer).limit).toBeGreaterThan(0);
  });
});

describe('behind a proxy that is trusted', () => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await startFleet({ ...LIMITS, RATE_LIMIT_PER_ADDRESS: '5', TRUSTED_PROXY_HOPS: '1', CORS_ORIGINS: PAGE });
  });

  afterAll(() => fleet.stop());

  it('the address is the one that the proxy has seen, not what stands before it', async () => {
    const ask = (forwarded: string): Promise<Answer> =>
      fleet.ask('GET', ME, { headers: { ...claimToBe('192.0.2.200'), 'x-forwarded-for': forwarded } });
    const statuses: number[] = [];
    for (let index = 0; index < 7; index += 1) statuses.push((await ask(`198.51.100.${index}, 192.0.2.1`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await ask('192.0.2.1, 192.0.2.2')).status).toBe(401);
    expect((await ask('2001:db8:1:2::1')).status).toBe(401);
  });

  it('a page may read that it has to sign in, and that it asks too often', async () => {
    const headers = { origin: PAGE, 'x-forwarded-for': '192.0.2.50' };
    const asked = await fleet.ask('OPTIONS', ME, { headers: { ...headers, 'access-control-request-method': 'GET' } });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, PAGE]);
    for (const status of [401, 401, 401, 401, 401, 429]) {
      const answer = await fleet.ask('GET', ME, { headers });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([status, PAGE]);
    }
  });
});

describe('a limit and its Redis', () => {
  let wire: WatchedWire;
  let fleet: Fleet;

  beforeAll(async () => {
    wire = await watchedWire(testServers().redisCacheUrl);
    fleet = await startFleet({ ...LIMITS, RATE_LIMIT_PER_USER: '60', REDIS_CACHE_URL: wire.url });
  });

  afterAll(async () => {
    await fleet.stop();
    await wire.close();
  });

  it('meet once in a request, and not at all when it is refused', async () => {
    const { token } = await aMember(fleet, 'viewer');
    await fleet.ask('GET', ME, { token });
    wire.reset();
    for (let index = 0; index < 20; index += 1) expect((await fleet.ask('GET', ME, { token })).status).toBe(200);
    expect(wire.roundTrips()).toBe(20);
    for (let index = 0; index < 40; index += 1) await fleet.ask('GET', ME, { token });
    wire.reset();
    for (let index = 0; index < 20; index += 1) expect((await fleet.ask('GET', ME, { token })).status).toBe(429);
    expect(wire.roundTrips()).toBe(0);
  });

  it('part when it hangs: nobody waits long for it, and the limit holds in this process', async () => {
    const { token } = await aMember(fleet, 'viewer');
    expect((await fleet.ask('GET', ME, { token })).status).toBe(200);
    wire.freeze();
    const since = performance.now();
    const statuses: number[] = [];
    for (let index = 0; index < 70; index += 1) statuses.push((await fleet.ask('GET', ME, { token })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
    expect(performance.now() - since).toBeLessThan(4_000);
    await delay(0);
  });
});

describe('while Redis is away', () => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await startFleet({ ...LIMITS, REDIS_CACHE_URL: 'redis://127.0.0.1:1' });
  });

  afterAll(() => fleet.stop());

  it('limits hold in each process, and tickets are for later', async () => {
    const { token } = await aMember(fleet, 'viewer');
    expect(await fleet.ask('POST', '/api/v1/auth/ws-ticket', { token })).toMatchObject({ status: 503 });
    const statuses: number[] = [];
    for (let index = 0; index < 22; index += 1) statuses.push((await fleet.ask('GET', ME, { token })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(19);
    expect(statuses.at(-1)).toBe(429);
  });
});
