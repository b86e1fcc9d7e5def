import { ROSTER } from '@raptor/contracts';
import type { RunningService } from '@raptor/platform';
import { eventually, modelStandIn, type ModelStandIn } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { testGuildConfig, testGuildModule } from '../../../libs/agent-kit/test/run/support/test-guild';
import { startCouncil } from '../../../tools/api/test/with-council';
import { askAt, startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, theAdmin, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

describe('agents over the API', () => {
  let fleet: Fleet;
  let models: ModelStandIn;
  let admin: Client;
  let guild: RunningService;
  let operator: Person;
  let viewer: Person;

  const as = (who: Person, method: string, path: string, options: AskOptions = {}): Promise<Answer> =>
    fleet.ask(method, `/api/v1/agents${path}`, { token: who.token, ...options });
  const invoke = (code: string, input: object, headers: Record<string, string> = {}): Promise<Answer> =>
    as(operator, 'POST', `/${code}/invoke`, { body: { input }, headers });
  const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await admin.query(sql, values)).rows as T[];
  const itemIn = ({ body }: Answer, code: string): Record<string, unknown> =>
    (body.items as Record<string, unknown>[]).find((item) => item['code'] === code)!;
  const startGuild = (more: NodeJS.ProcessEnv = {}): Promise<RunningService> =>
    fleet.start(testGuildModule(), testGuildConfig, { ...models.environment, ...more });
  const until = (id: string, state: string): Promise<Answer> =>
    eventually(async () => {
      const run = await as(viewer, 'GET', `/runs/${id}`);
      expect(run).toMatchObject({ status: 200, body: { state } });
      return run;
    });

  beforeAll(async () => {
    models = await modelStandIn();
    fleet = await startFleet(UNLIMITED);
    admin = new Client({ connectionString: fleet.database.adminUrl });
    await admin.connect();
    [operator, viewer] = [await aMember(fleet, 'operator'), await aMember(fleet, 'viewer')];
  });

  afterAll(async () => {
    await admin.end();
    await fleet.stop();
    await models.close();
  });

  beforeEach(() => models.reset());

  it('are shown as far as somebody knows of them, and it is said who does not answer', async () => {
    const nobody = await as(viewer, 'GET', '/registry');
    expect(nobody).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    await startCouncil(fleet);
    guild = await startGuild();
    await eventually(async () => {
      const seeded = await rows(`SELECT 1 FROM council.agents WHERE workspace_id = $1`, fleet.workspaceId);
      expect(seeded).toHaveLength(87);
    });
    const some = await eventually(async () => {
      const answer = await as(viewer, 'GET', '');
      expect(itemIn(answer, 'MUSE-001')).toMatchObject({ is_live: true });
      return answer;
    });
    expect(some.status).toBe(200);
    expect(some.body.unavailable).toEqual(['research', 'matrix', 'guardian']);
    expect((some.body.items as { code: string }[]).map(({ code }) => code)).toEqual(Object.keys(ROSTER));
    expect(itemIn(some, 'MUSE-001')).toMatchObject({
      ...{ name: 'Headline Copywriter', guild: 'muse', state: 'available', tier: 'balanced', cadence: 'on-demand' },
      workspace: { is_active: true, version: 1, statistics: { runs: 0, cost_micro_usd: 0 } },
    });
    expect(itemIn(some, 'MUSE-030')).toMatchObject({ state: 'planned', is_live: false, purpose: null });
    expect(itemIn(some, 'RES-001')).toMatchObject({ state: 'unknown', workspace: { is_active: true } });
  });

  it('say each what they take and give', async () => {
    const one = await as(viewer, 'GET', '/MUSE-001');
    expect(one).toMatchObject({
      status: 200,
      body: { state: 'available', input_schema: { required: ['promise'] }, version: 1, unavailable: [] },
    });
    expect(one.headers.get('etag')).toBe('"1"');
    expect((await as(viewer, 'GET', '/MUSE-030')).body).toMatchObject({ state: 'planned', input_schema: null });
    expect((await as(viewer, 'GET', '/RES-001')).body).toMatchObject({ state: 'unknown', unavailable: ['research'] });
    for (const code of ['MUSE-099', 'muse-001', 'x'])
      expect(await as(viewer, 'GET', `/${code}`)).toMatchObject({ status: 404, body: { code: 'AGENT_UNKNOWN' } });
  });

  it('are set on the version that was seen', async () => {
    const change = (ifMatch: string, body: object, who = operator) =>
      as(who, 'PATCH', '/MUSE-004', { body, headers: { 'if-match': ifMatch } });
    const changed = await change('"1"', { settings: { tone: 'dry' }, is_active: false });
    expect(changed).toMatchObject({ status: 200, body: { is_active: false, version: 2 } });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await change('"1"', { is_active: true })).toMatchObject({ status: 412, body: { code: 'VERSION_CHANGED' } });
    expect(await change('"2"', { is_active: true }, viewer)).toMatchObject({ status: 403 });
    expect(await change('"2"', { is_active: 'yes', mood: 1 })).toMatchObject({ status: 422 });
    expect(await change('"2"', { settings: { big: 'x'.repeat(17_000) } })).toMatchObject({ status: 422 });
    const off = await invoke('MUSE-004', { topic: 'spring' });
    expect(off).toMatchObject({ status: 409, body: { code: 'STATE_FORBIDS' } });
  });

  it('answer whoever waits for them, and tell how it came about', async () => {
    const answer = await invoke('MUSE-003', { topic: 'spring' }, { prefer: 'wait=15' });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ...{ agent_code: 'MUSE-003', state: 'completed', review: 'unreviewed', failure: null, cost_micro_usd: 0 },
        provenance: { mode: 'floor', tainted: true, unreviewed: true },
        ...{ commanded_by: `user:${operator.userId}`, input: { topic: 'spring' }, unavailable: [] },
      },
    });
    expect(answer.headers.get('preference-applied')).toBe('wait=15');
    const { id, output, evidence, steps, provenance } = answer.body;
    expect(output).toMatchObject({ evidenceIds: [evidence[0].id] });
    expect(evidence[0]).toMatchObject({ source: 'rows.notes', excerpt: expect.stringContaining('spring') as string });
    expect((steps as { name: string }[]).map(({ name }) => name)).toContain('gather');
    const location = answer.headers.get('location')!;
    expect(await fleet.ask('GET', location, { token: viewer.token })).toMatchObject({ status: 200, body: answer.body });
    const byRun = await as(viewer, 'GET', `/runs/${provenance.run_id}`);
    expect(byRun.body).toMatchObject({ id, output, steps, state: 'completed' });
  });

  it('go on for whoever does not wait, and for a gateway that is gone', async () => {
    models.tell({ latencyMs: 1_500 });
    const replica = await fleet.another();
    const accepted = await askAt(`${replica.url}/api/v1/agents/MUSE-001/execute`, 'POST', {
      token: operator.token,
      body: { input: { promise: 'Paid by Friday' } },
    });
    expect(accepted).toMatchObject({ status: 202, body: { state: 'running', output: null } });
    await replica.stop();
    const ended = await until(accepted.body.id, 'completed');
    expect(ended.body.provenance).toMatchObject({ mode: 'model', model: 'claude-sonnet-4-6' });
    expect(ended.body.cost_micro_usd).toBeGreaterThan(0);
    const shortly = await invoke('MUSE-001', { promise: 'Another' }, { prefer: 'wait=1' });
    expect(shortly).toMatchObject({ status: 202, body: { state: 'running' } });
  });

  it('keep nobody waiting in a gateway that leaves', async () => {
    models.tell({ latencyMs: 5_000 });
    const replica = await fleet.another();
    const waiting = askAt(`${replica.url}/api/v1/agents/MUSE-001/invoke`, 'POST', {
      token: operator.token,
      body: { input: { promise: 'Not now' } },
      headers: { prefer: 'wait=20' },
    });
    await eventually(async () => {
      const found = await rows(`SELECT 1 FROM council.agent_assignments WHERE input = '{"promise": "Not now"}'`);
      expect(found).toHaveLength(1);
    });
    expect(await replica.stop()).toMatchObject({ clean: true });
    expect(await waiting).toMatchObject({ status: 202, body: { state: 'running' } });
  });

  it('say what went wrong as what came of it', async () => {
    const failed = await invoke('MUSE-005', { promise: 'Any' }, { prefer: 'wait=15' });
    expect(failed).toMatchObject({
      status: 200,
      body: { state: 'failed', output: null, failure: { code: 'AGENT_ANSWER_INVALID' } },
    });
  });

  it('do one thing for one key, however often it is asked for at once', async () => {
    const key = { 'idempotency-key': uuidv7() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => invoke('MUSE-003', { topic: 'autumn' }, key)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { id } = answers[0]!.body;
    await until(id, 'completed');
    const again = await invoke('MUSE-003', { topic: 'autumn' }, { ...key, prefer: 'wait=5' });
    expect(again).toMatchObject({ status: 200, body: { id, state: 'completed' } });
    const found = await rows(
      `SELECT 1 FROM council.agent_assignments WHERE workspace_id = $1 AND input = '{"topic": "autumn"}'`,
      fleet.workspaceId,
    );
    expect(found).toHaveLength(1);
    const other = await invoke('MUSE-003', { topic: 'winter' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('are not given what they cannot take, and nothing is written down', async () => {
    const count = async () => (await rows(`SELECT 1 FROM council.agent_assignments`)).length;
    const before = await count();
    expect(await invoke('MUSE-003', { topic: 7, inputs: [] })).toMatchObject({
      status: 422,
      body: { code: 'AGENT_INPUT_INVALID', errors: [{ field: 'input.topic' }, { field: 'input.inputs' }] },
    });
    expect(await invoke('MUSE-030', {})).toMatchObject({ status: 409, body: { code: 'AGENT_PLANNED' } });
    expect(await invoke('MUSE-099', {})).toMatchObject({ status: 404, body: { code: 'AGENT_UNKNOWN' } });
    expect(await invoke('RES-001', {})).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    expect(await as(viewer, 'POST', '/MUSE-003/invoke', { body: { input: { topic: 'x' } } })).toMatchObject({
      status: 403,
    });
    for (const body of [
      {},
      { input: 'text' },
      { input: {}, deadline_seconds: 1 },
      { input: {}, workspace_id: uuidv7() },
    ])
      expect((await as(operator, 'POST', '/MUSE-003/invoke', { body })).status).toBe(422);
    expect(await count()).toBe(before);
  });

  it('are given work for a campaign, one after the other', async () => {
    const campaign = await fleet.ask('POST', '/api/v1/campaigns', {
      token: operator.token,
      body: { name: 'Spring', objective_type: 'conversion' },
    });
    const subject = { type: 'campaign', id: campaign.body.id };
    const assign = (body: object) => as(operator, 'POST', '/MUSE-003/assign', { body: { subject, ...body } });
    const first = await assign({ input: { topic: 'first' } });
    expect(first.status).toBe(202);
    const second = await assign({ input: { topic: 'second' }, after: [{ id: first.body.id, as: 'count' }] });
    const done = await until(second.body.id, 'completed');
    expect(done.body).toMatchObject({ subject, output: { got: ['count'] } });
    const nowhere = await assign({ input: { topic: 'x' }, subject: { type: 'campaign', id: uuidv7() } });
    expect(nowhere).toMatchObject({ status: 422, body: { errors: [{ field: 'subject.id' }] } });
  });

  it('stand on their floor when the money is used up', async () => {
    const boss = await theAdmin(fleet);
    const budget = await fleet.ask('GET', '/api/v1/budget', { token: boss.token });
    const { spent_micro_usd: spent, reserved_micro_usd: reserved } = budget.body as Record<string, number>;
    const body = { limit_micro_usd: Math.max(1, spent! + reserved!), limit_tokens: 1 };
    expect((await fleet.ask('PUT', '/api/v1/budget', { token: boss.token, body })).status).toBe(200);
    const poor = await invoke('MUSE-001', { promise: 'For nothing' }, { prefer: 'wait=15' });
    expect(poor).toMatchObject({
      status: 200,
      body: { state: 'completed', output: { headline: 'For nothing' }, provenance: { mode: 'floor' } },
    });
    expect(poor.body.provenance.degraded_by).toMatch(/^BUDGET_/);
    const metrics = await as(viewer, 'GET', '/MUSE-001/metrics');
    expect(metrics).toMatchObject({ status: 200, body: { code: 'MUSE-001', modes: { floor: 1 } } });
    expect(metrics.body.calls).toBeGreaterThan(0);
  });

  it('remember, and say when they may have forgotten', async () => {
    const recall = (query: string) => as(viewer, 'GET', `/MUSE-003/memories?${query}`);
    await eventually(async () => {
      const found = await recall('query=words+about+spring&kind=facts');
      expect(found).toMatchObject({ status: 200, body: { context_unavailable: null } });
      const [first] = found.body.items as unknown[];
      expect(first).toMatchObject({ kind: 'facts', text: expect.stringContaining('about spring') as string });
    });
    expect((await recall('query=words+about+spring&limit=1')).body.items).toHaveLength(1);
    for (const wrong of ['', 'query=', 'query=x&kind=dreams', 'query=x&limit=51'])
      expect((await recall(wrong)).status).toBe(422);
    await guild.stop();
    guild = await startGuild({ CHROMA_URL: 'http://127.0.0.1:9' });
    const lost = await recall('query=words+about+spring&kind=facts');
    expect(lost).toMatchObject({ status: 200, body: { items: [] } });
    expect(lost.body.context_unavailable).toMatch(/not available|in time/);
  });

  it('are nobody else’s business', async () => {
    const stranger = await anOutsider(fleet);
    const [{ id }] = (await rows<{ id: string }>(
      `SELECT id FROM council.agent_assignments WHERE workspace_id = $1 LIMIT 1`,
      fleet.workspaceId,
    )) as [{ id: string }];
    const [foreign, random] = [await as(stranger, 'GET', `/runs/${id}`), await as(viewer, 'GET', `/runs/${uuidv7()}`)];
    // Three guilds are away, and nobody can say what they know.
    expect([foreign.status, random.status]).toEqual([503, 503]);
    const [run] = (await rows<{ id: string }>(`SELECT id FROM muse.agent_runs LIMIT 1`)) as [{ id: string }];
    expect((await as(viewer, 'GET', `/runs/${run.id}`)).status).toBe(200);
    expect((await as(stranger, 'GET', `/runs/${run.id}`)).status).toBe(503);
    expect(JSON.stringify(foreign.body)).not.toContain(id);
    expect((await as(stranger, 'GET', '/MUSE-003/memories?query=words+about+spring')).body.items).toEqual([]);
    expect((await as(stranger, 'GET', '/council/decisions')).body).toEqual({ items: [], next_cursor: null });
  });

  it('have a run that can be read while their guild is away, without its steps', async () => {
    const done = await invoke('MUSE-003', { topic: 'dusk' }, { prefer: 'wait=15' });
    expect(done.body.state).toBe('completed');
    await guild.stop();
    const run = await as(viewer, 'GET', `/runs/${done.body.id}`);
    expect(run).toMatchObject({ status: 200, body: { output: done.body.output, steps: [], unavailable: ['muse'] } });
    expect(run.body.evidence).toEqual(done.body.evidence);
    expect(await invoke('MUSE-003', { topic: 'dawn' })).toMatchObject({ status: 503 });
  });
});
