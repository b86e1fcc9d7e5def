import { eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { startCouncil } from '../../../tools/api/test/with-council';
import { startMatrix } from '../../../tools/api/test/with-matrix';
import { startFleet, type Answer, type Fleet } from './support/fleet';
import { aMember, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

describe('observations over the API', () => {
  let fleet: Fleet;
  let operator: Person;

  const sendCsv = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${fleet.gateway.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${operator.token}`, ...headers },
      body,
    });
  const ask = (method: string, path: string, body?: object): Promise<Answer> =>
    fleet.ask(method, `/api/v1/${path}`, { token: operator.token, ...(body && { body }) });

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    operator = await aMember(fleet, 'operator');
    await Promise.all([startMatrix(fleet), startCouncil(fleet)]);
    await eventually(async () => expect((await ask('GET', 'observations')).status).toBe(200), { withinMs: 30_000 });
  });

  afterAll(() => fleet.stop());

  it('are told as CSV, once, and are how a campaign performs', async () => {
    const made = await ask('POST', 'campaigns', {
      ...{ name: uuidv7(), objective_type: 'conversion', channels: ['email', 'x'], start_date: '2026-03-01' },
    });
    const id = String(made.body['id']);
    const csv = [
      'subject_type,subject_id,metric,value,observed_at,source_id',
      `campaign,${id}/email,impressions,1000,2026-03-01T10:00:00Z,"ga4, main"`,
      `campaign,${id}/email,clicks,50,2026-03-01T10:00:00Z,`,
    ].join('\r\n');
    const told = await sendCsv('observations', csv, { 'idempotency-key': uuidv7() });
    expect([told.status, await told.json()]).toEqual([200, { received: 2, added: 2, known: 0 }]);
    expect(await (await sendCsv('observations', csv)).json()).toEqual({ received: 2, added: 0, known: 2 });
    const span = 'from=2026-03-01&to=2026-04-01';
    const { body } = await ask('GET', `campaigns/${id}/performance?${span}`);
    expect(body).toMatchObject({
      ...{ campaign_id: id, unmeasured: ['x'], total: { impressions: 1_000, clicks: 50 } },
      channels: [{ channel: 'email', ctr: { value: 0.05 } }],
    });
    expect((await ask('GET', `campaigns/${uuidv7()}/performance?${span}`)).status).toBe(404);
  });

  it('are refused with the row and the field that is wrong, and other operations take no CSV', async () => {
    const wrong = await sendCsv(
      'observations',
      'subject_type,subject_id,metric,value,observed_at\ntopic,x,clicks,many,now',
    );
    expect(wrong.status).toBe(422);
    const { errors } = (await wrong.json()) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['observations.0.value', 'observations.0.observed_at']),
    );
    expect((await sendCsv('observations', 'a,b\n1')).status).toBe(400);
    expect((await sendCsv('campaigns', 'name\nx')).status).toBe(415);
  });
});
