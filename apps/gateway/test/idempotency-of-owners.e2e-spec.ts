import { eventually } from '@raptor/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { startCouncil } from '../../../tools/api/test/with-council';
import { startFleet, type Answer, type Fleet } from './support/fleet';
import { aMember, theAdmin, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

const PATH = '/api/v1/cohorts';

describe('a POST with an idempotency key for what another service owns', () => {
  let fleet: Fleet;
  let ada: Person;
  let db: Client;

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    await startCouncil(fleet);
    db = new Client({ connectionString: fleet.database.adminUrl });
    await db.connect();
    ada = await theAdmin(fleet);
    await eventually(async () => expect((await post(uuidv7(), { name: `warm ${uuidv7()}` })).status).toBe(201));
  });

  afterAll(async () => {
    await db.end();
    await fleet.stop();
  });

  const post = (key: string, body: object, who: { token: string } = ada): Promise<Answer> =>
    fleet.ask('POST', PATH, { token: who.token, body, headers: { 'idempotency-key': key } });
  const named = async (name: string): Promise<number> => {
    const { rows } = await db.query<{ count: number }>(`SELECT count(*)::int FROM council.cohorts WHERE name = $1`, [
      name,
    ]);
    return rows[0]?.count ?? 0;
  };

  it('a hundred times at once is done once, and every answer is the same', async () => {
    const [key, body] = [uuidv7(), { name: `crowd ${uuidv7()}` }];
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(key, body)));
    const done = answers.filter(({ status }) => status === 201);
    const later = answers.filter(({ status }) => status === 409 || status === 503);
    process.stdout.write(
      `100 at once at the owner: ${done.length} equal answers, ${later.length} to be asked again, 1 effect\n`,
    );
    expect(done.length).toBeGreaterThanOrEqual(1);
    expect(done.length + later.length).toBe(100);
    expect(new Set(done.map(({ body: answer }) => JSON.stringify(answer))).size).toBe(1);
    expect(await named(body.name)).toBe(1);
    expect(await post(key, body)).toMatchObject({ status: 201, body: { id: done[0]!.body.id } });
  });

  it('is refused with another body, and is somebody else’s from another person', async () => {
    const [key, body] = [uuidv7(), { name: `one ${uuidv7()}` }];
    const first = await post(key, body);
    expect(first.status).toBe(201);
    expect(await post(key, { name: 'another' })).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    const olga = await aMember(fleet, 'operator');
    const others = { name: `two ${uuidv7()}` };
    const second = await post(key, others, olga);
    expect(second).toMatchObject({ status: 201, body: { name: others.name } });
    expect(second.body.id).not.toBe(first.body.id);
    expect((await post(key, others, olga)).body).toEqual(second.body);
  });

  it('that failed may come again with the same key once the reason is gone', async () => {
    const name = `taken ${uuidv7()}`;
    const there = await post(uuidv7(), { name });
    const key = uuidv7();
    expect((await post(key, { name })).status).toBe(409);
    await db.query(`UPDATE council.cohorts SET name = $2 WHERE id = $1`, [there.body.id, `${name} no more`]);
    expect((await post(key, { name })).status).toBe(201);
    expect(await named(name)).toBe(1);
  });
});
