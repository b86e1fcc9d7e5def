import { BudgetAlerted } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { RaptorBus, type PreparedMessage } from '@raptor/raptor-bus';
import { deliver, eventually, prepared } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { WebhookEndpointEntity } from '../src/webhooks/webhook-endpoint.entity';
import { auditTrail } from './support/audit-trail';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, below, theAdmin, type Person } from './support/people';
import { fits, startReceiver, type Received, type Receiver } from './support/receiver';
import { UNLIMITED } from './support/unlimited';

const PATH = '/api/v1/webhooks';
const TYPE = 'budget.threshold';

const aBudgetAlert = (percent = 80): BudgetAlerted =>
  Object.assign(new BudgetAlerted(), {
    period: '2026-11',
    limitMicroUsd: 1_000_000,
    spentMicroUsd: 800_000,
    limitTokens: 100,
    tokensSpent: 80,
    reason: 'threshold',
    percent,
  });

describe('webhooks', () => {
  let fleet: Fleet;
  let ada: Person;
  let db: Client;
  let receiver: Receiver;
  let bus: RaptorBus;

  beforeAll(async () => {
    receiver = await startReceiver();
    fleet = await startFleet({
      ...UNLIMITED,
      EGRESS_ORIGINS: receiver.origin,
      WEBHOOK_RETRIES_MS: '50,50,50',
      WEBHOOK_DISABLE_AFTER: '3',
    });
    db = new Client({ connectionString: fleet.database.adminUrl });
    await db.connect();
    ada = await theAdmin(fleet);
    bus = fleet.gateway.app.get(RaptorBus);
  });

  afterAll(async () => {
    await db.end();
    await fleet.stop();
    await receiver.close();
  });

  const ask = (method: string, path: string, options: AskOptions = {}, who = ada): Promise<Answer> =>
    fleet.ask(method, path, { token: who.token, ...options });
  const create = (path: string, who = ada): Promise<Answer> =>
    ask('POST', PATH, { body: { url: `${receiver.origin}${path}`, event_types: [TYPE] } }, who);
  const endpoint = async (path: string): Promise<{ id: string; secret: string }> => {
    const { status, body } = await create(path);
    expect(status).toBe(201);
    return body as { id: string; secret: string };
  };
  /** Something happens in a workspace. */
  const happen = async (workspaceId = fleet.workspaceId, times = 1): Promise<PreparedMessage> => {
    const message = prepared(bus, workspaceId, aBudgetAlert());
    await deliver(bus, ...Array.from({ length: times }, () => message));
    return message;
  };
  const deliveries = async (id: string): Promise<Record<string, unknown>[]> =>
    (await ask('GET', `${PATH}/${id}/deliveries?limit=100`)).body.items as Record<string, unknown>[];
  const ended = (id: string, state: string): Promise<Record<string, unknown>> =>
    eventually(async () => {
      const found = await deliveries(id);
      expect(found).toMatchObject([{ state }]);
      return found[0]!;
    });
  const remove = async (id: string): Promise<void> => {
    expect((await ask('DELETE', `${PATH}/${id}`)).status).toBe(204);
  };

  it('are told of an event once, signed, however often it is announced, and those of others are not', async () => {
    const outsider = await anOutsider(fleet);
    const [mine, theirs] = [await endpoint('/once'), await create('/others', outsider)];
    const { envelope } = await happen(fleet.workspaceId, 4);
    const delivery = await ended(mine.id, 'delivered');
    expect(delivery).toMatchObject({
      event_id: envelope.id,
      event_type: TYPE,
      attempts: 1,
      response_code: 204,
      failure: null,
    });
    expect(receiver.at('/once')).toHaveLength(1);
    const [told] = receiver.at('/once') as [Received];
    expect(JSON.parse(told.body)).toEqual({
      id: envelope.id,
      type: TYPE,
      created_at: envelope.occurredAt,
      workspace_id: fleet.workspaceId,
      data: expect.objectContaining({ period: '2026-11', percent: 80, spent_micro_usd: 800_000 }),
    });
    expect(told.headers).toMatchObject({
      'content-type': 'application/json',
      'raptorflow-id': envelope.id,
      'raptorflow-event': TYPE,
      'raptorflow-attempt': '1',
    });
    expect(fits(mine.secret, told)).toBe(true);
    expect(fits(theirs.body.secret, told)).toBe(false);
    expect(receiver.at('/others')).toEqual([]);
    const foreign = await ask('GET', `${PATH}/${mine.id}/deliveries`, {}, outsider);
    expect(foreign.status).toBe(404);
    await remove(mine.id);
  });

  it('keep their secret to themselves: shown once, sealed, and good beside the next for a day', async () => {
    const { id, secret } = await endpoint('/rotated');
    const shown = JSON.stringify([(await ask('GET', `${PATH}/${id}`)).body, (await ask('GET', PATH)).body]);
    expect(shown).not.toContain(secret);
    const { rows } = await db.query(`SELECT secret FROM gateway.webhook_endpoints WHERE id = $1`, [id]);
    expect(rows[0].secret).not.toContain(secret.slice('whsec_'.length));
    const rotated = await ask('POST', `${PATH}/${id}/rotate-secret`);
    expect(rotated).toMatchObject({ status: 200, body: { secret: expect.stringMatching(/^whsec_[\w-]{43}$/) } });
    await happen();
    await ended(id, 'delivered');
    const [told] = receiver.at('/rotated') as [Received];
    expect([fits(secret, told), fits(rotated.body.secret, told), fits('whsec_other', told)]).toEqual([
      true,
      true,
      false,
    ]);
    await remove(id);
  });

  it('get another secret also where nobody can read the one before', async () => {
    const { id } = await endpoint('/lost');
    await db.query(`UPDATE gateway.webhook_endpoints SET secret = 'lost:AAAA' WHERE id = $1`, [id]);
    const { body } = await ask('POST', `${PATH}/${id}/rotate-secret`);
    expect(Date.parse(body.previous_until)).toBeLessThanOrEqual(Date.now() + 1_000);
    await happen();
    await ended(id, 'delivered');
    expect(fits(body.secret, receiver.at('/lost')[0] as Received)).toBe(true);
    await remove(id);
  });

  it('are tried again until they answer with success', async () => {
    receiver.answer('/flaky', (response, nth) => void response.writeHead(nth < 3 ? 500 : 200).end('thanks'));
    const { id } = await endpoint('/flaky');
    await happen();
    expect(await ended(id, 'delivered')).toMatchObject({ attempts: 3, response_code: 200, failure: null });
    const attempts = receiver.at('/flaky').map(({ headers }) => headers['raptorflow-attempt']);
    const ids = receiver.at('/flaky').map(({ headers }) => headers['raptorflow-id']);
    expect(attempts).toEqual(['1', '2', '3']);
    expect(new Set(ids).size).toBe(1);
    expect((await ask('GET', `${PATH}/${id}`)).body).toMatchObject({ failure_count: 0, state: 'active' });
    await remove(id);
  });

  it('are given up after the last try, can be replayed with as many tries, and are not led elsewhere', async () => {
    receiver.answer(
      '/away',
      (response) => void response.writeHead(302, { location: `${receiver.origin}/inside` }).end(),
    );
    const { id } = await endpoint('/away');
    await happen();
    const failed = await ended(id, 'failed');
    expect(failed).toMatchObject({
      attempts: 4,
      response_code: 302,
      failure: 'The receiver answered 302',
      next_attempt_at: null,
    });
    expect(receiver.at('/inside')).toEqual([]);
    const replay = `${PATH}/${id}/deliveries/${failed['id'] as string}/replay`;
    receiver.answer('/away', (response, nth) => void response.writeHead(nth < 6 ? 503 : 204).end());
    expect(await ask('POST', replay)).toMatchObject({ status: 202, body: { state: 'pending', attempts: 4 } });
    expect(await ended(id, 'delivered')).toMatchObject({ attempts: 6 });
    expect(await auditTrail(db, fleet.workspaceId)).toContainEqual(
      expect.objectContaining({ action: 'webhook.replayed', actor: ada.userId, subject_id: failed['id'] }),
    );
    expect((await ask('POST', `${PATH}/${id}/deliveries/${uuidv7()}/replay`)).status).toBe(404);
    const other = await endpoint('/other');
    expect((await ask('POST', replay.replace(id, other.id))).status).toBe(404);
    const states = await ask('GET', `${PATH}/${id}/deliveries?state=failed`);
    expect(states.body.items).toEqual([]);
    await Promise.all([id, other.id].map(remove));
  });

  it('are disabled when their deliveries keep failing, with a note, and go on when somebody says so', async () => {
    receiver.answer('/dead', (response) => void response.writeHead(500).end());
    const { id } = await endpoint('/dead');
    await Promise.all([happen(), happen(), happen()]);
    const disabled = await eventually(async () => {
      const { body } = await ask('GET', `${PATH}/${id}`);
      expect(body).toMatchObject({
        state: 'disabled',
        failure_count: 3,
        disabled_note: '3 deliveries in a row have failed',
      });
      return body as { version: number };
    });
    expect(disabled.version).toBe(2);
    expect(await auditTrail(db, fleet.workspaceId)).toContainEqual(
      expect.objectContaining({ action: 'webhook.disabled', actor_type: 'system', subject_id: id }),
    );
    const before = receiver.at('/dead').length;
    await happen();
    const [one] = await deliveries(id);
    expect((await ask('POST', `${PATH}/${id}/deliveries/${one!['id'] as string}/replay`)).status).toBe(409);
    receiver.answer('/dead', (response) => void response.writeHead(204).end());
    const active = await ask('PATCH', `${PATH}/${id}`, { body: { state: 'active' }, headers: { 'if-match': '"2"' } });
    expect(active.body).toMatchObject({ state: 'active', failure_count: 0, disabled_note: null, version: 3 });
    await happen();
    await eventually(() => expect(receiver.at('/dead')).toHaveLength(before + 1));
    await remove(id);
  });

  it('are disabled at once by who answers that it is gone for good', async () => {
    receiver.answer('/gone', (response) => void response.writeHead(410).end());
    const { id } = await endpoint('/gone');
    await happen();
    expect(await ended(id, 'failed')).toMatchObject({ attempts: 1, response_code: 410 });
    expect((await ask('GET', `${PATH}/${id}`)).body).toMatchObject({
      state: 'disabled',
      disabled_note: expect.stringContaining('410'),
    });
    await remove(id);
  });

  it.each([
    'http://127.0.0.1:9/hook',
    'http://169.254.169.254/latest/meta-data',
    'https://localhost/hook',
    'https://[::1]/hook',
    'https://10.0.0.1/hook',
    'https://company.example:8443/hook',
    'http://company.example/hook',
    'https://user:pass@company.example/hook',
    'ftp://company.example/hook',
    'https://',
    `https://company.example/${'x'.repeat(2_048)}`,
  ])('are not sent to %.60s', async (url) => {
    const answer = await ask('POST', PATH, { body: { url, event_types: [TYPE] } });
    expect([answer.status, answer.body.code, answer.body.errors?.[0].field]).toEqual([422, 'REQUEST_INVALID', 'url']);
    const { id } = await endpoint('/moved');
    expect((await ask('PATCH', `${PATH}/${id}`, { body: { url } })).status).toBe(422);
    await remove(id);
  });

  it('are not sent to an address that turns out to be private, and that is not tried again', async () => {
    const { id } = await endpoint('/rebound');
    // As when the name resolves elsewhere by now.
    await fleet.gateway.app
      .get(Database)
      .withTenant(fleet.workspaceId, { type: 'system', id: 'test' }, (tx) =>
        tx.update(WebhookEndpointEntity, { workspaceId: fleet.workspaceId, id }, { url: 'https://127.0.0.1/hook' }),
      );
    await happen();
    expect(await ended(id, 'failed')).toMatchObject({
      attempts: 1,
      response_code: null,
      failure: expect.stringContaining('address'),
    });
    await remove(id);
  });

  it('say which events there are, and take no other', async () => {
    const unknown = await ask('POST', PATH, { body: { url: `${receiver.origin}/x`, event_types: ['no.such'] } });
    expect(unknown.body.errors).toMatchObject([{ field: 'event_types', message: expect.stringContaining(TYPE) }]);
    for (const event_types of [[], [TYPE, TYPE], 'x', [7], ['X.Y']])
      expect((await ask('POST', PATH, { body: { url: `${receiver.origin}/x`, event_types } })).status).toBe(422);
  });

  it('are for admins, who change them on the version they have seen', async () => {
    const { id } = await endpoint('/versions');
    for (const role of below('admin')) {
      const member = await aMember(fleet, role);
      const asked = await Promise.all([
        ask('GET', PATH, {}, member),
        create('/x', member),
        ask('PATCH', `${PATH}/${id}`, { body: {} }, member),
        ask('DELETE', `${PATH}/${id}`, {}, member),
        ask('POST', `${PATH}/${id}/rotate-secret`, {}, member),
      ]);
      expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    }
    const read = await ask('GET', `${PATH}/${id}`);
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    const body = { url: `${receiver.origin}/elsewhere` };
    expect(await ask('PATCH', `${PATH}/${id}`, { body, headers })).toMatchObject({
      status: 200,
      body: { url: `${receiver.origin}/elsewhere`, event_types: [TYPE], version: 2 },
    });
    expect(await ask('PATCH', `${PATH}/${id}`, { body, headers })).toMatchObject({ status: 412 });
    await remove(id);
    expect((await ask('GET', `${PATH}/${id}`)).status).toBe(404);
    expect((await ask('DELETE', `${PATH}/${id}`)).status).toBe(404);
  });

  it('that are slow do not hold up those that are not', async () => {
    const waiting: (() => void)[] = [];
    receiver.answer('/slow', (response) => void waiting.push(() => response.writeHead(204).end()));
    const [slow, quick] = [await endpoint('/slow'), await endpoint('/quick')];
    const many = 30;
    await deliver(bus, ...Array.from({ length: many }, () => prepared(bus, fleet.workspaceId, aBudgetAlert())));
    await eventually(() => expect(receiver.at('/quick')).toHaveLength(many), { withinMs: 8_000 });
    expect(receiver.at('/slow').length).toBeLessThanOrEqual(4);
    receiver.answer('/slow', (response) => void response.writeHead(204).end());
    for (const end of waiting) end();
    await eventually(
      async () =>
        expect((await deliveries(slow.id)).map(({ state }) => state)).toEqual(
          Array.from({ length: many }, () => 'delivered'),
        ),
      { withinMs: 40_000 },
    );
    await Promise.all([slow.id, quick.id].map(remove));
  }, 90_000);
});
