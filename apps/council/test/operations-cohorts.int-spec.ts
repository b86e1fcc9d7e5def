import {
  ChangeCohort,
  CreateCohort,
  DeleteCohort,
  ListCohorts,
  ReadCohort,
  type CohortPage,
  type CohortResponse,
} from '@raptor/contracts';
import { aCampaign, aCampaignCohort, aCohort, aPositioning } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

const WEIGHTS = [
  { criterion: 'price', weight: 0.7 },
  { criterion: 'effort', weight: 0.3 },
];

describe('cohorts, as the council is asked for them', () => {
  let desk: CouncilDesk;
  let ada: Asker;

  const create = (payload: object, dedupId?: string) => desk.ask<CohortResponse>(ada, CreateCohort, payload, dedupId);
  const read = (id: string) => desk.ask<CohortResponse>(ada, ReadCohort, { id });

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(() => {
    ada = aPerson('operator');
  });

  it('are described, read, changed and removed, and each change is on record once', async () => {
    const created = await create({
      name: 'Freelancers',
      decision_criteria: WEIGHTS,
      buying_triggers: [{ trigger: 'a third reminder', signal: 'they search for templates' }],
      attention_windows: [{ channel: 'linkedin', days: [1, 2], from: '09:00', to: '11:30' }],
      journey_distribution: { unaware: 0.25, most_aware: 0.75 },
    });
    expect(created).toMatchObject({ name: 'Freelancers', decision_criteria: WEIGHTS, summary: '', version: 1 });
    expect(await read(created.id)).toEqual(created);
    const changed = await desk.ask<CohortResponse>(ada, ChangeCohort, {
      id: created.id,
      health_score: 0.4,
      journey_distribution: {},
      if_version: 1,
    });
    expect(changed).toEqual({
      ...created,
      health_score: 0.4,
      journey_distribution: {},
      version: 2,
      updated_at: expect.any(String) as string,
    });
    await desk.ask(ada, DeleteCohort, { id: created.id });
    expect((await desk.outcomeOf(ada, ReadCohort, { id: created.id })).code).toBe('RESOURCE_NOT_FOUND');
    expect((await desk.outcomeOf(ada, DeleteCohort, { id: created.id })).code).toBe('RESOURCE_NOT_FOUND');
    expect(await desk.audited(ada.workspaceId)).toEqual(['cohort.created', 'cohort.changed', 'cohort.deleted']);
  });

  it('that are asked to be what they are already stay as they are, without a word', async () => {
    const { id } = await create({ name: 'Freelancers', decision_criteria: WEIGHTS });
    const same = await desk.ask<CohortResponse>(ada, ChangeCohort, {
      id,
      name: 'Freelancers',
      decision_criteria: WEIGHTS,
    });
    expect(same.version).toBe(1);
    expect(await desk.audited(ada.workspaceId)).toEqual(['cohort.created']);
  });

  it('are listed by name and by age, a page at a time', async () => {
    for (const name of ['b', 'd', 'a', 'c']) await create({ name });
    const names = async (sort?: string) => {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const page: CohortPage = await desk.ask(ada, ListCohorts, { limit: 3, sort, ...(cursor && { cursor }) });
        found.push(...page.items.map(({ name }) => name));
        cursor = page.next_cursor;
      } while (cursor);
      return found.join('');
    };
    expect([await names('name'), await names('-name'), await names('created_at'), await names()]).toEqual([
      'abcd',
      'dcba',
      'bdac',
      'cadb',
    ]);
    expect(await desk.outcomeOf(ada, ListCohorts, { sort: 'summary' })).toMatchObject({
      code: 'REQUEST_INVALID',
      fields: ['sort'],
    });
  });

  it('is one, however often the same request comes, at once and later', async () => {
    const key = uuidv7();
    const answers = await Promise.all(Array.from({ length: 20 }, () => create({ name: 'Once' }, key)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await create({ name: 'Once' }, key)).toEqual(answers[0]);
    expect((await desk.outcomeOf(ada, CreateCohort, { name: 'Other' }, key)).code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await desk.audited(ada.workspaceId)).toEqual(['cohort.created']);
  });

  it('have names of their own, also when two take one at the same moment', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => desk.outcomeOf(ada, CreateCohort, { name: 'Taken' })),
    );
    const refused = outcomes.filter(({ code }) => code !== 'done');
    expect(refused).toHaveLength(7);
    for (const each of refused) expect(each).toMatchObject({ code: 'NAME_TAKEN', fields: ['name'] });
    const { id } = await create({ name: 'Free' });
    expect(await desk.outcomeOf(ada, ChangeCohort, { id, name: 'Taken' })).toMatchObject({ code: 'NAME_TAKEN' });
  });

  it('are changed by one of those who saw the same version', async () => {
    const { id } = await create({ name: 'Freelancers' });
    const change = (n: number) => desk.outcomeOf(ada, ChangeCohort, { id, summary: `by ${n}`, if_version: 1 });
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, n) => change(n)));
    const codes = outcomes.map(({ code }) => code).filter((code) => code !== 'done');
    expect(codes).toEqual(Array(7).fill('VERSION_CHANGED'));
    expect((await read(id)).version).toBe(2);
  });

  const bad: [string, object, string][] = [
    ['weights that do not sum to 1', { decision_criteria: [{ criterion: 'price', weight: 0.9 }] }, 'decision_criteria'],
    [
      'weights beyond rounding',
      { decision_criteria: [...WEIGHTS, { criterion: 'c', weight: 0.002 }] },
      'decision_criteria',
    ],
    ['a journey that does not sum to 1', { journey_distribution: { unaware: 0.5 } }, 'journey_distribution'],
  ];

  it.each(bad)('may not have %s, new or changed', async (_what, fields, field) => {
    expect(await desk.outcomeOf(ada, CreateCohort, { name: 'Bad', ...fields })).toMatchObject({
      code: 'REQUEST_INVALID',
      fields: [field],
    });
    const { id } = await create({ name: 'Good' });
    expect(await desk.outcomeOf(ada, ChangeCohort, { id, ...fields })).toMatchObject({
      code: 'REQUEST_INVALID',
      fields: [field],
    });
    expect((await read(id)).version).toBe(1);
  });

  it.each([
    ['a name', { name: 'a\0b' }],
    ['a document', { name: 'Fine', demographics: { age: '\0' } }],
  ])('with a character that nobody can keep in %s are refused, not lost in a failure', async (_where, fields) => {
    expect(await desk.outcomeOf(ada, CreateCohort, fields)).toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('may be as large as one message, and are listed as many as fit', async () => {
    const dear = '\u0001';
    const of = (count: number, item: object | string) => Array.from({ length: count }, () => item);
    const largest = {
      summary: dear.repeat(2_000),
      demographics: { text: 'x'.repeat(8_180) },
      psychographics: { text: 'x'.repeat(8_180) },
      pain_points: of(20, dear.repeat(300)),
      goals: of(20, dear.repeat(300)),
      buying_triggers: of(15, { trigger: dear.repeat(200), signal: dear.repeat(200) }),
      objection_map: of(15, { objection: dear.repeat(300), answer: dear.repeat(500) }),
      attention_windows: of(20, { channel: dear.repeat(64), days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '10:00' }),
    };
    const criteria = Array.from({ length: 20 }, () => ({ criterion: dear.repeat(150), weight: 0.05 }));
    for (const name of ['one', 'two', 'three']) {
      const { id } = await create({ name, ...largest });
      await desk.ask(ada, ChangeCohort, { id, decision_criteria: criteria });
      expect((await read(id)).objection_map).toHaveLength(15);
    }
    const page = await desk.ask<CohortPage>(ada, ListCohorts, { limit: 100, sort: 'created_at' });
    expect(page.items.map(({ name }) => name)).toEqual(['one']);
    const next = await desk.ask<CohortPage>(ada, ListCohorts, { sort: 'created_at', cursor: page.next_cursor });
    expect(next.items.map(({ name }) => name)).toEqual(['two']);
  });

  it('stay while a campaign speaks to them, or says what was written for them', async () => {
    const { workspaceId } = ada;
    const [attached, positioned, free] = [aCohort({ workspaceId }), aCohort({ workspaceId }), aCohort({ workspaceId })];
    const positioning = aPositioning({ workspaceId, cohortId: positioned.id });
    const campaign = aCampaign({ workspaceId, positioningId: positioning.id });
    const link = aCampaignCohort({ workspaceId, campaignId: campaign.id, cohortId: attached.id });
    const written = aPositioning({ workspaceId, cohortId: free.id });
    await desk.plant(workspaceId, attached, positioned, free, positioning, campaign, link, written);
    for (const { id } of [attached, positioned])
      expect((await desk.outcomeOf(ada, DeleteCohort, { id })).code).toBe('STATE_FORBIDS');
    expect((await desk.outcomeOf(ada, DeleteCohort, { id: free.id })).code).toBe('done');
    const left = await desk.rows(`SELECT id FROM council.positioning WHERE workspace_id = $1`, workspaceId);
    expect(left).toEqual([{ id: positioning.id }]);
  });

  it('of another workspace are not there, and nothing becomes of them', async () => {
    const theirs = aCohort({ workspaceId: uuidv7() });
    await desk.plant(theirs.workspaceId, theirs);
    const { id } = theirs;
    for (const asked of [
      desk.outcomeOf(ada, ReadCohort, { id }),
      desk.outcomeOf(ada, ChangeCohort, { id, name: 'Mine' }),
      desk.outcomeOf(ada, DeleteCohort, { id }),
    ])
      expect((await asked).code).toBe('RESOURCE_NOT_FOUND');
    const [row] = await desk.rows(`SELECT name, version FROM council.cohorts WHERE id = $1`, id);
    expect(row).toEqual({ name: theirs.name, version: 1 });
    expect((await desk.ask<CohortPage>(ada, ListCohorts)).items).toEqual([]);
  });

  it('are changed by operators alone, and by no agent, whatever was let through', async () => {
    const { workspaceId } = ada;
    const agent = { workspaceId, actor: { type: 'agent', id: 'MUSE-001', role: 'admin' } } as const;
    for (const asker of [aPerson('viewer', workspaceId), aPerson('analyst', workspaceId), agent])
      expect((await desk.outcomeOf(asker, CreateCohort, { name: 'No' })).code).toBe('AUTH_FORBIDDEN');
    expect((await desk.outcomeOf(aPerson('viewer', workspaceId), ListCohorts)).code).toBe('done');
  });
});
