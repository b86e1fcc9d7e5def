import { StartStop } from '@raptor/contracts';
import { RaptorBus } from '@raptor/raptor-bus';
import { deliver, eventually, prepared } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { startWholeFleet, type WholeFleet } from '../../../tools/api/test/whole-fleet';
import type { Answer, AskOptions } from './support/fleet';
import { aMember, anOutsider, theAdmin, type Person } from './support/people';

interface LetterItem {
  readonly id: string;
  readonly service: string;
  readonly state: string;
}

describe('operations over the API', () => {
  let fleet: WholeFleet;
  let admin: Person;
  let operator: Person;
  let stranger: Person;

  const as = (who: Person, method: string, path: string, options: AskOptions = {}): Promise<Answer> =>
    fleet.ask(method, `/api/v1/ops${path}`, { token: who.token, ...options });
  const letters = async (who: Person, query = ''): Promise<LetterItem[]> =>
    (await as(who, 'GET', `/dead-letters${query}`)).body.items as LetterItem[];
  /** Stops of nothing in particular: the council cannot handle them. */
  const bury = async (count: number, workspaceId = fleet.workspaceId): Promise<void> => {
    const bus = fleet.services.council.app.get(RaptorBus);
    const wrong = Object.assign(new StartStop(), { scope: 'agent', target: '*', reason: 'crisis' });
    await deliver(bus, ...Array.from({ length: count }, () => prepared(bus, workspaceId, wrong)));
  };
  const stops = async (): Promise<unknown[]> => (await as(admin, 'GET', '/emergency-stop')).body.items as unknown[];

  beforeAll(async () => {
    fleet = await startWholeFleet();
    [admin, operator, stranger] = [await theAdmin(fleet), await aMember(fleet, 'operator'), await anOutsider(fleet)];
  });

  afterAll(() => fleet.stop());

  it('show the dead letters of all services, page by page', async () => {
    await bury(3);
    await bury(2, stranger.workspaceId);
    await eventually(async () => {
      expect(await letters(admin)).toHaveLength(3);
      expect(await letters(stranger)).toHaveLength(2);
    });
    const found: LetterItem[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { body } = await as(admin, 'GET', `/dead-letters?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      expect(body.unavailable).toEqual([]);
      found.push(...(body.items as LetterItem[]));
      cursor = body.next_cursor as string | null;
    }
    const ids = found.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort().toReversed());
    expect(found).toHaveLength(3);
    expect(found[0]).toMatchObject({
      ...{ service: 'council', name: 'council.stop.start', state: 'open', attempts: 1, is_edited: false },
      failure: { code: 'MESSAGE_INVALID' },
    });
    expect(await letters(admin, '?name=muse.assignment.run')).toEqual([]);
    expect(await letters(admin, '?service=matrix')).toEqual([]);
    expect(await letters(admin, '?since=2090-01-01')).toEqual([]);
    expect((await as(operator, 'GET', '/dead-letters')).status).toBe(403);
    for (const query of ['?limit=0', '?limit=101', '?state=lost', '?reason=mood', '?service=sales', '?cursor=x'])
      expect((await as(admin, 'GET', `/dead-letters${query}`)).status).toBe(422);
  });

  it('show one with what it says and what happened to it, to its own workspace alone', async () => {
    const [letter] = await letters(admin);
    const path = `/dead-letters/${letter!.id}`;
    expect(await as(admin, 'GET', path)).toMatchObject({
      status: 200,
      body: {
        ...{ id: letter!.id, payload: { scope: 'agent', target: '*', reason: 'crisis' }, edited_payload: null },
        ...{ actor: 'system:test', history: [{ did: 'buried', failure: { code: 'MESSAGE_INVALID' } }] },
      },
    });
    for (const [method, action, body] of [
      ['GET', ''],
      ['POST', '/redrive', {}],
      ['POST', '/discard', { reason: 'Not mine' }],
    ] as const) {
      const answers = [
        await as(stranger, method, `${path}${action}`, { body }),
        await as(stranger, method, `/dead-letters/${uuidv7()}${action}`, { body }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    }
    expect((await as(admin, 'GET', path)).body).toMatchObject({ state: 'open', history: [{ did: 'buried' }] });
  });

  it('have one handled again, as it came or mended, and leave it on record', async () => {
    const [one, two, three] = await letters(admin);
    const redrive = (id: string, body: object, headers = {}) =>
      as(admin, 'POST', `/dead-letters/${id}/redrive`, { body, headers });
    const key = { 'idempotency-key': uuidv7() };
    const first = await redrive(one!.id, {}, key);
    expect(first).toMatchObject({ status: 202, body: { id: one!.id, state: 'queued' } });
    await eventually(async () => {
      const { body } = await as(admin, 'GET', `/dead-letters/${one!.id}`);
      expect(body).toMatchObject({ state: 'open', attempts: 2 });
      expect((body.history as { did: string; by: string }[]).map(({ did }) => did)).toEqual([
        'buried',
        'queued',
        'failed',
      ]);
      expect(body.history[1].by).toBe(`user:${admin.userId}`);
    });
    expect(await redrive(one!.id, {}, key)).toMatchObject({ status: 202, body: first.body });
    expect(await redrive(two!.id, { payload: { scope: 'agent', target: 7 } })).toMatchObject({
      status: 422,
      body: {
        code: 'REQUEST_INVALID',
        errors: expect.arrayContaining([expect.objectContaining({ field: 'payload' })]) as unknown,
      },
    });
    expect(await stops()).toEqual([]);
    const payload = { scope: 'agent', target: 'MUSE-001', reason: 'crisis' };
    expect(await redrive(two!.id, { payload })).toMatchObject({ status: 202, body: { is_edited: true } });
    await eventually(async () => expect(await stops()).toMatchObject([{ target: 'MUSE-001' }]));
    await eventually(async () =>
      expect((await as(admin, 'GET', `/dead-letters/${two!.id}`)).body).toMatchObject({
        state: 'redriven',
        edited_payload: payload,
      }),
    );
    expect(await redrive(two!.id, {})).toMatchObject({ status: 409, body: { code: 'STATE_FORBIDS' } });
    const discard = (body: object) => as(admin, 'POST', `/dead-letters/${three!.id}/discard`, { body });
    expect((await discard({})).status).toBe(422);
    expect(await discard({ reason: 'Sent twice' })).toMatchObject({ status: 200, body: { state: 'discarded' } });
    expect((await discard({ reason: 'Again' })).status).toBe(409);
    expect(await letters(admin, '?state=discarded')).toMatchObject([{ id: three!.id }]);
    await eventually(async () => {
      const { rows } = await fleet.admin.query(
        `SELECT action FROM gateway.audit_log WHERE subject_type = 'dead_letter' ORDER BY seq`,
      );
      expect(rows.map(({ action }: { action: string }) => action)).toEqual([
        'dead_letter.redriven',
        'dead_letter.edited',
        'dead_letter.discarded',
      ]);
    });
  });

  it('have many handled again by a filter, of the own workspace only', async () => {
    await bury(4);
    await eventually(async () => expect(await letters(admin)).toHaveLength(5));
    const redrive = (filter: unknown, headers = {}) =>
      as(admin, 'POST', '/dead-letters/redrive', { body: { filter }, headers });
    for (const filter of [{}, undefined, { workspace_id: stranger.workspaceId }, { name: 7 }])
      expect((await redrive(filter)).status).toBe(422);
    const key = { 'idempotency-key': uuidv7() };
    const answer = await redrive({ name: 'council.stop.start' }, key);
    expect(answer).toMatchObject({
      status: 202,
      body: { queued: 5, has_more: false, unavailable: [] },
    });
    await eventually(async () => {
      const { rows } = await fleet.admin.query(
        `SELECT attempts FROM council.dead_letters WHERE workspace_id = $1 AND state = 'open' ORDER BY 1`,
        [fleet.workspaceId],
      );
      expect(rows.map(({ attempts }: { attempts: number }) => attempts)).toEqual([2, 2, 2, 2, 3]);
    });
    expect((await redrive({ name: 'council.stop.start' }, key)).body).toMatchObject({ queued: 5 });
    const { rows: theirs } = await fleet.admin.query(
      `SELECT attempts, state FROM council.dead_letters WHERE workspace_id = $1`,
      [stranger.workspaceId],
    );
    expect(theirs).toEqual([
      { attempts: 1, state: 'open' },
      { attempts: 1, state: 'open' },
    ]);
  });

  it('stop everything at once, and let it go on', async () => {
    const body = { scope: 'workspace', reason: 'crisis' };
    expect((await as(operator, 'POST', '/emergency-stop', { body })).status).toBe(403);
    const key = { 'idempotency-key': uuidv7() };
    const started = await as(admin, 'POST', '/emergency-stop', { body, headers: key });
    expect(started).toMatchObject({ status: 201, body: { ...body, target: '*', started_by: `user:${admin.userId}` } });
    const { rows } = await fleet.admin.query(
      `SELECT 1 FROM council.emergency_actions WHERE id = $1 AND ended_at IS NULL`,
      [started.body.id],
    );
    expect(rows).toHaveLength(1);
    expect((await as(admin, 'POST', '/emergency-stop', { body, headers: key })).body).toEqual(started.body);
    expect(await as(stranger, 'GET', '/emergency-stop')).toMatchObject({ body: { items: [] } });
    expect((await as(stranger, 'DELETE', '/emergency-stop?scope=workspace')).status).toBe(404);
    for (const target of ['MUSE-001', 'muse'])
      expect((await as(admin, 'DELETE', `/emergency-stop?scope=workspace&target=${target}`)).status).toBe(422);
    expect(await as(admin, 'DELETE', '/emergency-stop?scope=workspace')).toMatchObject({
      status: 200,
      body: { id: started.body.id, ended_by: `user:${admin.userId}` },
    });
    expect((await as(admin, 'DELETE', '/emergency-stop?scope=agent&target=MUSE-001')).status).toBe(200);
    expect(await stops()).toEqual([]);
  });

  it('go on without a service that is away, and say which', async () => {
    await fleet.services.council.stop();
    expect(
      await as(admin, 'POST', '/emergency-stop', { body: { scope: 'workspace', reason: 'crisis' } }),
    ).toMatchObject({
      status: 503,
      body: { code: 'SERVICE_UNAVAILABLE' },
    });
    expect((await as(admin, 'GET', '/dead-letters')).body).toMatchObject({ items: [], unavailable: ['council'] });
    expect((await as(admin, 'GET', '/dead-letters?service=council')).status).toBe(503);
    // Nobody can say that the council does not have it.
    expect((await as(admin, 'GET', `/dead-letters/${uuidv7()}`)).status).toBe(503);
  });
});
