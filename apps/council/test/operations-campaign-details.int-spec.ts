import {
  AttachCohort,
  ListCampaignCohorts,
  ListCampaignTimeline,
  ReadCampaignCosts,
  type CampaignCohortPage,
  type CampaignCohortResponse,
  type TimelinePage,
} from '@raptor/contracts';
import { aCampaign, aCohort, aDecision, aMove, anApproval, anAssignment } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import type { CampaignEntity } from '../src/campaigns/campaign.entity';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

describe('what belongs to a campaign, as the council is asked for it', () => {
  let desk: CouncilDesk;
  let ada: Asker;
  let workspaceId: string;
  let id: string;

  const plant = (...rows: object[]) => desk.plant(workspaceId, ...rows);
  const planted = async (particular: Partial<CampaignEntity> = {}): Promise<string> => {
    const campaign = aCampaign({ workspaceId, ...particular });
    await plant(campaign);
    return campaign.id;
  };

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(async () => {
    ada = aPerson('operator');
    ({ workspaceId } = ada);
    id = await planted();
  });

  it('of another workspace is not there, and nothing is attached to it', async () => {
    const stranger = aPerson('admin');
    const cohort = aCohort({ workspaceId: stranger.workspaceId });
    await desk.plant(stranger.workspaceId, cohort);
    const attaching = { cohort_id: cohort.id, allocation_percentage: 10 };
    for (const [message, more] of [
      [AttachCohort, attaching],
      [ListCampaignCohorts, {}],
      [ListCampaignTimeline, {}],
      [ReadCampaignCosts, {}],
    ] as const)
      expect((await desk.outcomeOf(stranger, message, { id, ...more })).code).toBe('RESOURCE_NOT_FOUND');
    expect(await desk.outcomeOf(ada, AttachCohort, { id, ...attaching })).toMatchObject({
      code: 'REQUEST_INVALID',
      fields: ['cohort_id'],
    });
    expect(await desk.rows(`SELECT 1 FROM council.campaign_cohorts WHERE campaign_id = $1`, id)).toEqual([]);
  });

  describe('cohorts', () => {
    const aNewCohort = async (): Promise<string> => {
      const cohort = aCohort({ workspaceId });
      await plant(cohort);
      return cohort.id;
    };
    const attach = (cohort_id: string, allocation_percentage: number, more: object = {}) =>
      desk.outcomeOf(ada, AttachCohort, { id, cohort_id, allocation_percentage, ...more });

    it('are attached with a share, and listed in the order of their rank', async () => {
      const [one, other] = [await aNewCohort(), await aNewCohort()];
      const attached = await desk.ask<CampaignCohortResponse>(ada, AttachCohort, {
        id,
        cohort_id: one,
        allocation_percentage: 62.5,
        priority_rank: 2,
        estimated_reach: 10_000,
        conversion_rate: 0.02,
      });
      expect(attached).toMatchObject({
        campaign_id: id,
        cohort_id: one,
        allocation_percentage: 62.5,
        priority_rank: 2,
      });
      expect((await attach(other, 37.5)).code).toBe('done');
      const page = await desk.ask<CampaignCohortPage>(ada, ListCampaignCohorts, { id, sort: 'priority_rank' });
      expect(page.items.map(({ cohort_id }) => cohort_id)).toEqual([other, one]);
      expect(await desk.audited(workspaceId)).toEqual(['campaign.cohort_attached', 'campaign.cohort_attached']);
    });

    it('never have more than all of it, also when ten ask for a third at once', async () => {
      const cohorts = await Promise.all(Array.from({ length: 10 }, aNewCohort));
      const outcomes = await Promise.all(cohorts.map((cohort) => attach(cohort, 33.3)));
      const refused = outcomes.filter(({ code }) => code !== 'done');
      expect(refused).toHaveLength(7);
      for (const each of refused)
        expect(each).toMatchObject({ code: 'STATE_FORBIDS', fields: ['allocation_percentage'] });
      const [sum] = await desk.rows(
        `SELECT sum(allocation_percentage) AS sum FROM council.campaign_cohorts WHERE campaign_id = $1`,
        id,
      );
      expect(sum).toEqual({ sum: expect.closeTo(99.9) as number });
    });

    it('are attached once, also when it is asked for at the same moment', async () => {
      const cohort = await aNewCohort();
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => attach(cohort, 1)));
      expect(outcomes.filter(({ code }) => code === 'done')).toHaveLength(1);
      for (const each of outcomes.filter(({ code }) => code !== 'done'))
        expect(each).toMatchObject({ code: 'STATE_FORBIDS', fields: ['cohort_id'] });
    });

    it('are settled once work has begun', async () => {
      id = await planted({ stage: 'research' });
      expect((await attach(await aNewCohort(), 10)).code).toBe('STATE_FORBIDS');
    });
  });

  describe('the timeline', () => {
    const steps = (more: object = {}) => desk.ask<TimelinePage>(ada, ListCampaignTimeline, { id, ...more });

    it('is empty while nothing has happened', async () => {
      expect(await steps()).toEqual({ items: [], next_cursor: null });
    });

    it('has decisions, assignments and approvals of it and of its moves, and of nothing else', async () => {
      const at = (minute: number) => ({ createdAt: new Date(Date.UTC(2026, 0, 1, 0, minute)) });
      const move = aMove({ workspaceId, campaignId: id });
      const other = await planted();
      const decision = aDecision({
        workspaceId,
        campaignId: id,
        kind: 'routing',
        decision: 'research first',
        ...at(1),
      });
      const assignment = anAssignment({
        workspaceId,
        subjectId: id,
        state: 'failed',
        failure: { code: 'INTERNAL', message: 'the model is away' },
        finishedAt: new Date(),
        costMicroUsd: 42,
        ...at(2),
      });
      const ofCampaign = anApproval({ workspaceId, subjectType: 'campaign', subjectId: id, ...at(3) });
      const ofMove = anApproval({ workspaceId, subjectType: 'move', subjectId: move.id, ...at(4) });
      const strangers = [
        aDecision({ workspaceId, campaignId: other }),
        anAssignment({ workspaceId, subjectId: other }),
        anAssignment({ workspaceId, subjectType: 'invoke', subjectId: id }),
        anApproval({ workspaceId, subjectType: 'campaign', subjectId: other }),
        anApproval({ workspaceId, subjectType: 'asset', subjectId: id }),
      ];
      await plant(move, decision, assignment, ofCampaign, ofMove, ...strangers);
      const { items } = await steps({ sort: 'created_at' });
      expect(items.map((step) => step.id)).toEqual([decision.id, assignment.id, ofCampaign.id, ofMove.id]);
      expect(items[0]).toMatchObject({
        kind: 'decision',
        agent_code: 'LORD-004',
        about: 'routing',
        state: 'research first',
      });
      expect(items[1]).toMatchObject({
        kind: 'assignment',
        state: 'failed',
        reason: 'the model is away',
        cost_micro_usd: 42,
      });
      expect(items[3]).toMatchObject({ kind: 'approval', about: 'move', state: 'pending', ended_at: null });
      expect((await steps()).items.map((step) => step.id)).toEqual(items.map((step) => step.id).reverse());
    });

    it('is read a page at a time, across all of them, also where several happened in the same moment', async () => {
      const same = { createdAt: new Date(Date.UTC(2026, 0, 1)) };
      const rows = Array.from({ length: 9 }, (_, n) => {
        if (n % 3 === 0) return aDecision({ workspaceId, campaignId: id, ...same });
        if (n % 3 === 1) return anAssignment({ workspaceId, subjectId: id, ...same });
        return anApproval({ workspaceId, subjectType: 'campaign', subjectId: id, ...same });
      });
      await plant(...rows);
      for (const sort of ['created_at', '-created_at']) {
        const found: string[] = [];
        let cursor: string | null = null;
        do {
          const page: TimelinePage = await steps({ sort, limit: 2, ...(cursor && { cursor }) });
          found.push(...page.items.map((step) => step.id));
          cursor = page.next_cursor;
        } while (cursor);
        const ids = rows.map((row) => row.id).sort();
        expect(found).toEqual(sort === 'created_at' ? ids : ids.reverse());
      }
    });

    it.each([
      [
        'cursor',
        {
          cursor: Buffer.from(JSON.stringify(['-created_at', '2026-02-30 00:00:00+00', uuidv7()])).toString(
            'base64url',
          ),
        },
      ],
      ['cursor', { cursor: Buffer.from(JSON.stringify(['-created_at', `'; --`, uuidv7()])).toString('base64url') }],
      ['cursor', { cursor: 'rubbish' }],
      ['sort', { sort: 'kind' }],
    ])('refuses a %s that none of its pages has: %j', async (field, request) => {
      expect(await desk.outcomeOf(ada, ListCampaignTimeline, { id, ...request })).toMatchObject({
        code: 'REQUEST_INVALID',
        fields: [field],
      });
    });
  });
});
