import { aCampaign, anApproval, anAssignment, aMove, aContentHash } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { ApprovalsRepository } from '../src/approvals/approvals.repository';
import { CampaignsRepository } from '../src/campaigns/campaigns.repository';
import { MovesRepository } from '../src/moves/moves.repository';
import { AssignmentsRepository } from '../src/registry/assignments.repository';
import { openCouncilDatabase, type CouncilDatabase } from './support/council-database';

const OUTCOME = {
  output: { ok: true },
  provenance: { mode: 'floor', evidenceIds: [], costMicroUsd: 0 },
  costMicroUsd: 0,
} as const;
const LEASE_MS = 60_000;

describe('who comes second changes nothing', () => {
  const campaigns = new CampaignsRepository();
  const assignments = new AssignmentsRepository();
  const moves = new MovesRepository();
  const approvals = new ApprovalsRepository();
  let database: CouncilDatabase;
  let workspaceId: string;

  beforeAll(async () => {
    database = await openCouncilDatabase();
  });

  afterAll(() => database.close());

  beforeEach(() => {
    workspaceId = uuidv7();
  });

  describe('a campaign', () => {
    it('is moved on by one of those who saw the same version and stage', async () => {
      const { id } = await planted(aCampaign({ workspaceId }));
      const seen = { id, version: 1, stage: 'routing' } as const;
      const moved = await Promise.all(
        Array.from({ length: 8 }, () =>
          database.in(workspaceId, (tx) => campaigns.advance(tx, seen, { stage: 'research' })),
        ),
      );
      expect(moved.filter(Boolean)).toHaveLength(1);
      expect(await campaign(id)).toMatchObject({ stage: 'research', version: 2 });
    });

    it('is not moved on from another stage, nor by another version', async () => {
      const { id } = await planted(aCampaign({ workspaceId, stage: 'brief', version: 5 }));
      const advance = (version: number, stage: 'brief' | 'routing') =>
        database.in(workspaceId, (tx) => campaigns.advance(tx, { id, version, stage }, { stage: 'strategy' }));
      expect([await advance(5, 'routing'), await advance(4, 'brief'), await advance(5, 'brief')]).toEqual([
        false,
        false,
        true,
      ]);
    });

    it('knows what to resume while paused, and since when it has ended', async () => {
      const { id } = await planted(aCampaign({ workspaceId }));
      const step = async (changes: Parameters<CampaignsRepository['advance']>[2]) => {
        const { version, stage } = await campaign(id);
        return database.in(workspaceId, (tx) => campaigns.advance(tx, { id, version, stage }, changes));
      };
      await expect(step({ status: 'paused' })).rejects.toThrow(/campaigns_pause_check/);
      await step({ status: 'paused', resumeStatus: 'planning' });
      await step({ status: 'completed' });
      const { resumeStatus, endedAt } = await campaign(id);
      expect([resumeStatus, endedAt]).toEqual([null, expect.any(Date)]);
      await step({ status: 'archived' });
      expect((await campaign(id)).endedAt).toEqual(endedAt);
    });
  });

  describe('an assignment', () => {
    const take = (id: string, owner = 'council-1', leaseMs = LEASE_MS) =>
      database.in(workspaceId, (tx) => assignments.take(tx, id, owner, leaseMs));
    const complete = (held: { id: string; epoch: number }) =>
      database.in(workspaceId, (tx) => assignments.complete(tx, held, OUTCOME));

    it('is taken by one of many', async () => {
      const { id } = await planted(anAssignment({ workspaceId }));
      const taken = await Promise.all(Array.from({ length: 8 }, (_, n) => take(id, `council-${n}`)));
      expect(taken.filter(Boolean)).toEqual([{ id, epoch: 1, attempt: 1 }]);
    });

    it('is taken over when its lease is over, and what its first holder still writes changes nothing', async () => {
      const { id } = await planted(anAssignment({ workspaceId }));
      const first = (await take(id, 'council-1', -1))!;
      const second = (await take(id, 'council-2'))!;
      expect(second).toEqual({ id, epoch: 2, attempt: 2 });
      expect(await database.in(workspaceId, (tx) => assignments.renew(tx, first, LEASE_MS))).toBe(false);
      expect(await complete(first)).toBe(false);
      expect(await complete(second)).toBe(true);
      expect(await complete(second)).toBe(false);
      expect(await take(id)).toBeNull();
    });

    it('is not taken past its deadline', async () => {
      const { id } = await planted(anAssignment({ workspaceId, deadlineAt: new Date(Date.now() - 1) }));
      expect(await take(id)).toBeNull();
    });

    it('is given back, kept or failed by its holder alone', async () => {
      const { id } = await planted(anAssignment({ workspaceId }));
      const held = (await take(id))!;
      expect(await database.in(workspaceId, (tx) => assignments.renew(tx, held, LEASE_MS))).toBe(true);
      expect(await database.in(workspaceId, (tx) => assignments.giveBack(tx, held))).toBe(true);
      const again = (await take(id))!;
      const failed = (of: typeof held) =>
        database.in(workspaceId, (tx) => assignments.fail(tx, of, { code: 'INTERNAL', message: 'a bug' }));
      expect([await failed(held), await failed(again)]).toEqual([false, true]);
    });

    it('that was cancelled takes no result', async () => {
      const { id } = await planted(anAssignment({ workspaceId }));
      const held = (await take(id))!;
      const cancelled = await database.in(workspaceId, (tx) => assignments.cancelOpen(tx, { agentCode: 'MUSE-001' }));
      expect(cancelled).toEqual([id]);
      expect(await complete(held)).toBe(false);
    });

    it('is ready when all that it waits for has completed', async () => {
      const subjectId = uuidv7();
      const first = anAssignment({ workspaceId, subjectId });
      const next = anAssignment({ workspaceId, subjectId, after: [first.id] });
      const lost = anAssignment({ workspaceId, subjectId, after: [uuidv7()] });
      await database.plant(workspaceId, first, next, lost);
      const ready = async () => {
        const rows = await database.in(workspaceId, (tx) =>
          assignments.ready(tx, { subjectType: 'campaign', subjectId }),
        );
        return rows.map(({ id }) => id);
      };
      expect(await ready()).toEqual([first.id]);
      const held = (await take(first.id))!;
      expect(await ready()).toEqual([]);
      await complete(held);
      expect(await ready()).toEqual([next.id]);
      expect(await database.in(workspaceId, (tx) => assignments.countOpen(tx))).toBe(2);
    });
  });

  describe('a move', () => {
    it('has an effect once: the same effect of another move, or another of the same move, may not leave', async () => {
      const { id: campaignId } = await planted(aCampaign({ workspaceId }));
      const [one, other] = [aMove({ workspaceId, campaignId }), aMove({ workspaceId, campaignId })];
      await database.plant(workspaceId, one, other);
      const claim = (id: string, key: string) => database.in(workspaceId, (tx) => moves.claimEffect(tx, id, key));
      const claims = await Promise.allSettled([claim(one.id, 'mail'), claim(one.id, 'mail'), claim(other.id, 'mail')]);
      expect(claims.filter((each) => each.status === 'fulfilled' && each.value)).toHaveLength(1);
      const outcome = () => database.in(workspaceId, (tx) => moves.recordReceipt(tx, 'mail', { id: 'abc' }));
      expect([await outcome(), await outcome()]).toEqual([true, false]);
    });
  });

  describe('an approval', () => {
    const decide = (id: string, contentHash: string, state: 'approved' | 'rejected' = 'approved') =>
      database.in(workspaceId, (tx) =>
        approvals.decide(tx, id, { contentHash, state, decidedBy: `user:${uuidv7()}`, note: null }),
      );

    it('is given to the content that was seen, once, and in time', async () => {
      const { id, contentHash } = await planted(anApproval({ workspaceId }));
      expect(await decide(id, aContentHash())).toBe(false);
      expect(await decide(id, contentHash)).toBe(true);
      expect(await decide(id, contentHash, 'rejected')).toBe(false);
      const late = await planted(anApproval({ workspaceId, expiresAt: new Date(Date.now() - 1) }));
      expect(await decide(late.id, late.contentHash)).toBe(false);
      expect(await database.in(workspaceId, (tx) => approvals.expire(tx, late.id))).toBe(true);
      expect(await database.in(workspaceId, (tx) => approvals.expire(tx, id))).toBe(false);
    });

    it('counts no more when the content is another, and is asked for once', async () => {
      const { subjectType, subjectId, contentHash, risk, requestedBy, expiresAt } = anApproval();
      const request = (hash: string) =>
        database.in(workspaceId, (tx) =>
          approvals.request(tx, {
            id: uuidv7(),
            subjectType,
            subjectId,
            contentHash: hash,
            risk,
            requestedBy,
            expiresAt,
          }),
        );
      const requested = await Promise.all([request(contentHash), request(contentHash)]);
      expect(requested[0]!.id).toBe(requested[1]!.id);
      await decide(requested[0]!.id, contentHash);
      const isApproved = () =>
        database.in(workspaceId, (tx) => approvals.isApproved(tx, { subjectType, subjectId, contentHash }));
      expect(await isApproved()).toBe(true);
      const edited = { subjectType, subjectId, contentHash: aContentHash() };
      expect(await database.in(workspaceId, (tx) => approvals.voidOthers(tx, edited))).toEqual([requested[0]!.id]);
      expect(await isApproved()).toBe(false);
    });
  });

  const campaign = (id: string) => database.in(workspaceId, (tx) => campaigns.get(tx, id));

  async function planted<Row extends object>(row: Row): Promise<Row> {
    await database.plant(workspaceId, row);
    return row;
  }
});
