import type { RunningService } from '@raptor/platform';
import { eventually } from '@raptor/testing';
import { aCampaign, aDecision } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { plantInCouncil, startCouncil, untilItAnswers } from '../../../tools/api/test/with-council';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

const SPRING = { name: 'Spring', objective_type: 'conversion' };

describe('campaigns over the API', () => {
  let fleet: Fleet;
  let council: RunningService;
  let admin: Client;
  let operator: Person;
  let viewer: Person;
  let stranger: Person;
  let names = 0;

  const as = (who: Person, method: string, path: string, options: AskOptions = {}): Promise<Answer> =>
    fleet.ask(method, `/api/v1/campaigns${path}`, { token: who.token, ...options });
  const aName = (): string => `Campaign ${(names += 1)}`;
  const create = (more: object = {}): Promise<Answer> =>
    as(operator, 'POST', '', { body: { ...SPRING, name: aName(), ...more } });
  const rows = async (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
    (await admin.query(sql, values)).rows as Record<string, unknown>[];

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    admin = new Client({ connectionString: fleet.database.adminUrl });
    await admin.connect();
    operator = await aMember(fleet, 'operator');
    viewer = await aMember(fleet, 'viewer');
    stranger = await anOutsider(fleet);
  });

  afterAll(async () => {
    await admin.end();
    await fleet.stop();
  });

  it('cannot be had while the council is away, and it is said when to come back', async () => {
    const answer = await as(viewer, 'GET', '');
    expect(answer).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    council = await startCouncil(fleet);
    await untilItAnswers(fleet, '/api/v1/campaigns', viewer.token);
  });

  it('are written down, read, changed on the version that was seen, and archived', async () => {
    const created = await create({ channels: ['email'], end_date: '2027-03-31' });
    expect(created).toMatchObject({ status: 201, body: { status: 'planning', channels: ['email'], version: 1 } });
    expect(created.headers.get('etag')).toBe('"1"');
    const path = `/${created.body.id}`;
    expect(await as(viewer, 'GET', path)).toMatchObject({ status: 200, body: created.body });
    const change = (ifMatch: string, body: object) =>
      as(operator, 'PATCH', path, { body, headers: { 'if-match': ifMatch } });
    const changed = await change('"1"', { run_budget_micro_usd: 5_000_000 });
    expect(changed).toMatchObject({ status: 200, body: { run_budget_micro_usd: 5_000_000, version: 2 } });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await change('"1"', { on_budget: 'floor' })).toMatchObject({
      status: 412,
      body: { code: 'VERSION_CHANGED' },
    });
    expect(await change('2', { on_budget: 'floor' })).toMatchObject({ status: 400 });
    for (const _time of ['first', 'again'])
      expect(await as(operator, 'DELETE', path)).toMatchObject({ status: 204, body: '' });
    expect(await as(viewer, 'GET', path)).toMatchObject({ body: { status: 'archived' } });
    expect(await change('*', { end_date: null })).toMatchObject({ status: 409, body: { code: 'STATE_FORBIDS' } });
  });

  it('are in the audit log with who did what, and the announcement has been heard', async () => {
    const { body } = await create();
    await as(operator, 'PATCH', `/${body.id}`, { body: { media_budget_micro_usd: 7 } });
    await eventually(async () => {
      const entries = await rows(
        `SELECT action, actor_type, actor FROM gateway.audit_log WHERE subject_id = $1 ORDER BY seq`,
        body.id,
      );
      const by = { actor_type: 'user', actor: operator.userId };
      expect(entries).toEqual([
        { action: 'campaign.created', ...by },
        { action: 'campaign.changed', ...by },
      ]);
    });
    await eventually(async () => {
      const said = await rows(
        `SELECT state FROM council.outbox_events WHERE name = 'council.campaign.created'
           AND envelope::jsonb -> 'payload' ->> 'campaignId' = $1`,
        body.id,
      );
      expect(said).toEqual([{ state: 'confirmed' }]);
    });
  });

  it('are one, however often the same request comes at once', async () => {
    const body = { ...SPRING, name: aName() };
    const headers = { 'idempotency-key': uuidv7() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => as(operator, 'POST', '', { body, headers })));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(await rows(`SELECT 1 FROM council.campaigns WHERE name = $1`, body.name)).toHaveLength(1);
    const other = await as(operator, 'POST', '', { body: { ...body, channels: ['x'] }, headers });
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await as(operator, 'POST', '', { body })).toMatchObject({ status: 409, body: { code: 'NAME_TAKEN' } });
  });

  const MOST = Number.MAX_SAFE_INTEGER;
  const bad: [string, object | string | unknown[], string | undefined][] = [
    ['no name', { name: undefined }, 'name'],
    ['a name of nothing', { name: '' }, 'name'],
    ['a name of spaces', { name: '  ' }, 'name'],
    ['a name that is null', { name: null }, 'name'],
    ['a name without end', { name: 'x'.repeat(201) }, 'name'],
    ['an objective that there is not', { objective_type: 'fame' }, 'objective_type'],
    ['a metric of nothing', { objective_metric: '' }, 'objective_metric'],
    ['a target of 0', { objective_metric: 'm', target_value: 0 }, 'target_value'],
    ['a target below 0', { objective_metric: 'm', target_value: -1 }, 'target_value'],
    ['a target beyond all', { objective_metric: 'm', target_value: 1e300 }, 'target_value'],
    ['a target in words', { objective_metric: 'm', target_value: 'many' }, 'target_value'],
    ['a target of nothing', { target_value: 3 }, 'objective_metric'],
    ['a positioning that is no id', { positioning_id: 'x' }, 'positioning_id'],
    ['a positioning that is not there', { positioning_id: uuidv7() }, 'positioning_id'],
    ['a channel that there is not', { channels: ['fax'] }, 'channels'],
    ['a channel twice', { channels: ['email', 'email'] }, 'channels'],
    ['channels in a list of lists', { channels: [['email']] }, 'channels'],
    ['money below 0', { media_budget_micro_usd: -1 }, 'media_budget_micro_usd'],
    ['money beyond counting', { media_budget_micro_usd: MOST + 1 }, 'media_budget_micro_usd'],
    ['half a micro-dollar', { run_budget_micro_usd: 0.5 }, 'run_budget_micro_usd'],
    ['a run budget below 0', { run_budget_micro_usd: -1 }, 'run_budget_micro_usd'],
    ['something else to do without money', { on_budget: 'panic' }, 'on_budget'],
    ['a day that there is not', { start_date: '2027-02-30' }, 'start_date'],
    ['a day in words', { end_date: 'tomorrow' }, 'end_date'],
    ['a day long ago', { start_date: '0000-01-01' }, 'start_date'],
    ['a day with a time', { start_date: '2027-01-01T00:00:00Z' }, 'start_date'],
    ['an end before the beginning', { start_date: '2027-01-02', end_date: '2027-01-01' }, 'end_date'],
    ['a status of its own', { status: 'active' }, 'status'],
    ['another workspace', { workspace_id: uuidv7() }, 'workspace_id'],
    ['an author', { created_by: 'user:me' }, 'created_by'],
    ['a version', { version: 7 }, 'version'],
    ['an id', { id: uuidv7() }, 'id'],
  ];

  it.each(bad)('are refused with %s, and the field is named', async (_what, fields, field) => {
    const answer = await create(fields as object);
    expect(answer).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it.each([
    ['a list', []],
    ['a list of one', [{ name: 'x' }]],
    ['a text', 'text'],
    ['nothing', undefined],
  ])('are refused when the body is %s', async (_what, body) => {
    expect((await as(operator, 'POST', '', { body })).status).toBe(422);
  });

  it.each([
    ['a list', [{ name: 'x' }]],
    ['a text', 'text'],
  ])('do not change when the body is %s', async (_what, body) => {
    const { body: campaign } = await create();
    expect((await as(operator, 'PATCH', `/${campaign.id}`, { body })).status).toBe(422);
    expect(await as(viewer, 'GET', `/${campaign.id}`)).toMatchObject({ body: { version: 1 } });
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'sort=stage',
    'cursor=rubbish',
    'q=',
    `q=${'x'.repeat(201)}`,
    'status=gone',
    'status=active&status=paused',
    'status[ne]=active',
    'objective_type=fame',
    'workspace_id=x',
  ])('are not listed by %s', async (query) => {
    expect(await as(viewer, 'GET', `?${query}`)).toMatchObject({
      status: 422,
      body: { errors: expect.any(Array) as unknown },
    });
  });

  it('are found by name, status and objective', async () => {
    const { body } = await create({ objective_type: 'advocacy' });
    const query = `?objective_type=advocacy&status=planning&q=${encodeURIComponent(body.name.toUpperCase())}&sort=-name&limit=5`;
    expect(await as(viewer, 'GET', query)).toMatchObject({ status: 200, body: { items: [body], next_cursor: null } });
  });

  it('of nobody, and of another workspace, are not there, in whatever way one asks', async () => {
    const { body: campaign } = await create();
    const attaching = { cohort_id: uuidv7(), allocation_percentage: 5 };
    const asked: [string, string, unknown][] = [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'Mine' }],
      ['DELETE', '', undefined],
      ['POST', '/cohorts', attaching],
      ['GET', '/cohorts', undefined],
      ['GET', '/timeline', undefined],
      ['GET', '/costs', undefined],
    ];
    const odd = 'ffffffff-ffff-0fff-0fff-ffffffffffff';
    for (const [method, path, body] of asked) {
      for (const id of [campaign.id, uuidv7(), odd, 'x']) {
        const answer = await as(stranger, method, `/${id}${path}`, { body });
        expect([method, path, id, answer.status, answer.body.code]).toEqual([
          method,
          path,
          id,
          404,
          'RESOURCE_NOT_FOUND',
        ]);
      }
    }
    expect(await as(viewer, 'GET', `/${campaign.id.toUpperCase()}`)).toMatchObject({ status: 200, body: campaign });
    expect(await as(stranger, 'GET', '')).toMatchObject({ body: { items: [], next_cursor: null } });
  });

  it('are changed by operators, and read by everybody', async () => {
    const { body } = await create();
    for (const [method, path] of [
      ['POST', ''],
      ['PATCH', `/${body.id}`],
      ['DELETE', `/${body.id}`],
      ['POST', `/${body.id}/cohorts`],
      ['POST', '/quote'],
    ] as const)
      expect(await as(viewer, method, path, { body: {} })).toMatchObject({
        status: 403,
        body: { code: 'AUTH_FORBIDDEN' },
      });
    for (const path of ['', `/${body.id}`, `/${body.id}/cohorts`, `/${body.id}/timeline`, `/${body.id}/costs`])
      expect((await as(viewer, 'GET', path)).status).toBe(200);
  });

  it('are quoted before there are any', async () => {
    const answer = await as(operator, 'POST', '/quote', {
      body: { objective_type: 'conversion', channels: ['email'] },
    });
    expect(answer).toMatchObject({ status: 200, body: { is_complete: false, fits: null } });
    expect(answer.body.agents).toContainEqual(expect.objectContaining({ agent_code: 'MUSE-004', basis: 'nothing' }));
    const nowhere = await as(operator, 'POST', '/quote', { body: { objective_type: 'conversion', channels: [] } });
    expect(nowhere).toMatchObject({ status: 422, body: { errors: [{ field: 'channels' }] } });
  });

  it('tell what has happened and what it has cost', async () => {
    const campaign = aCampaign({ workspaceId: fleet.workspaceId });
    const decision = aDecision({ workspaceId: fleet.workspaceId, campaignId: campaign.id });
    await plantInCouncil(council, fleet.workspaceId, campaign, decision);
    const timeline = await as(viewer, 'GET', `/${campaign.id}/timeline?limit=1`);
    expect(timeline).toMatchObject({
      status: 200,
      body: { items: [{ id: decision.id, kind: 'decision' }], next_cursor: null },
    });
    const costs = await as(viewer, 'GET', `/${campaign.id}/costs`);
    expect(costs).toMatchObject({ status: 200, body: { campaign_id: campaign.id, cost_micro_usd: 0, by_agent: [] } });
    expect((await as(viewer, 'GET', `/${campaign.id}/timeline?cursor=rubbish`)).status).toBe(422);
  });
});
