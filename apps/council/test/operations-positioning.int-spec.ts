import {
  ChangePositioning,
  CreatePositioning,
  ListPositioning,
  PutMessages,
  ReadMessages,
  ReadPositioning,
  type MessagesResponse,
  type PositioningPage,
  type PositioningResponse,
} from '@raptor/contracts';
import { aCohort, anEvidenceId, aPositioning } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { aPerson, openCouncilDesk, type Asker, type CouncilDesk } from './support/council-desk';

describe('positioning, as the council is asked for it', () => {
  let desk: CouncilDesk;
  let ada: Asker;
  let cohortId: string;

  const create = (more: object = {}) =>
    desk.ask<PositioningResponse>(ada, CreatePositioning, { cohort_id: cohortId, for_whom: 'Freelancers', ...more });
  const change = (id: string, more: object) => desk.ask<PositioningResponse>(ada, ChangePositioning, { id, ...more });
  const active = async (): Promise<string[]> => {
    const rows = await desk.rows<{ id: string }>(
      `SELECT id FROM council.positioning WHERE cohort_id = $1 AND is_active`,
      cohortId,
    );
    return rows.map(({ id }) => id);
  };

  beforeAll(async () => {
    desk = await openCouncilDesk();
  });

  afterAll(() => desk.close());

  beforeEach(async () => {
    ada = aPerson('operator');
    const cohort = aCohort({ workspaceId: ada.workspaceId });
    await desk.plant(ada.workspaceId, cohort);
    cohortId = cohort.id;
  });

  it('is written down, read, listed and changed', async () => {
    const first = await create({ differentiator: 'Reminders write themselves', confidence: 0.6 });
    expect(first).toMatchObject({
      cohort_id: cohortId,
      confidence: 0.6,
      is_active: false,
      version: 1,
    });
    expect(await desk.ask(ada, ReadPositioning, { id: first.id })).toEqual(first);
    const second = await create({ is_active: true });
    expect(second.is_active).toBe(true);
    expect(await change(first.id, { confidence: 0.7, if_version: 1 })).toMatchObject({ confidence: 0.7, version: 2 });
    const ids = async (like: object) =>
      (await desk.ask<PositioningPage>(ada, ListPositioning, like)).items.map(({ id }) => id);
    expect(await ids({})).toEqual([second.id, first.id]);
    expect(await ids({ is_active: false })).toEqual([first.id]);
    expect(await ids({ cohort_id: uuidv7() })).toEqual([]);
    expect(await desk.audited(ada.workspaceId)).toEqual([
      'positioning.created',
      'positioning.created',
      'positioning.changed',
    ]);
  });

  it('that becomes active takes the place of the other, which has changed with it', async () => {
    const first = await create({ is_active: true });
    const second = await create();
    expect(await change(second.id, { is_active: true })).toMatchObject({ is_active: true });
    expect(await active()).toEqual([second.id]);
    expect(
      (await desk.outcomeOf(ada, ChangePositioning, { id: first.id, confidence: 1, if_version: first.version })).code,
    ).toBe('VERSION_CHANGED');
    await change(second.id, { is_active: false });
    expect(await active()).toEqual([]);
  });

  it('of a cohort is active once, also when all are made active at once, and when all are new', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => create({ is_active: true })));
    expect(await active()).toHaveLength(1);
    const outcomes = await Promise.all(
      made.map(({ id }) => desk.outcomeOf(ada, ChangePositioning, { id, is_active: true })),
    );
    expect(outcomes.map(({ code }) => code)).toEqual(Array(8).fill('done'));
    expect(await active()).toHaveLength(1);
  }, 60_000);

  it('is for somebody who is there', async () => {
    const theirs = aCohort({ workspaceId: uuidv7() });
    await desk.plant(theirs.workspaceId, theirs);
    for (const cohort_id of [uuidv7(), theirs.id])
      expect(await desk.outcomeOf(ada, CreatePositioning, { cohort_id, for_whom: 'Nobody' })).toEqual({
        code: 'REQUEST_INVALID',
        fields: ['cohort_id'],
        message: 'cohort_id names nothing in this workspace',
      });
  });

  it('of another workspace is not there, and stays as it is', async () => {
    const workspaceId = uuidv7();
    const cohort = aCohort({ workspaceId });
    const theirs = aPositioning({ workspaceId, cohortId: cohort.id });
    await desk.plant(workspaceId, cohort, theirs);
    const { id } = theirs;
    for (const [message, more] of [
      [ReadPositioning, {}],
      [ChangePositioning, { for_whom: 'Me' }],
      [ReadMessages, {}],
      [PutMessages, { primary_claim: 'Mine' }],
    ] as const)
      expect((await desk.outcomeOf(ada, message, { id, ...more })).code).toBe('RESOURCE_NOT_FOUND');
    expect(await desk.rows(`SELECT version FROM council.positioning WHERE id = $1`, id)).toEqual([{ version: 1 }]);
    expect(await desk.rows(`SELECT 1 FROM council.message_architecture WHERE positioning_id = $1`, id)).toEqual([]);
  });

  describe('what is said for it', () => {
    const claims = { primary_claim: 'Invoices are paid sooner', tagline: 'Paid sooner' };
    const put = (id: string, more: object = {}) =>
      desk.ask<MessagesResponse>(ada, PutMessages, { id, ...claims, ...more });

    it('is nothing until somebody says it, and all of it at once then', async () => {
      const { id } = await create();
      expect((await desk.outcomeOf(ada, ReadMessages, { id })).code).toBe('RESOURCE_NOT_FOUND');
      const proof = { claim: 'Nine days sooner', evidence_id: anEvidenceId() };
      const first = await put(id, { proof_points: [proof], sub_claims: ['No reminders'] });
      expect(first).toMatchObject({ ...claims, proof_points: [proof], tone: '', version: 1 });
      const second = await put(id, { tone: 'calm', if_version: 1 });
      expect(second).toMatchObject({ id: first.id, proof_points: [], sub_claims: [], tone: 'calm', version: 2 });
      expect(await put(id, { tone: 'calm' })).toEqual(second);
      expect(await desk.ask(ada, ReadMessages, { id })).toEqual(second);
      expect(await desk.audited(ada.workspaceId)).toEqual([
        'positioning.created',
        'positioning.messages_changed',
        'positioning.messages_changed',
      ]);
    });

    it('is one set, also when eight say it first at the same moment', async () => {
      const { id } = await create();
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, n) => desk.outcomeOf(ada, PutMessages, { id, ...claims, tone: `tone ${n}` })),
      );
      expect(outcomes.map(({ code }) => code)).toEqual(Array(8).fill('done'));
      const rows = await desk.rows(`SELECT version FROM council.message_architecture WHERE positioning_id = $1`, id);
      expect(rows).toEqual([{ version: 8 }]);
    });

    it('is changed by one of those who saw the same version, and not on the ground of one that never was', async () => {
      const { id } = await create();
      expect((await desk.outcomeOf(ada, PutMessages, { id, ...claims, if_version: 1 })).code).toBe('VERSION_CHANGED');
      await put(id);
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, (_, n) =>
          desk.outcomeOf(ada, PutMessages, { id, ...claims, tone: `tone ${n}`, if_version: 1 }),
        ),
      );
      expect(outcomes.filter(({ code }) => code === 'done')).toHaveLength(1);
      expect(outcomes.filter(({ code }) => code === 'VERSION_CHANGED')).toHaveLength(4);
    });
  });
});
