import {
  ArchiveCampaign,
  ChangeCampaign,
  CreateCampaign,
  ListCampaigns,
  ReadCampaign,
  type CampaignPage,
  type CampaignResponse,
} from '@raptor/contracts';
import { aCampaign, aCohort, aPositioning } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import type { CampaignEntity } from '../src/campaigns/campaign.entity';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

const SPRING = { name: 'Spring', objective_type: 'conversion' };

describe('campaigns, as the council is asked for them', () => {
  let desk: CouncilDesk;
  let ada: Asker;

  const create = (more: object = {}, dedupId?: string) =>
    desk.ask<CampaignResponse>(ada, CreateCampaign, { ...SPRING, ...more }, dedupId);
  const read = (id: string) => desk.ask<CampaignResponse>(ada, ReadCampaign, { id });
  const planted = async (particular: Partial<CampaignEntity> = {}): Promise<string> => {
    const campaign = aCampaign({ workspaceId: ada.workspaceId, ...particular });
    await desk.plant(ada.workspaceId, campaign);
    return campaign.id;
  };

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(() => {
    ada = aPerson('operator');
  });

  it('are written down with who made them, and announced with the same transaction', async () => {
    const created = await create({
      channels: ['email', 'blog'],
      run_budget_micro_usd: 2_000_000,
      end_date: '2027-03-31',
    });
    expect(created).toMatchObject({
      ...SPRING,
      channels: ['email', 'blog'],
      run_budget_micro_usd: 2_000_000,
      media_budget_micro_usd: 0,
      on_budget: 'wait',
      end_date: '2027-03-31',
      status: 'planning',
      stage: 'routing',
      created_by: `user:${ada.actor.id}`,
      version: 1,
    });
    expect(await read(created.id)).toEqual(created);
    expect(await desk.sent(ada.workspaceId, 'council.campaign.created')).toEqual([
      { campaignId: created.id, name: 'Spring', objectiveType: 'conversion' },
    ]);
    expect(await desk.audited(ada.workspaceId)).toEqual(['campaign.created']);
  });

  it('is one, and announced once, however often the same request comes', async () => {
    const key = uuidv7();
    const answers = await Promise.all(Array.from({ length: 20 }, () => create({}, key)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const rows = await desk.rows(`SELECT 1 FROM council.campaigns WHERE workspace_id = $1`, ada.workspaceId);
    expect(rows).toHaveLength(1);
    expect(await desk.sent(ada.workspaceId, 'council.campaign.created')).toHaveLength(1);
  });

  it('have names of their own, also when they come at the same moment', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => desk.outcomeOf(ada, CreateCampaign, SPRING)));
    expect(outcomes.filter(({ code }) => code === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ code, fields }) => code === 'NAME_TAKEN' && fields[0] === 'name')).toHaveLength(19);
    expect(await desk.sent(ada.workspaceId, 'council.campaign.created')).toHaveLength(1);
    const elsewhere = aPerson('operator');
    expect((await desk.outcomeOf(elsewhere, CreateCampaign, SPRING)).code).toBe('done');
  });

  const bad: [string, object, string][] = [
    ['a target of nothing', { target_value: 5 }, 'objective_metric'],
    ['an end before the beginning', { start_date: '2027-03-02', end_date: '2027-03-01' }, 'end_date'],
    ['a positioning that is not there', { positioning_id: uuidv7() }, 'positioning_id'],
  ];

  it.each(bad)('may not have %s, new or changed', async (_what, fields, field) => {
    const expected = { code: 'REQUEST_INVALID', fields: [field] };
    expect(await desk.outcomeOf(ada, CreateCampaign, { ...SPRING, ...fields })).toMatchObject(expected);
    const { id } = await create();
    expect(await desk.outcomeOf(ada, ChangeCampaign, { id, ...fields })).toMatchObject(expected);
    expect((await read(id)).version).toBe(1);
    expect(await desk.audited(ada.workspaceId)).toEqual(['campaign.created']);
  });

  it('are held to what was there before, too: a change that breaks it with what stays', async () => {
    const { id } = await create({ objective_metric: 'sign-ups', target_value: 10, start_date: '2027-03-05' });
    expect(await desk.outcomeOf(ada, ChangeCampaign, { id, objective_metric: null })).toMatchObject({
      fields: ['objective_metric'],
    });
    expect(await desk.outcomeOf(ada, ChangeCampaign, { id, end_date: '2027-03-04' })).toMatchObject({
      fields: ['end_date'],
    });
    const cleared = { id, objective_metric: null, target_value: null, start_date: null };
    expect(await desk.ask(ada, ChangeCampaign, cleared)).toMatchObject({ target_value: null, start_date: null });
  });

  it('say what a positioning of this workspace says, and of no other', async () => {
    const elsewhere = uuidv7();
    for (const workspaceId of [ada.workspaceId, elsewhere]) {
      const cohort = aCohort({ workspaceId });
      const positioning = aPositioning({ workspaceId, cohortId: cohort.id });
      await desk.plant(workspaceId, cohort, positioning);
      const asked = { ...SPRING, positioning_id: positioning.id };
      const outcome = await desk.outcomeOf(ada, CreateCampaign, asked);
      expect(outcome.code).toBe(workspaceId === elsewhere ? 'REQUEST_INVALID' : 'done');
    }
  });

  const frozen: [string, Partial<CampaignEntity>, object, string | null][] = [
    ['being planned', {}, { objective_type: 'advocacy', channels: ['x'] }, null],
    ['worked on', { stage: 'brief' }, { objective_type: 'advocacy' }, 'objective_type'],
    ['worked on', { stage: 'brief' }, { end_date: '2027-12-31', run_budget_micro_usd: 5 }, null],
    ['active', { status: 'active', stage: 'execution' }, { channels: ['x'] }, 'channels'],
    ['active', { status: 'active', stage: 'execution' }, { name: 'Active', on_budget: 'floor' }, null],
    ['paused', { status: 'paused', resumeStatus: 'active' }, { start_date: '2027-01-01' }, 'start_date'],
    ['completed', { status: 'completed', endedAt: new Date() }, { end_date: '2027-12-31' }, 'end_date'],
    ['completed', { status: 'completed', endedAt: new Date() }, { name: 'Completed' }, null],
    ['archived', { status: 'archived', endedAt: new Date() }, { name: 'Archived' }, 'name'],
  ];

  it.each(frozen)('that are %s (%j) take %j, or say why not: %s', async (_what, known, fields, field) => {
    const id = await planted(known);
    const outcome = await desk.outcomeOf(ada, ChangeCampaign, { id, ...fields });
    expect(outcome).toMatchObject(field ? { code: 'STATE_FORBIDS', fields: [field] } : { code: 'done' });
    expect((await read(id)).version).toBe(field ? 1 : 2);
  });

  it('take what does not change them in any state', async () => {
    const id = await planted({ status: 'archived', endedAt: new Date(), channels: ['email'] });
    expect((await desk.outcomeOf(ada, ChangeCampaign, { id, channels: ['email'] })).code).toBe('done');
    expect(await desk.audited(ada.workspaceId)).toEqual([]);
  });

  it('are changed by one of those who saw the same version', async () => {
    const { id } = await create();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        desk.outcomeOf(ada, ChangeCampaign, { id, media_budget_micro_usd: n + 1, if_version: 1 }),
      ),
    );
    expect(outcomes.filter(({ code }) => code === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ code }) => code === 'VERSION_CHANGED')).toHaveLength(7);
    expect(await read(id)).toMatchObject({ version: 2 });
  });

  it('are archived before they begin and after they have ended, as often as one likes, and not in between', async () => {
    const [fresh, done] = [await planted(), await planted({ status: 'failed', endedAt: new Date('2026-01-01') })];
    for (const id of [fresh, fresh, done, done])
      expect((await desk.outcomeOf(ada, ArchiveCampaign, { id })).code).toBe('done');
    expect(await read(done)).toMatchObject({ status: 'archived', ended_at: '2026-01-01T00:00:00.000Z', version: 2 });
    expect(await desk.audited(ada.workspaceId)).toEqual(['campaign.archived', 'campaign.archived']);
    for (const known of [
      { stage: 'research' },
      { status: 'approved' },
      { status: 'active' },
      { status: 'paused', resumeStatus: 'planning' },
    ] as const) {
      const id = await planted(known);
      expect((await desk.outcomeOf(ada, ArchiveCampaign, { id })).code).toBe('STATE_FORBIDS');
    }
  });

  describe('are found', () => {
    const names = async (like: object): Promise<string> => {
      const page = await desk.ask<CampaignPage>(ada, ListCampaigns, { sort: 'name', limit: 100, ...like });
      return page.items.map(({ name }) => name).join(' ');
    };

    beforeEach(async () => {
      await planted({ name: 'a100%' });
      await planted({ name: 'b100x', objectiveType: 'awareness' });
      await planted({ name: 'c_d' });
      await planted({ name: 'cxd', status: 'active' });
      await planted({ name: 'e\\f' });
      await planted({ name: 'gone', status: 'archived', endedAt: new Date() });
    });

    it.each([
      ['all that are not archived', {}, 'a100% b100x c_d cxd e\\f'],
      ['by status', { status: 'active' }, 'cxd'],
      ['archived, when asked for', { status: 'archived' }, 'gone'],
      ['by objective', { objective_type: 'awareness' }, 'b100x'],
      ['by what their name contains, in capitals or not', { q: 'B10' }, 'b100x'],
      ['by a per cent sign that means itself', { q: '100%' }, 'a100%'],
      ['by an underscore that means itself', { q: 'c_d' }, 'c_d'],
      ['by a backslash that means itself', { q: '\\' }, 'e\\f'],
      ['by all of it together', { status: 'planning', objective_type: 'conversion', q: 'c' }, 'c_d'],
      ['not by what would be a statement', { q: `' OR 1=1 --` }, ''],
    ])('%s', async (_what, like, expected) => {
      expect(await names(like)).toBe(expected);
    });

    it('a page at a time, in the order of their names from either end', async () => {
      const first = await desk.ask<CampaignPage>(ada, ListCampaigns, { sort: '-name', limit: 3 });
      const rest = { sort: '-name', limit: 3, cursor: first.next_cursor };
      const second = await desk.ask<CampaignPage>(ada, ListCampaigns, rest);
      expect([...first.items, ...second.items].map(({ name }) => name).join(' ')).toBe('e\\f cxd c_d b100x a100%');
      expect(second.next_cursor).toBeNull();
    });
  });

  it('of another workspace are not there, and nothing becomes of them', async () => {
    const theirs = aCampaign({ workspaceId: uuidv7() });
    await desk.plant(theirs.workspaceId, theirs);
    const { id } = theirs;
    for (const [message, more] of [
      [ReadCampaign, {}],
      [ChangeCampaign, { name: 'Mine' }],
      [ArchiveCampaign, {}],
    ] as const)
      expect((await desk.outcomeOf(ada, message, { id, ...more })).code).toBe('RESOURCE_NOT_FOUND');
    const rows = await desk.rows(`SELECT name, status, version FROM council.campaigns WHERE id = $1`, id);
    expect(rows).toEqual([{ name: theirs.name, status: 'planning', version: 1 }]);
  });
});
