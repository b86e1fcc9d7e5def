import {
  anOnboardingSession,
  anOnboardingStep,
  openDatabase,
  plant,
  type OpenedDatabase,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { researchDatabase } from '../src/database';
import { OnboardingStepEntity } from '../src/onboarding/onboarding-step.entity';
import { OnboardingStepsRepository } from '../src/onboarding/onboarding-steps.repository';

const RESULT = {
  output: { size: 1 },
  provenance: { mode: 'floor', evidenceIds: [] },
  checkpoint: 'a'.repeat(64),
} as const;

describe('the steps of an onboarding', () => {
  const steps = new OnboardingStepsRepository();
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(researchDatabase);
  });

  afterAll(() => opened.close());

  const write = (...rows: object[]) => opened.inWorkspace((tx) => plant(tx, ...rows));
  const aSession = async (): Promise<string> => {
    const session = anOnboardingSession({ workspaceId: opened.workspaceId });
    await write(session);
    return session.id;
  };
  const aStep = (sessionId: string, particular: Partial<OnboardingStepEntity> = {}) =>
    anOnboardingStep({ workspaceId: opened.workspaceId, sessionId, ...particular });
  const stepOf = async (sessionId: string) => (await opened.inWorkspace((tx) => steps.ofSession(tx, sessionId)))[0]!;

  it('are numbered 1 to 12, each once in a session', async () => {
    const sessionId = await aSession();
    await write(aStep(sessionId, { number: 12 }), aStep(sessionId, { number: 1 }));
    await expect(write(aStep(sessionId, { number: 12 }))).rejects.toThrow(/session_id_number_key/);
    await expect(write(aStep(sessionId, { number: 0 }))).rejects.toThrow(/onboarding_steps_number_check/);
    await expect(write(aStep(sessionId, { number: 13 }))).rejects.toThrow(/onboarding_steps_number_check/);
    const found = await opened.inWorkspace((tx) => steps.ofSession(tx, sessionId));
    expect(found.map(({ number }) => number)).toEqual([1, 12]);
  });

  it('take the result of their last attempt only, and once', async () => {
    const sessionId = await aSession();
    await write(aStep(sessionId));
    const first = (await opened.inWorkspace((tx) => steps.begin(tx, sessionId, 1)))!;
    const second = (await opened.inWorkspace((tx) => steps.begin(tx, sessionId, 1)))!;
    expect(await opened.inWorkspace((tx) => steps.complete(tx, first, RESULT))).toBe(false);
    expect(await opened.inWorkspace((tx) => steps.fail(tx, first, 'too late'))).toBe(false);
    expect(await opened.inWorkspace((tx) => steps.complete(tx, second, RESULT))).toBe(true);
    expect(await opened.inWorkspace((tx) => steps.complete(tx, second, RESULT))).toBe(false);
    expect(await stepOf(sessionId)).toMatchObject({
      state: 'completed',
      attempt: 2,
      output: { size: 1 },
      reason: null,
    });
  });

  it('take no result after they were skipped', async () => {
    const sessionId = await aSession();
    await write(aStep(sessionId));
    const attempt = (await opened.inWorkspace((tx) => steps.begin(tx, sessionId, 1)))!;
    expect(await opened.inWorkspace((tx) => steps.skip(tx, sessionId, 1, 'no such market'))).toBe(true);
    expect(await opened.inWorkspace((tx) => steps.complete(tx, attempt, RESULT))).toBe(false);
    expect(await stepOf(sessionId)).toMatchObject({ state: 'skipped', reason: 'no such market' });
  });

  it('become stale with what they found, when they had found something', async () => {
    const sessionId = await aSession();
    await write(aStep(sessionId), aStep(sessionId, { number: 2 }));
    const attempt = (await opened.inWorkspace((tx) => steps.begin(tx, sessionId, 1)))!;
    await opened.inWorkspace((tx) => steps.complete(tx, attempt, RESULT));
    await opened.inWorkspace((tx) => steps.markStale(tx, sessionId, [1, 2, 3]));
    const found = await opened.inWorkspace((tx) => steps.ofSession(tx, sessionId));
    expect(found.map(({ state, output }) => [state, output])).toEqual([
      ['stale', { size: 1 }],
      ['pending', null],
    ]);
  });

  it.each([
    ['completed without an output', { state: 'completed', finishedAt: new Date() }, /result_check/],
    ['failed without a reason', { state: 'failed', finishedAt: new Date() }, /reason_check/],
    ['running without a beginning', { state: 'running' }, /started_check/],
    ['skipped without an end', { state: 'skipped', reason: 'why not' }, /finished_check/],
    ['with a checkpoint that is no hash', { checkpoint: 'abc' }, /checkpoint_check/],
  ] as const)('are never %s', async (_what, particular, refusal) => {
    await expect(write(aStep(await aSession(), particular))).rejects.toThrow(refusal);
  });

  it('belong to a session and go with it', async () => {
    await expect(write(aStep(uuidv7()))).rejects.toThrow(/session_id_fkey/);
    const sessionId = await aSession();
    await write(aStep(sessionId));
    await opened.inWorkspace((tx) => tx.query(`DELETE FROM research.onboarding_sessions WHERE id = $1`, [sessionId]));
    expect(await opened.inWorkspace((tx) => steps.ofSession(tx, sessionId))).toEqual([]);
  });
});
