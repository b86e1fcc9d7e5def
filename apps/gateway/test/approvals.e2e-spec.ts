import type { RunningService } from '@raptor/platform';
import { eventually } from '@raptor/testing';
import { aContentHash, anApproval } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { plantInCouncil, startCouncil, untilItAnswers } from '../../../tools/api/test/with-council';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, theAdmin, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

type Approval = ReturnType<typeof anApproval>;

describe('approvals over the API', () => {
  let fleet: Fleet;
  let council: RunningService;
  let database: Client;
  let admin: Person;
  let operator: Person;
  let analyst: Person;
  let stranger: Person;

  const as = (who: Person, method: string, path: string, options: AskOptions = {}): Promise<Answer> =>
    fleet.ask(method, `/api/v1/approvals${path}`, { token: who.token, ...options });
  const planted = async (particular: Partial<Approval> = {}): Promise<Approval> => {
    const approval = anApproval({ workspaceId: fleet.workspaceId, ...particular });
    await plantInCouncil(council, fleet.workspaceId, approval);
    return approval;
  };
  const decide = (who: Person, { id, contentHash }: Approval, deed = 'approve', headers = {}): Promise<Answer> =>
    as(who, 'POST', `/${id}/${deed}`, { body: { content_hash: contentHash }, headers });
  const delegate = (who: Person, { id }: Approval, user_id: unknown): Promise<Answer> =>
    as(who, 'POST', `/${id}/delegate`, { body: { user_id } });

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    council = await startCouncil(fleet);
    database = new Client({ connectionString: fleet.database.adminUrl });
    await database.connect();
    admin = await theAdmin(fleet);
    operator = await aMember(fleet, 'operator');
    analyst = await aMember(fleet, 'analyst');
    stranger = await anOutsider(fleet);
    await untilItAnswers(fleet, '/api/v1/approvals', analyst.token);
  });

  afterAll(async () => {
    await database.end();
    await fleet.stop();
  });

  it('are listed, decided once, and heard of', async () => {
    const approval = await planted();
    const list = await as(analyst, 'GET', '?state=pending&risk=medium&limit=100');
    expect(list.body.items.map(({ id }: { id: string }) => id)).toContain(approval.id);
    expect(await as(analyst, 'GET', `/${approval.id}`)).toMatchObject({
      status: 200,
      body: list.body.items.find(({ id }: { id: string }) => id === approval.id),
    });
    const headers = { 'idempotency-key': uuidv7() };
    const first = await decide(operator, approval, 'approve', headers);
    expect(first).toMatchObject({ status: 200, body: { state: 'approved', decided_by: `user:${operator.userId}` } });
    expect(await decide(operator, approval, 'approve', headers)).toMatchObject({ status: 200, body: first.body });
    expect(await decide(admin, approval, 'reject')).toMatchObject({ status: 409, body: { code: 'STATE_FORBIDS' } });
    await eventually(async () => {
      const { rows } = await database.query(`SELECT action, actor FROM gateway.audit_log WHERE subject_id = $1`, [
        approval.id,
      ]);
      expect(rows).toEqual([{ action: 'approval.approved', actor: operator.userId }]);
    });
    await eventually(async () => {
      const { rows } = await database.query(
        `SELECT state FROM council.outbox_events WHERE name = 'council.approval.decided'
           AND envelope::jsonb -> 'payload' ->> 'approvalId' = $1`,
        [approval.id],
      );
      expect(rows).toEqual([{ state: 'confirmed' }]);
    });
  });

  it('are decided by one of those who say yes and no at the same moment', async () => {
    const approval = await planted();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        decide(n % 3 === 0 ? admin : operator, approval, n % 2 ? 'approve' : 'reject'),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  it('are about what was looked at', async () => {
    const { id } = await planted();
    const ask = (content_hash: unknown) => as(operator, 'POST', `/${id}/approve`, { body: { content_hash } });
    expect(await ask(aContentHash())).toMatchObject({ status: 412, body: { code: 'VERSION_CHANGED' } });
    for (const hash of [undefined, null, '', 'latest', 7, ['a']])
      expect(await ask(hash)).toMatchObject({ status: 422, body: { errors: [{ field: 'content_hash' }] } });
  });

  it('of high risk are for admins, not for their author; of any risk not for analysts', async () => {
    const approval = await planted({ risk: 'high', requestedBy: `user:${admin.userId}` });
    for (const who of [analyst, operator, admin])
      expect(await decide(who, approval)).toMatchObject({ status: 403, body: { code: 'AUTH_FORBIDDEN' } });
    expect((await decide(await aMember(fleet, 'admin'), approval)).status).toBe(200);
  });

  it('are not decided when their time is over', async () => {
    const late = await planted({ expiresAt: new Date(Date.now() - 1_000) });
    expect(await decide(operator, late)).toMatchObject({ status: 409, body: { code: 'STATE_FORBIDS' } });
  });

  it('are left to an active member whose role is enough, and to nobody else', async () => {
    const approval = await planted();
    const other = await aMember(fleet, 'operator');
    const suspended = await aMember(fleet, 'admin');
    await database.query(`UPDATE gateway.workspace_members SET status = 'suspended' WHERE user_id = $1`, [
      suspended.userId,
    ]);
    for (const id of [stranger.userId, uuidv7(), suspended.userId, analyst.userId, 'x', null])
      expect(await delegate(operator, approval, id)).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'user_id' }] },
      });
    expect(await delegate(operator, approval, other.userId)).toMatchObject({
      status: 200,
      body: { assigned_to: other.userId },
    });
    const theirs = await as(other, 'GET', `?assigned_to=${other.userId}`);
    expect(theirs.body.items).toEqual([expect.objectContaining({ id: approval.id })]);
    expect((await decide(operator, approval)).status).toBe(403);
    expect((await decide(other, approval, 'reject')).status).toBe(200);
  });

  it('of another workspace are not there, and stay as they are', async () => {
    const approval = await planted();
    for (const answer of [
      await decide(stranger, approval),
      await decide(stranger, approval, 'reject'),
      await delegate(stranger, approval, stranger.userId),
      await as(stranger, 'GET', `/${approval.id}`),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'RESOURCE_NOT_FOUND' } });
    const { rows } = await database.query(`SELECT state, assigned_to FROM council.approvals WHERE id = $1`, [
      approval.id,
    ]);
    expect(rows).toEqual([{ state: 'pending', assigned_to: null }]);
    expect((await as(stranger, 'GET', '')).body.items).toEqual([]);
  });

  it.each(['state=gone', 'risk=none', 'assigned_to=me', 'cursor=rubbish', 'sort=risk', 'limit=1000'])(
    'are not listed by %s',
    async (query) => {
      expect((await as(analyst, 'GET', `?${query}`)).status).toBe(422);
    },
  );
});
