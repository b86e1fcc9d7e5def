import { anEvidenceId } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { startCouncil, untilItAnswers } from '../../../tools/api/test/with-council';
import { startFleet, type Answer, type AskOptions, type Fleet } from './support/fleet';
import { aMember, anOutsider, type Person } from './support/people';
import { UNLIMITED } from './support/unlimited';

describe('strategy over the API', () => {
  let fleet: Fleet;
  let operator: Person;
  let viewer: Person;
  let stranger: Person;
  let names = 0;

  const as = (who: Person, method: string, path: string, options: AskOptions = {}): Promise<Answer> =>
    fleet.ask(method, `/api/v1${path}`, { token: who.token, ...options });
  const aName = (): string => `Cohort ${(names += 1)}`;
  const createCohort = (more: object = {}): Promise<Answer> =>
    as(operator, 'POST', '/cohorts', { body: { name: aName(), ...more } });
  const createPositioning = (cohort_id: string, more: object = {}): Promise<Answer> =>
    as(operator, 'POST', '/positioning', { body: { cohort_id, for_whom: 'Freelancers', ...more } });
  const fieldsOf = ({ body }: Answer): string[] => body.errors.map(({ field }: { field: string }) => field);

  beforeAll(async () => {
    fleet = await startFleet(UNLIMITED);
    await startCouncil(fleet);
    operator = await aMember(fleet, 'operator');
    viewer = await aMember(fleet, 'viewer');
    stranger = await anOutsider(fleet);
    await untilItAnswers(fleet, '/api/v1/cohorts', viewer.token);
  });

  afterAll(() => fleet.stop());

  describe('cohorts', () => {
    it('are described, read, listed, changed and removed', async () => {
      const created = await createCohort({
        decision_criteria: [{ criterion: 'price', weight: 1 }],
        pain_points: ['late'],
      });
      expect(created).toMatchObject({ status: 201, body: { pain_points: ['late'], version: 1 } });
      const { id, name } = created.body;
      const read = await as(viewer, 'GET', `/cohorts/${id}`);
      expect([read.status, read.body, read.headers.get('etag')]).toEqual([200, created.body, '"1"']);
      const change = (ifMatch: string) =>
        as(operator, 'PATCH', `/cohorts/${id}`, { body: { health_score: 0.5 }, headers: { 'if-match': ifMatch } });
      expect(await change('"1"')).toMatchObject({ status: 200, body: { health_score: 0.5, version: 2 } });
      expect((await change('"1"')).status).toBe(412);
      const list = await as(viewer, 'GET', '/cohorts?sort=-name&limit=100');
      expect(list.body.items.map((cohort: { id: string }) => cohort.id)).toContain(id);
      const same = await as(operator, 'POST', '/cohorts', { body: { name } });
      expect(same).toMatchObject({ status: 409, body: { code: 'NAME_TAKEN', errors: [{ field: 'name' }] } });
      expect((await as(operator, 'DELETE', `/cohorts/${id}`)).status).toBe(204);
      expect((await as(operator, 'DELETE', `/cohorts/${id}`)).status).toBe(404);
    });

    const weight = (value: unknown) => ({ decision_criteria: [{ criterion: 'price', weight: value }] });
    const window = (more: object) => ({
      attention_windows: [{ channel: 'email', days: [1], from: '09:00', to: '10:00', ...more }],
    });
    const bad: [string, object, string][] = [
      ['no name', { name: undefined }, 'name'],
      ['a name of nothing', { name: '' }, 'name'],
      ['a name of a space', { name: ' ' }, 'name'],
      ['a name without end', { name: 'x'.repeat(201) }, 'name'],
      ['weights that do not sum to 1', weight(0.5), 'decision_criteria'],
      ['a weight below 0', weight(-1), 'decision_criteria.0.weight'],
      ['a weight beyond 1', weight(1.1), 'decision_criteria.0.weight'],
      ['a weight in words', weight('much'), 'decision_criteria.0.weight'],
      ['a weight of nothing', weight(null), 'decision_criteria.0.weight'],
      ['a criterion that is nothing', { decision_criteria: [null] }, 'decision_criteria'],
      ['criteria in a list of lists', { decision_criteria: [[]] }, 'decision_criteria'],
      ['criteria that are none', { decision_criteria: 'price' }, 'decision_criteria'],
      [
        'too many criteria',
        { decision_criteria: Array(21).fill({ criterion: 'c', weight: 0.05 }) },
        'decision_criteria',
      ],
      ['half a journey', { journey_distribution: { unaware: 0.5 } }, 'journey_distribution'],
      ['a stage that there is not', { journey_distribution: { in_love: 1 } }, 'journey_distribution.in_love'],
      ['a journey below 0', { journey_distribution: { unaware: -1, most_aware: 2 } }, 'journey_distribution.unaware'],
      ['a journey that is a list', { journey_distribution: [] }, 'journey_distribution'],
      ['a health beyond 1', { health_score: 1.01 }, 'health_score'],
      ['a health below 0', { health_score: -0.01 }, 'health_score'],
      ['a day that there is not', window({ days: [8] }), 'attention_windows.0.days'],
      ['no days', window({ days: [] }), 'attention_windows.0.days'],
      ['a time that there is not', window({ to: '24:00' }), 'attention_windows.0.to'],
      ['demographics that are a list', { demographics: [1] }, 'demographics'],
      ['demographics without end', { demographics: { text: 'x'.repeat(9_000) } }, 'demographics'],
      ['pains that are numbers', { pain_points: [1] }, 'pain_points'],
      ['goals of nothing', { goals: [''] }, 'goals'],
      ['a version', { version: 3 }, 'version'],
      ['another workspace', { workspace_id: uuidv7() }, 'workspace_id'],
    ];

    it.each(bad)('are refused with %s, new or changed, and the field is named', async (_what, fields, field) => {
      const created = await createCohort(fields);
      expect(created).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
      expect(fieldsOf(created)).toContain(field);
      if (JSON.stringify(fields) === '{}') return;
      const { body } = await createCohort();
      const changed = await as(operator, 'PATCH', `/cohorts/${body.id}`, { body: fields });
      expect([changed.status, fieldsOf(changed)]).toEqual([422, expect.arrayContaining([field])]);
    });
  });

  describe('positioning', () => {
    it('is written down, one active for a cohort, and says what it says', async () => {
      const { body: cohort } = await createCohort();
      const first = await createPositioning(cohort.id, { is_active: true, confidence: 0.5 });
      expect(first).toMatchObject({ status: 201, body: { is_active: true, confidence: 0.5 } });
      const second = await createPositioning(cohort.id);
      const path = `/positioning/${second.body.id}`;
      const stale = { body: { is_active: true }, headers: { 'if-match': '"9"' } };
      expect((await as(operator, 'PATCH', path, stale)).status).toBe(412);
      expect(await as(operator, 'PATCH', path, { body: { is_active: true } })).toMatchObject({
        body: { is_active: true },
      });
      const active = await as(viewer, 'GET', `/positioning?cohort_id=${cohort.id}&is_active=true`);
      expect(active.body.items.map(({ id }: { id: string }) => id)).toEqual([second.body.id]);
      expect((await as(viewer, 'GET', '/positioning?is_active=perhaps')).status).toBe(422);
      expect((await as(viewer, 'GET', path)).headers.get('etag')).toMatch(/^"\d+"$/);
      expect((await as(viewer, 'GET', `${path}/messages`)).status).toBe(404);
      const proof_points = [{ claim: 'Nine days sooner', evidence_id: anEvidenceId() }];
      const said = await as(operator, 'PUT', `${path}/messages`, { body: { primary_claim: 'Sooner', proof_points } });
      expect([said.status, said.body.proof_points, said.headers.get('etag')]).toEqual([200, proof_points, '"1"']);
      expect(await as(viewer, 'GET', `${path}/messages`)).toMatchObject({ status: 200, body: said.body });
      const other = { body: { primary_claim: 'Later' }, headers: { 'if-match': '"7"' } };
      expect((await as(operator, 'PUT', `${path}/messages`, other)).status).toBe(412);
    });

    it.each([
      ['for nobody', { for_whom: '' }, 'for_whom'],
      ['for a cohort that is no id', { cohort_id: 'x' }, 'cohort_id'],
      ['for a cohort that is not there', { cohort_id: uuidv7() }, 'cohort_id'],
      ['with more confidence than there is', { confidence: 2 }, 'confidence'],
      ['perhaps active', { is_active: 'yes' }, 'is_active'],
      ['without end', { differentiator: 'x'.repeat(1_001) }, 'differentiator'],
    ])('is refused %s', async (_what, fields, field) => {
      const { body: cohort } = await createCohort();
      const answer = await createPositioning(cohort.id, fields);
      expect([answer.status, fieldsOf(answer)]).toEqual([422, [field]]);
    });

    it.each([
      ['no claim', { primary_claim: '' }, 'primary_claim'],
      ['a proof without evidence', { proof_points: [{ claim: 'Sooner' }] }, 'proof_points.0.evidence_id'],
      [
        'a proof of hearsay',
        { proof_points: [{ claim: 'Sooner', evidence_id: 'they say' }] },
        'proof_points.0.evidence_id',
      ],
      ['a proof that is nothing', { proof_points: [null] }, 'proof_points'],
      ['proofs in a list of lists', { proof_points: [[]] }, 'proof_points'],
      ['a tone without end', { tone: 'x'.repeat(501) }, 'tone'],
    ])('is not said with %s', async (_what, fields, field) => {
      const { body: cohort } = await createCohort();
      const { body: positioning } = await createPositioning(cohort.id);
      const body = { primary_claim: 'Sooner', ...fields };
      const answer = await as(operator, 'PUT', `/positioning/${positioning.id}/messages`, { body });
      expect([answer.status, fieldsOf(answer)]).toEqual([422, expect.arrayContaining([field])]);
    });
  });

  it('of another workspace is not there, and is read and not changed by viewers', async () => {
    const { body: cohort } = await createCohort();
    const { body: positioning } = await createPositioning(cohort.id);
    const asked: [string, string, unknown][] = [
      ['GET', `/cohorts/${cohort.id}`, undefined],
      ['PATCH', `/cohorts/${cohort.id}`, { summary: 'mine' }],
      ['DELETE', `/cohorts/${cohort.id}`, undefined],
      ['GET', `/positioning/${positioning.id}`, undefined],
      ['PATCH', `/positioning/${positioning.id}`, { for_whom: 'me' }],
      ['GET', `/positioning/${positioning.id}/messages`, undefined],
      ['PUT', `/positioning/${positioning.id}/messages`, { primary_claim: 'Mine' }],
    ];
    for (const [method, path, body] of asked) {
      expect(await as(stranger, method, path, { body })).toMatchObject({
        status: 404,
        body: { code: 'RESOURCE_NOT_FOUND' },
      });
      if (method !== 'GET') expect((await as(viewer, method, path, { body })).status).toBe(403);
    }
    const theirs = await as(stranger, 'POST', '/positioning', { body: { cohort_id: cohort.id, for_whom: 'Me' } });
    const nobodys = await as(stranger, 'POST', '/positioning', { body: { cohort_id: uuidv7(), for_whom: 'Me' } });
    expect({ ...theirs.body, request_id: '' }).toEqual({ ...nobodys.body, request_id: '' });
    expect(await as(viewer, 'GET', `/cohorts/${cohort.id}`)).toMatchObject({ status: 200, body: cohort });
  });
});
