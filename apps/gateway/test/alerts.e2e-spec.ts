import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { startMatrix } from '../../../tools/api/test/with-matrix';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

const CRISIS = { alert_type: 'crisis', urgency: 'critical', title: 'Complaints have tripled' };

describe('alerts over the API', () => {
  let fleet: Fleet;
  let database: Client;
  let operator: Person;
  let analyst: Person;
  let viewer: Person;
  let stranger: Person;

  const as = (who: Person, method: string, path = '', options: AskOptions = {}): Promise<Answer> =>
    fleet.ask(method, `/api/v1/alerts${path}`, { token: who.token, ...options });
  const raise = (body: object = CRISIS, headers: Record<string, string> = {}): Promise<Answer> =>
    as(operator, 'POST', '', { body, headers });

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    database = new Client({ connectionString: fleet.database.adminUrl });
    await database.connect();
    [operator, analyst] = [await aMember(fleet, 'operator'), await aMember(fleet, 'analyst')];
    [viewer, stranger] = [await aMember(fleet, 'viewer'), await anOutsider(fleet)];
  });

  afterAll(async () => {
    await database.end();
    await fleet.stop();
  });

  it('cannot be had while the matrix guild is away', async () => {
    const away = await as(viewer, 'GET');
    expect(away).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    await startMatrix(fleet);
  });

  it('are raised, heard of, acknowledged, responded to and resolved, all on record', async () => {
    const raised = await raise();
    expect(raised).toMatchObject({ status: 201, body: { ...CRISIS, state: 'unacknowledged' } });
    const { id } = raised.body;
    expect((await as(viewer, 'PUT', `/${id}/acknowledge`)).status).toBe(403);
    expect((await as(analyst, 'PUT', `/${id}/acknowledge`)).body).toMatchObject({ acknowledged_by: analyst.userId });
    expect((await as(analyst, 'PUT', `/${id}/resolve`)).status).toBe(403);
    const body = { action: 'Answered every complaint', effectiveness: 1 };
    const response = await as(operator, 'POST', `/${id}/responses`, { body });
    expect(response).toMatchObject({ status: 201, body: { ...body, taken_by: operator.userId } });
    expect((await as(viewer, 'GET', `/${id}/responses`)).body.items).toEqual([response.body]);
    expect((await as(operator, 'PUT', `/${id}/resolve`)).body).toMatchObject({ state: 'resolved' });
    expect((await as(viewer, 'GET', '?state=resolved')).body.items).toMatchObject([{ id }]);
    await eventually(async () => {
      const { rows } = await database.query(`SELECT action FROM gateway.audit_log WHERE subject_id = $1 ORDER BY seq`, [
        id,
      ]);
      expect(rows.map(({ action }: { action: string }) => action)).toEqual([
        'alert.raised',
        'alert.acknowledged',
        'alert.responded',
        'alert.resolved',
      ]);
    });
    await eventually(async () => {
      const { rows } = await database.query(
        `SELECT state FROM matrix.outbox_events WHERE name = 'matrix.alert.raised' AND workspace_id = $1`,
        [fleet.workspaceId],
      );
      expect(rows).toEqual([{ state: 'confirmed' }]);
    });
  });

  it('are one for one key', async () => {
    const key = { 'idempotency-key': uuidv7() };
    const body = { ...CRISIS, alert_type: 'anomaly' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => raise(body, key)));
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1);
    expect((await as(viewer, 'GET', '?alert_type=anomaly')).body.items).toHaveLength(1);
    expect((await raise(CRISIS, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it.each([
    ['no title', { title: undefined }],
    ['a title without end', { title: 'x'.repeat(501) }],
    ['a type of its own', { alert_type: 'No Word' }],
    ['an urgency that there is not', { urgency: 'panic' }],
    ['a signal that is not there', { signal_id: uuidv7() }],
    ['a signal that is no id', { signal_id: 'x' }],
    ['an end in words', { expires_at: 'tomorrow' }],
    ['an end that no calendar has', { expires_at: '9999-12-31' }],
    ['a state', { state: 'resolved' }],
  ])('are not raised with %s', async (_what, more) => {
    expect((await raise({ ...CRISIS, ...more })).status).toBe(422);
  });

  it('of another workspace are as those that nobody has raised', async () => {
    const { id } = (await raise()).body;
    for (const [method, path, body] of [
      ['PUT', 'acknowledge'],
      ['PUT', 'resolve'],
      ['GET', 'responses'],
      ['POST', 'responses', { action: 'Looked' }],
    ] as const) {
      const ask = (alertId: string) => as(stranger, method, `/${alertId}/${path}`, { body });
      const [foreign, random] = [await ask(id), await ask(uuidv7())];
      expect([foreign.status, random.status]).toEqual([404, 404]);
    }
    expect((await as(stranger, 'GET')).body).toEqual({ items: [], next_cursor: null });
    expect((await as(viewer, 'GET', '?limit=1')).body.items).toMatchObject([{ id, state: 'unacknowledged' }]);
  });
});
