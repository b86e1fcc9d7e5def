import {
  ChangeMove,
  CompareWarBriefs,
  ListMoves,
  ListQuests,
  ListSimulations,
  ListWarBriefs,
  ReadCalendar,
  ReadMove,
  ReadQuest,
  ReadWarBrief,
  SetMoveStatus,
  type CalendarResponse,
  type MovePage,
  type MoveResponse,
  type QuestPage,
  type QuestResponse,
  type SimulationPage,
  type WarBriefDiffResponse,
  type WarBriefPage,
  type WarBriefResponse,
} from '@raptor/contracts';
import { aCampaign, aMove, aQuest, aSimulation, aWarBrief } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

describe('the council is asked', () => {
  let desk: CouncilDesk;
  let workspaceId: string;
  let viewer: Asker;
  let operator: Asker;
  let campaignId: string;

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(async () => {
    workspaceId = uuidv7();
    [viewer, operator] = [aPerson('viewer', workspaceId), aPerson('operator', workspaceId)];
    const campaign = aCampaign({ workspaceId, name: 'Paid sooner', startDate: '2027-03-01', endDate: '2027-03-31' });
    campaignId = campaign.id;
    await desk.plant(workspaceId, campaign);
  });

  describe('what a campaign is planned from', () => {
    it('and tells its simulations and its quest', async () => {
      const chapters = [{ number: 1, name: 'Begin', moves: ['Mail'], successCriteria: ['10 replies'], xpReward: 50 }];
      const quest = aQuest({ workspaceId, campaignId, title: 'The way', chapters, status: 'active' });
      await desk.plant(workspaceId, aSimulation({ workspaceId, campaignId, allocation: { email: 1 } }), quest);
      const simulations = await desk.ask<SimulationPage>(viewer, ListSimulations, { id: campaignId });
      expect(simulations.items).toMatchObject([{ campaign_id: campaignId, allocation: { email: 1 } }]);
      const quests = await desk.ask<QuestPage>(viewer, ListQuests, { campaign_id: campaignId, status: 'active' });
      expect(quests.items.map(({ id }) => id)).toEqual([quest.id]);
      expect(await desk.ask<QuestResponse>(viewer, ReadQuest, { id: quest.id })).toMatchObject({
        chapters: [{ moves: ['Mail'], success_criteria: ['10 replies'], xp_reward: 50 }],
        version: 1,
      });
    });

    it('and knows nothing of campaigns that are not there', async () => {
      const code = (message: Parameters<CouncilDesk['ask']>[1], id: string) =>
        desk.outcomeOf(viewer, message, { id }).then((outcome) => outcome.code);
      for (const message of [ListSimulations, ReadQuest, ReadWarBrief, ReadMove])
        expect(await code(message, uuidv7())).toBe('RESOURCE_NOT_FOUND');
    });

    it('and compares what was found then and now', async () => {
      const said = (text: string, id: string) => ({ text, evidenceIds: [id], confidence: 0.5 });
      const implications = [{ text: 'Lead with the law', evidenceIds: ['e1'] }];
      const [then, now] = [
        aWarBrief({ workspaceId, campaignId, content: { risks: [said('A law comes', 'e1')], implications } }),
        aWarBrief({ workspaceId, campaignId, content: { risks: [said('A rival comes', 'e2')], implications } }),
      ];
      await desk.plant(workspaceId, then, now);
      const page = await desk.ask<WarBriefPage>(viewer, ListWarBriefs, { brief_type: then.briefType });
      expect(page.items).toHaveLength(2);
      expect(page.items[0]).not.toHaveProperty('content');
      expect((await desk.ask<WarBriefResponse>(viewer, ReadWarBrief, { id: then.id })).content).toMatchObject({
        risks: [{ text: 'A law comes', evidence_ids: ['e1'] }],
      });
      const asked = { id: then.id, other: now.id };
      expect(await desk.ask<WarBriefDiffResponse>(viewer, CompareWarBriefs, asked)).toMatchObject({
        is_same: false,
        sections: [{ section: 'risks', removed: [{ implications: ['Lead with the law'] }] }],
        implications: { shaken: [{ text: 'Lead with the law' }] },
      });
    });
  });

  describe('for moves', () => {
    it('and renames them, puts them off and says how far they are, at the version that was seen', async () => {
      const move = aMove({ workspaceId, campaignId });
      await desk.plant(workspaceId, move);
      const change = (asked: object) => desk.ask<MoveResponse>(operator, ChangeMove, { id: move.id, ...asked });
      const changed = await change({ name: 'Second mail', scheduled_for: '2027-03-02T09:00:00Z', if_version: 1 });
      expect(changed).toMatchObject({ name: 'Second mail', scheduled_for: '2027-03-02T09:00:00.000Z', version: 2 });
      expect(await change({ name: 'Second mail' })).toMatchObject({ version: 2 });
      const stale = { id: move.id, name: 'Third', if_version: 1 };
      expect((await desk.outcomeOf(operator, ChangeMove, stale)).code).toBe('VERSION_CHANGED');
      const ended = { id: move.id, state: 'complete', health: 'amber' };
      expect(await desk.ask<MoveResponse>(operator, SetMoveStatus, ended)).toMatchObject({
        ...{ state: 'complete', health: 'amber', progress: 1 },
      });
      expect(await desk.outcomeOf(operator, SetMoveStatus, { id: move.id, state: 'act' })).toMatchObject({
        ...{ code: 'STATE_FORBIDS', fields: ['state'] },
      });
      expect(await desk.outcomeOf(operator, ChangeMove, { id: move.id, scheduled_for: null })).toMatchObject({
        ...{ code: 'STATE_FORBIDS', fields: ['scheduled_for'] },
      });
      expect((await desk.outcomeOf(viewer, ChangeMove, { id: move.id, name: 'No' })).code).toBe('AUTH_FORBIDDEN');
      expect(await desk.audited(workspaceId)).toEqual(['move.changed', 'move.complete']);
      const others = await desk.ask<MovePage>(viewer, ListMoves, { campaign_id: campaignId, state: 'planned' });
      expect(others.items).toEqual([]);
    });

    it('and puts them on the calendar, between the first and the last day', async () => {
      const at = (day: string) => new Date(`2027-03-${day}T09:00:00Z`);
      const elsewhere = uuidv7();
      const foreign = aCampaign({ workspaceId: elsewhere, startDate: '2027-03-01' });
      await desk.plant(elsewhere, foreign);
      await desk.plant(
        workspaceId,
        aMove({ workspaceId, campaignId, name: 'Second', scheduledFor: at('09') }),
        aMove({ workspaceId, campaignId, name: 'First', scheduledFor: at('02') }),
        aMove({ workspaceId, campaignId, name: 'Never', scheduledFor: at('03'), state: 'killed' }),
        aMove({ workspaceId, campaignId, name: 'Some day' }),
      );
      const asked = { from: '2027-03-01', to: '2027-04-01' };
      const calendar = await desk.ask<CalendarResponse>(viewer, ReadCalendar, asked);
      expect(calendar.items.map(({ kind, title }) => [kind, title])).toEqual([
        ['campaign_start', 'Paid sooner'],
        ['move', 'First'],
        ['move', 'Second'],
        ['campaign_end', 'Paid sooner'],
      ]);
      expect(calendar).toMatchObject({ is_complete: true, items: [{ at: '2027-03-01T00:00:00.000Z' }, {}, {}, {}] });
      const none = await desk.ask<CalendarResponse>(viewer, ReadCalendar, { ...asked, campaign_id: uuidv7() });
      expect(none.items).toEqual([]);
      expect(await desk.ask<CalendarResponse>(viewer, ReadCalendar, {})).toMatchObject({ items: [] });
      expect((await desk.outcomeOf(viewer, ReadCalendar, { ...asked, to: '2027-03-01' })).fields).toEqual(['from']);
    });
  });
});
