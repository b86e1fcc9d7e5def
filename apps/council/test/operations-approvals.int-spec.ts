import { inWorkspace } from '@raptor/agent-kit';
import {
  Approve,
  DelegateApproval,
  ExpireApproval,
  ListApprovals,
  ReadApproval,
  Reject,
  type ApprovalPage,
  type ApprovalResponse,
} from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { Outbox } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { aCampaign, aContentHash, aMove, anApproval } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { ApprovalDeadlines } from '../src/approvals/approval-deadlines.service';
import type { ApprovalEntity } from '../src/approvals/approval.entity';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

describe('approvals, as the council is asked for them', () => {
  let desk: CouncilDesk;
  let workspaceId: string;
  let operator: Asker;
  let admin: Asker;

  const planted = async (particular: Partial<ApprovalEntity> = {}): Promise<ApprovalEntity> => {
    const approval = anApproval({ workspaceId, ...particular });
    await desk.plant(workspaceId, approval);
    return approval;
  };
  const rowOf = async (id: string) => {
    const [row] = await desk.rows<{ state: string; decided_by: string | null; assigned_to: string | null }>(
      `SELECT state, decided_by, assigned_to FROM council.approvals WHERE id = $1`,
      id,
    );
    return row;
  };
  const decide = (by: Asker, { id, contentHash }: ApprovalEntity, message: typeof Approve | typeof Reject = Approve) =>
    desk.outcomeOf(by, message, { id, content_hash: contentHash });
  const announced = () => desk.sent(workspaceId, 'council.approval.decided');

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(() => {
    workspaceId = uuidv7();
    operator = aPerson('operator', workspaceId);
    admin = aPerson('admin', workspaceId);
  });

  it('are decided once and for all, on record and announced', async () => {
    const approval = await planted();
    const { id, contentHash, subjectId } = approval;
    const answer = await desk.ask<ApprovalResponse>(operator, Approve, { id, content_hash: contentHash, note: 'Fine' });
    const by = `user:${operator.actor.id}`;
    expect(answer).toMatchObject({ id, state: 'approved', decided_by: by, note: 'Fine', content_hash: contentHash });
    expect(answer.decided_at).not.toBeNull();
    for (const message of [Approve, Reject])
      expect((await decide(admin, approval, message)).code).toBe('STATE_FORBIDS');
    expect(await announced()).toEqual([
      {
        approvalId: id,
        decision: 'approved',
        subjectType: 'asset',
        subjectId,
        contentHash,
        risk: 'medium',
        decidedBy: by,
      },
    ]);
    expect(await desk.audited(workspaceId)).toEqual(['approval.approved']);
  });

  it('are decided by exactly one of many who say yes and no at the same moment', async () => {
    const approval = await planted();
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        decide(aPerson('operator', workspaceId), approval, n % 2 === 0 ? Approve : Reject),
      ),
    );
    expect(outcomes.filter(({ code }) => code === 'done')).toHaveLength(1);
    const refused = outcomes.filter(({ code }) => code === 'STATE_FORBIDS');
    expect(refused).toHaveLength(11);
    for (const { message } of refused) expect(message).toMatch(/^It is (approved|rejected), and that is final$/);
    expect(await announced()).toHaveLength(1);
    expect(await desk.audited(workspaceId)).toHaveLength(1);
  });

  it('are answered alike to whoever asks again with the same key', async () => {
    const { id, contentHash } = await planted();
    const asked = { id, content_hash: contentHash };
    const first = await desk.ask(operator, Approve, asked, 'key');
    expect(await desk.ask(operator, Approve, asked, 'key')).toEqual(first);
    expect(await announced()).toHaveLength(1);
  });

  const stale: [string, Partial<ApprovalEntity>, string][] = [
    ['void', { state: 'voided' }, 'STATE_FORBIDS'],
    ['expired', { state: 'expired' }, 'STATE_FORBIDS'],
    ['late, though nobody has noticed', { expiresAt: new Date(Date.now() - 1_000) }, 'STATE_FORBIDS'],
    ['rejected', { state: 'rejected', decidedBy: `user:${uuidv7()}`, decidedAt: new Date() }, 'STATE_FORBIDS'],
  ];

  it.each(stale)('that are %s are not decided', async (_what, particular, code) => {
    const approval = await planted(particular);
    expect((await decide(admin, approval)).code).toBe(code);
    expect((await decide(admin, approval, Reject)).code).toBe(code);
    expect(await rowOf(approval.id)).toMatchObject({ state: approval.state });
    expect(await announced()).toEqual([]);
  });

  describe('that nobody decides in time', () => {
    const COUNCIL = { type: 'system', id: 'council' } as const;
    const within = <T>(work: (tx: Parameters<ApprovalDeadlines['expire']>[0]) => Promise<T>): Promise<T> =>
      inWorkspace(workspaceId, operator.actor, () =>
        desk.council.app.get(Database).withTenant(workspaceId, operator.actor, work),
      );
    const wish = (inMs: number) => {
      const { subjectType, subjectId, risk, contentHash, requestedBy } = anApproval();
      return { subjectType, subjectId, risk, contentHash, requestedBy, expiresAt: new Date(Date.now() + inMs) };
    };
    const deadlines = () => desk.council.app.get(ApprovalDeadlines, { strict: false });
    const request = (wanted: ReturnType<typeof wish>) => within((tx) => deadlines().request(tx, wanted));
    const stateOf = async (id: string) =>
      (await desk.ask<ApprovalResponse>(aPerson('viewer', workspaceId), ReadApproval, { id })).state;

    it('expire by themselves, once, as the deed of the council, and are found as such', async () => {
      const { id, contentHash, subjectId, subjectType, risk } = await request(wish(300));
      expect(await stateOf(id)).toBe('pending');
      await eventually(async () => expect(await stateOf(id)).toBe('expired'), { withinMs: 15_000 });
      for (const message of [Approve, Reject])
        expect((await desk.outcomeOf(admin, message, { id, content_hash: contentHash })).code).toBe('STATE_FORBIDS');
      expect(await desk.sent(workspaceId, 'council.approval.expired')).toEqual([
        { approvalId: id, subjectType, subjectId, contentHash, risk },
      ]);
      const [entry] = await desk.rows<{ actor: object; payload: object }>(
        `SELECT envelope::jsonb -> 'actor' AS actor, envelope::jsonb -> 'payload' AS payload FROM council.outbox_events
         WHERE workspace_id = $1 AND name = 'sys.audit.recorded'`,
        workspaceId,
      );
      expect(entry).toMatchObject({ actor: COUNCIL, payload: { action: 'approval.expired', subjectId: id } });
      const { items } = await desk.ask<ApprovalPage>(operator, ListApprovals, { state: 'expired' });
      expect(items).toMatchObject([{ id, state: 'expired', decided_by: null }]);
    });

    it('are decided by whoever is first: what was said before the timer stays said', async () => {
      const approval = await planted({ expiresAt: new Date(Date.now() + 60_000) });
      expect((await decide(operator, approval)).code).toBe('done');
      await within((tx) => deadlines().expire(tx, approval.id));
      expect(await stateOf(approval.id)).toBe('approved');
    });

    it('wait on for a timer that is too early by the clock of the database', async () => {
      const approval = await planted({ expiresAt: new Date(Date.now() + 3_600_000) });
      const timer = Object.assign(new ExpireApproval(), { approvalId: approval.id });
      await within((tx) => desk.council.app.get(Outbox, { strict: false }).send(tx, timer));
      const timers = () => desk.sent(workspaceId, 'council.approval.expire');
      await eventually(async () => expect(await timers()).toHaveLength(2), { withinMs: 15_000 });
      expect(await stateOf(approval.id)).toBe('pending');
    });

    it('have one timer, however often they are asked for', async () => {
      const wanted = wish(3_600_000);
      const [one, other] = [await request(wanted), await request(wanted)];
      expect(other.id).toBe(one.id);
      expect(await desk.sent(workspaceId, 'council.approval.expire')).toEqual([{ approvalId: one.id }]);
    });
  });

  it('are about what was seen: another content is not decided with it', async () => {
    const approval = await planted();
    const seen = { ...approval, contentHash: aContentHash() } as ApprovalEntity;
    expect((await decide(operator, seen)).code).toBe('VERSION_CHANGED');
    expect(await rowOf(approval.id)).toMatchObject({ state: 'pending' });
  });

  it('of high risk are decided by an admin who has not asked for it', async () => {
    const approval = await planted({ risk: 'high', requestedBy: `user:${admin.actor.id}` });
    expect((await decide(operator, approval)).code).toBe('AUTH_FORBIDDEN');
    expect((await decide(admin, approval)).code).toBe('AUTH_FORBIDDEN');
    const program: Asker = { workspaceId, actor: { type: 'api_key', id: uuidv7(), role: 'admin' } };
    expect((await decide(program, approval)).code).toBe('AUTH_FORBIDDEN');
    expect((await decide(aPerson('admin', workspaceId), approval)).code).toBe('done');
  });

  it('of high risk are not decided by whoever made the campaign, be it of the campaign or of its moves', async () => {
    const campaign = aCampaign({ workspaceId, createdBy: `user:${admin.actor.id}` });
    const move = aMove({ workspaceId, campaignId: campaign.id });
    await desk.plant(workspaceId, campaign, move);
    for (const subject of [
      { subjectType: 'campaign', subjectId: campaign.id },
      { subjectType: 'move', subjectId: move.id },
    ] as const) {
      const approval = await planted({ risk: 'high', ...subject });
      expect((await decide(admin, approval)).code).toBe('AUTH_FORBIDDEN');
      expect((await decide(aPerson('admin', workspaceId), approval)).code).toBe('done');
    }
  });

  it('of medium risk are decided by no analyst, and by no agent whatever it calls itself', async () => {
    const approval = await planted();
    const agent: Asker = { workspaceId, actor: { type: 'agent', id: 'LORD-006', role: 'admin' } };
    for (const by of [aPerson('viewer', workspaceId), aPerson('analyst', workspaceId), agent])
      expect((await decide(by, approval)).code).toBe('AUTH_FORBIDDEN');
    expect((await decide(operator, approval)).code).toBe('done');
  });

  describe('are left to somebody', () => {
    const delegate = (by: Asker, id: string, to: string, role = 'operator') =>
      desk.outcomeOf(by, DelegateApproval, { id, user_id: to, user_role: role });

    it('who decides then, or an admin does', async () => {
      const approval = await planted();
      const ben = aPerson('operator', workspaceId);
      expect((await delegate(operator, approval.id, ben.actor.id)).code).toBe('done');
      expect((await decide(operator, approval)).code).toBe('AUTH_FORBIDDEN');
      expect((await delegate(operator, approval.id, operator.actor.id)).code).toBe('AUTH_FORBIDDEN');
      expect((await delegate(ben, approval.id, ben.actor.id)).code).toBe('done');
      expect((await decide(ben, approval)).code).toBe('done');
      expect(await desk.audited(workspaceId)).toEqual(['approval.delegated', 'approval.approved']);
      const other = await planted({ assignedTo: ben.actor.id });
      expect((await decide(admin, other)).code).toBe('done');
    });

    it('whose role is enough, and who is not the author where the risk is high', async () => {
      const author = uuidv7();
      const { id } = await planted({ risk: 'high', requestedBy: `user:${author}` });
      for (const [to, role] of [
        [uuidv7(), 'operator'],
        [author, 'admin'],
      ] as const)
        expect(await delegate(admin, id, to, role)).toMatchObject({ code: 'REQUEST_INVALID', fields: ['user_id'] });
      expect((await delegate(operator, id, uuidv7(), 'admin')).code).toBe('AUTH_FORBIDDEN');
      expect((await delegate(admin, id, uuidv7(), 'admin')).code).toBe('done');
    });

    it('not any more once they are decided', async () => {
      const { id } = await planted({ state: 'voided' });
      expect((await delegate(admin, id, uuidv7())).code).toBe('STATE_FORBIDS');
    });
  });

  it('are listed by state, risk and whom they are assigned to', async () => {
    const assignedTo = uuidv7();
    const mine = await planted({ assignedTo, risk: 'high' });
    const pending = await planted();
    const voided = await planted({ state: 'voided' });
    const ids = async (like: object) =>
      (await desk.ask<ApprovalPage>(aPerson('viewer', workspaceId), ListApprovals, like)).items.map(({ id }) => id);
    expect(await ids({})).toEqual([voided.id, pending.id, mine.id]);
    expect(await ids({ state: 'pending' })).toEqual([pending.id, mine.id]);
    expect(await ids({ risk: 'high', state: 'pending' })).toEqual([mine.id]);
    expect(await ids({ assigned_to: assignedTo })).toEqual([mine.id]);
    const first = await desk.ask<ApprovalPage>(operator, ListApprovals, { limit: 2 });
    expect(await ids({ limit: 2, cursor: first.next_cursor })).toEqual([mine.id]);
  });

  it('of another workspace are not there, and nothing becomes of them', async () => {
    const approval = await planted();
    const stranger = aPerson('admin');
    expect((await decide(stranger, approval)).code).toBe('RESOURCE_NOT_FOUND');
    expect((await decide(stranger, approval, Reject)).code).toBe('RESOURCE_NOT_FOUND');
    const asked = { id: approval.id, user_id: stranger.actor.id, user_role: 'admin' };
    expect((await desk.outcomeOf(stranger, DelegateApproval, asked)).code).toBe('RESOURCE_NOT_FOUND');
    expect(await rowOf(approval.id)).toEqual({ state: 'pending', decided_by: null, assigned_to: null });
    expect((await desk.outcomeOf(stranger, ReadApproval, { id: approval.id })).code).toBe('RESOURCE_NOT_FOUND');
    expect((await desk.ask<ApprovalPage>(stranger, ListApprovals)).items).toEqual([]);
  });
});
