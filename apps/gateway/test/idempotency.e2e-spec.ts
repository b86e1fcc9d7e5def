import { eventually } from '@raptor/testing';
import type { FastifyRequest } from 'fastify';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { IdempotentAnswers } from '../src/idempotency/idempotent-answers';
import { keyedRequestOf } from '../src/idempotency/keyed-request';
import { startFleet, type Answer, type Fleet } from './support/fleet';
import { aMember, theAdmin, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

const PATH = '/api/v1/api-keys';
const BELIEVED_MS = 1_500;

describe('a POST with an idempotency key', () => {
  let fleet: Fleet;
  let ada: Person;
  let db: Client;

  beforeAll(async () => {
    fleet = await startFleet({ ...UNLIMITED, IDEMPOTENCY_BELIEVED_MS: String(BELIEVED_MS) });
    db = new Client({ connectionString: fleet.database.adminUrl });
    await db.connect();
    ada = await theAdmin(fleet);
  });

  afterAll(async () => {
    await db.end();
    await fleet.stop();
  });

  const post = (key: string, body: object, who: { token: string } = ada, path = PATH): Promise<Answer> =>
    fleet.ask('POST', path, { token: who.token, body, headers: { 'idempotency-key': key } });
  const aBody = (): { name: string; role: string } => ({ name: `key ${uuidv7()}`, role: 'viewer' });
  const named = async (name: string): Promise<number> => {
    const { rows } = await db.query<{ count: number }>(`SELECT count(*)::int FROM gateway.api_keys WHERE name = $1`, [
      name,
    ]);
    return rows[0]?.count ?? 0;
  };

  it('a hundred times at once has one effect; the others get the same answer, or hear that it is at work', async () => {
    const [key, body] = [uuidv7(), aBody()];
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(key, body)));
    const done = answers.filter(({ status }) => status === 201);
    const running = answers.filter(({ status }) => status === 409);
    expect(done.length).toBeGreaterThanOrEqual(1);
    expect(done.length + running.length).toBe(100);
    expect(new Set(done.map(({ body: answer }) => JSON.stringify(answer))).size).toBe(1);
    for (const { body: problem, headers } of running) {
      expect(problem.code).toBe('IDEMPOTENT_REQUEST_RUNNING');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(await named(body.name)).toBe(1);
    const later = await post(key, body);
    expect([later.status, later.body]).toEqual([201, done[0]!.body]);
    process.stdout.write(`100 at once: ${done.length} equal answers, ${running.length} times 409, 1 effect\n`);
  });

  it('gets the first answer again, its secret and its ETag included, also from another replica', async () => {
    const [key, body] = [uuidv7(), aBody()];
    const first = await post(key, body);
    const again = await post(key, body);
    expect(first.body.key).toMatch(/^ak\./);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const { rows } = await db.query(`SELECT response FROM gateway.idempotency_keys WHERE key = $1`, [key]);
    expect(JSON.stringify(rows)).not.toContain(first.body.key.split('.')[2]);
    const webhook = { url: 'https://company.example/hook', event_types: ['budget.threshold'] };
    const [one, two] = [
      await post(key, webhook, ada, '/api/v1/webhooks'),
      await post(key, webhook, ada, '/api/v1/webhooks'),
    ];
    expect(one.headers.get('etag')).toBe('"1"');
    expect([two.status, two.body, two.headers.get('etag')]).toEqual([201, one.body, '"1"']);
  });

  it('is refused when it comes with another body, or to another resource', async () => {
    const key = uuidv7();
    expect((await post(key, aBody())).status).toBe(201);
    expect(await post(key, aBody())).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    const members = `/api/v1/workspaces/${fleet.workspaceId}/members`;
    expect((await post(key, { email: 'grace@acme.example', role: 'viewer' }, ada, members)).status).toBe(201);
  });

  it('does not meet those of somebody else', async () => {
    const [key, body] = [uuidv7(), aBody()];
    const eve = await aMember(fleet, 'admin');
    const answers = [await post(key, body), await post(key, body, eve), await post(key, body, eve)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(answers[1]!.body.id).not.toBe(answers[0]!.body.id);
    expect(answers[2]!.body).toEqual(answers[1]!.body);
    expect(await named(body.name)).toBe(2);
  });

  it('that failed changed nothing, and may come again', async () => {
    const key = uuidv7();
    const slug = `taken-${uuidv7().slice(-12)}`;
    const path = '/api/v1/workspaces';
    const taken = await post(uuidv7(), { name: 'There', slug }, ada, path);
    expect((await post(key, { name: 'Late', slug }, ada, path)).status).toBe(409);
    await db.query(`UPDATE gateway.workspaces SET slug = $2 WHERE id = $1`, [taken.body.id, `${slug}-moved`]);
    expect((await post(key, { name: 'Late', slug }, ada, path)).status).toBe(201);
    const { rows } = await db.query(`SELECT state FROM gateway.idempotency_keys WHERE key = $1`, [key]);
    expect(rows).toEqual([{ state: 'done' }]);
  });

  it('whose first try was cut off is at work for as long as that is believed, and then begins anew, once', async () => {
    const [key, body] = [uuidv7(), aBody()];
    // As the gateway does before it begins; then it dies.
    const asked = { url: PATH, method: 'POST', body, headers: { 'idempotency-key': key }, routeOptions: { url: PATH } };
    const keyed = keyedRequestOf(asked as unknown as FastifyRequest, `user:${ada.userId}`)!;
    const answers = fleet.gateway.app.get(IdempotentAnswers, { strict: false });
    const claimed = await answers.claim(fleet.workspaceId, { type: 'user', id: ada.userId }, keyed, 201);
    expect(claimed.outcome).toBe('begun');
    expect(await post(key, body)).toMatchObject({ status: 409, body: { code: 'IDEMPOTENT_REQUEST_RUNNING' } });
    const made = await eventually(async () => {
      const answer = await post(key, body);
      expect(answer.status).toBe(201);
      return answer;
    });
    expect((await post(key, body)).body).toEqual(made.body);
    expect(await named(body.name)).toBe(1);
  });

  it('may not be chosen at will', async () => {
    for (const key of ['with space', 'ä', 'x'.repeat(201)]) {
      const answer = await fleet
        .ask('POST', PATH, {
          token: ada.token,
          body: aBody(),
          headers: { 'idempotency-key': Buffer.from(key).toString('latin1') },
        })
        .catch((error: unknown) => error as Error);
      expect(answer).toMatchObject({ status: 400, body: { code: 'REQUEST_MALFORMED' } });
    }
  });

  it('is forgotten after its time, those of others as they are kept', async () => {
    await db.query(`UPDATE gateway.idempotency_keys SET expires_at = now() - interval '1 second'`);
    await Promise.all(Array.from({ length: 50 }, () => post(uuidv7(), aBody())));
    const { rows } = await db.query(
      `SELECT count(*)::int AS old FROM gateway.idempotency_keys WHERE expires_at < now()`,
    );
    expect(rows).toEqual([{ old: 0 }]);
  });
});
