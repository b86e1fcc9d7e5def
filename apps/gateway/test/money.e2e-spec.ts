import { eventually } from '@raptor/testing';
import { aNotification } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { plantInCouncil, startCouncil } from '../../../tools/api/test/with-council';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, below, theAdmin, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

describe('money and notifications over the API', () => {
  let fleet: Fleet;
  let admin: Person;
  let analyst: Person;
  let viewer: Person;

  const as = (who: Person, method: string, path: string, options: AskOptions = {}): Promise<Answer> =>
    fleet.ask(method, `/api/v1${path}`, { token: who.token, ...options });
  const set = (who: Person, body: object, headers: Record<string, string> = {}) =>
    as(who, 'PUT', '/budget', { body, headers });

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    [admin, analyst, viewer] = [await theAdmin(fleet), await aMember(fleet, 'analyst'), await aMember(fleet, 'viewer')];
  });

  afterAll(() => fleet.stop());

  it('cannot be had while the council is away', async () => {
    const answers = await Promise.all(
      ['/budget', '/costs?group_by=day', '/notifications'].map((path) => as(viewer, 'GET', path)),
    );
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(Number(answers[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    const council = await startCouncil(fleet);
    await eventually(async () => expect((await as(viewer, 'GET', '/budget')).status).toBe(200));
    await plantInCouncil(
      council,
      fleet.workspaceId,
      aNotification({ workspaceId: fleet.workspaceId, userId: viewer.userId, title: 'Own' }),
      aNotification({
        workspaceId: fleet.workspaceId,
        userId: null,
        title: 'Shared',
        createdAt: new Date('2026-01-01'),
      }),
    );
  });

  it('is limited by admins, on the version that they have seen', async () => {
    const { body: before, headers } = await as(viewer, 'GET', '/budget');
    expect(headers.get('etag')).toBe(`"${before.version}"`);
    const limits = { limit_micro_usd: 5_000_000, limit_tokens: 70_000 };
    const seen = { 'if-match': headers.get('etag')! };
    for (const role of below('admin')) expect((await set(await aMember(fleet, role), limits, seen)).status).toBe(403);
    const changed = await set(admin, limits, seen);
    expect(changed).toMatchObject({ status: 200, body: { ...limits, version: before.version + 1 } });
    expect(await set(admin, limits, seen)).toMatchObject({ status: 412, body: { code: 'VERSION_CHANGED' } });
    expect((await as(viewer, 'GET', '/budget')).body).toEqual(changed.body);
    const database = new Client({ connectionString: fleet.database.adminUrl });
    await database.connect();
    await eventually(async () => {
      const { rows } = await database.query(
        `SELECT actor, detail -> 'after' ->> 'limit_tokens' AS tokens FROM gateway.audit_log WHERE action = 'budget.changed'`,
      );
      expect(rows).toEqual([{ actor: admin.userId, tokens: '70000' }]);
    }).finally(() => database.end());
  });

  it.each([
    ['nothing', {}],
    ['one limit of two', { limit_micro_usd: 1 }],
    ['less than nothing', { limit_micro_usd: -1, limit_tokens: 1 }],
    ['half a token', { limit_micro_usd: 1, limit_tokens: 0.5 }],
    ['more than can be counted', { limit_micro_usd: Number.MAX_SAFE_INTEGER + 1, limit_tokens: 1 }],
    ['a text', { limit_micro_usd: '1', limit_tokens: 1 }],
    ['what is spent', { limit_micro_usd: 1, limit_tokens: 1, spent_micro_usd: 0 }],
  ])('is not limited to %s', async (_what, body) => {
    expect(await set(admin, body)).toMatchObject({ status: 422 });
  });

  it('is added up and quoted', async () => {
    const costs = await as(viewer, 'GET', '/costs?group_by=day&from=2026-03-01&to=2026-04-01T00:00:00%2B02:00');
    expect(costs).toMatchObject({
      status: 200,
      body: { group_by: 'day', to: '2026-03-31T22:00:00.000Z', items: [], total: { cost_micro_usd: 0 } },
    });
    for (const query of [
      '',
      'group_by=mood',
      'group_by=day&from=now',
      'group_by=day&from=0001-01-01',
      'group_by=day&from=2026-04-02&to=2026-04-01',
    ])
      expect((await as(viewer, 'GET', `/costs?${query}`)).status).toBe(422);
    const quote = (who: Person, body: unknown, headers = {}) => as(who, 'POST', '/budget/quote', { body, headers });
    const asked = { agent_codes: ['MUSE-001', 'RES-001'] };
    const key = { 'idempotency-key': uuidv7() };
    expect(await quote(analyst, asked, key)).toMatchObject({
      status: 200,
      body: { p95_micro_usd: null, paid_tiers: 'all' },
    });
    expect((await quote(analyst, { agent_codes: ['MUSE-002'] }, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await quote(viewer, asked)).status).toBe(403);
    for (const codes of [[], ['MUSE-001', 'MUSE-001'], ['MUSE-099'], ['x'], 'MUSE-001'])
      expect((await quote(analyst, { agent_codes: codes })).status).toBe(422);
  });

  it('is told to those whom it concerns', async () => {
    const list = (who: Person, query = '') => as(who, 'GET', `/notifications${query}`);
    const { body } = await list(viewer);
    expect(body).toMatchObject({ items: [{ title: 'Own' }, { title: 'Shared', is_shared: true }], unread: 2 });
    const [own] = body.items as { id: string }[];
    expect((await as(analyst, 'PUT', `/notifications/${own!.id}/read`)).status).toBe(404);
    expect(await as(viewer, 'PUT', `/notifications/${own!.id}/read`)).toMatchObject({
      status: 200,
      body: { id: own!.id },
    });
    expect((await list(viewer, '?unread=true')).body).toMatchObject({ items: [{ title: 'Shared' }], unread: 1 });
    expect((await list(viewer, '?unread=perhaps')).status).toBe(422);
    expect((await list(analyst)).body.items).toMatchObject([{ title: 'Shared' }]);
    expect((await list(await anOutsider(fleet))).body).toEqual({ items: [], next_cursor: null, unread: 0 });
  });
});
