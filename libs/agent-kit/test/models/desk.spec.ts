import { AppError } from '@raptor/platform';
import { type ModelStandIn, eventually, modelStandIn } from '@raptor/testing';
import type { BudgetRequest } from '../../src/budget/budget';
import type { KeptAnswer } from '../../src/models/model';
import { aDesk, aQuestion, payer } from './support/desk';
import { Ledger } from './support/ledger';

let standIn: ModelStandIn;
beforeAll(async () => {
  standIn = await modelStandIn();
});
afterAll(() => standIn.close());
beforeEach(() => standIn.reset());

const modelsAsked = (): string[] =>
  standIn.requests.map(({ path, body }) =>
    typeof body.model === 'string' ? body.model : (path.split(/[/:]/)[3] ?? ''),
  );
const FIRST_OF_FLASH = 'gemini-3.5-flash-lite';
const SECOND_OF_FLASH = 'claude-haiku-5-5';

describe('who is asked', () => {
  it('the first choice of the tier, with what it is', async () => {
    const { desk } = aDesk(standIn);
    const answer = await desk.ask(aQuestion({ tier: 'balanced' }));
    await desk.close();
    expect(answer).toMatchObject({ outcome: 'answered', model: 'claude-sonnet-4-6', tier: 'balanced' });
    expect(answer).toMatchObject({ promptHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(answer.attempts).toMatchObject([{ provider: 'anthropic', outcome: 'answered' }]);
  });

  it('the other vendor, with a reservation of its own, once the first has had its tries', async () => {
    standIn.tell({ faults: [{ kind: 'overloaded', model: 'gemini' }] });
    const { desk, ledger } = aDesk(standIn);
    const answer = await desk.ask(aQuestion());
    await desk.close();
    expect(answer).toMatchObject({ outcome: 'answered', model: SECOND_OF_FLASH, tier: 'flash' });
    expect(modelsAsked()).toEqual([FIRST_OF_FLASH, FIRST_OF_FLASH, FIRST_OF_FLASH, SECOND_OF_FLASH]);
    expect(ledger.entries.map(({ request }) => request.model)).toEqual(modelsAsked());
    expect(ledger.open).toEqual([]);
  });

  it('the other vendor at once where a key is wrong', async () => {
    standIn.tell({ faults: [{ kind: 'unauthorized', model: 'gemini' }] });
    const { desk } = aDesk(standIn);
    expect(await desk.ask(aQuestion())).toMatchObject({ outcome: 'answered', model: SECOND_OF_FLASH });
    await desk.close();
    expect(modelsAsked()).toEqual([FIRST_OF_FLASH, SECOND_OF_FLASH]);
  });

  it('a cheaper tier when nobody of the tier answers, and the answer says so', async () => {
    standIn.tell({
      faults: [
        { kind: 'bad request', model: 'opus' },
        { kind: 'bad request', model: 'pro' },
      ],
    });
    const { desk } = aDesk(standIn);
    expect(await desk.ask(aQuestion({ tier: 'deep' }))).toMatchObject({ outcome: 'answered', tier: 'balanced' });
    await desk.close();
  });

  it('nobody without a key, at once and for nothing', async () => {
    const { desk, ledger } = aDesk(standIn, { ANTHROPIC_API_KEY: '', GEMINI_API_KEY: '' });
    expect(await desk.ask(aQuestion())).toMatchObject({
      outcome: 'failed',
      code: 'MODEL_UNAVAILABLE',
      costMicroUsd: 0,
    });
    expect(ledger.entries).toEqual([]);
    expect(standIn.requests).toEqual([]);
  });

  it('nobody with a question that is too long for the price', async () => {
    const { desk } = aDesk(standIn);
    const prompt = 'word '.repeat(300_000);
    expect(await desk.ask(aQuestion({ prompt }))).toMatchObject({ outcome: 'failed', code: 'MODEL_REJECTED_REQUEST' });
    expect(standIn.requests).toEqual([]);
    await desk.close();
  });
});

describe('money', () => {
  it('the reservation names who pays for what, and covers the dearest outcome', async () => {
    const { desk, ledger } = aDesk(standIn);
    await desk.ask(aQuestion());
    await desk.close();
    const [{ request } = {} as { request: BudgetRequest }] = ledger.entries;
    expect(request).toMatchObject({ payer, kind: 'model', provider: 'gemini', model: FIRST_OF_FLASH, tier: 'flash' });
    expect(request.reservedTokens).toBeGreaterThan(2_000);
    expect(request.expiresInMs).toBeGreaterThan(30_000);
  });

  it('near the limit only the cheapest tier is asked', async () => {
    const ledger = new Ledger(undefined, ({ tier }) => (tier === 'flash' ? undefined : 'BUDGET_TIER_TOO_DEAR'));
    const { desk } = aDesk(standIn, {}, { budget: ledger });
    expect(await desk.ask(aQuestion({ tier: 'deep' }))).toMatchObject({ outcome: 'answered', tier: 'flash' });
    await desk.close();
    expect(modelsAsked()).toEqual([FIRST_OF_FLASH]);
  });

  it('a call that is too dear for what is left gives way to a cheaper one', async () => {
    const { desk } = aDesk(standIn, {}, { budget: new Ledger(5_000) });
    expect(await desk.ask(aQuestion({ tier: 'deep' }))).toMatchObject({ outcome: 'answered', tier: 'flash' });
    await desk.close();
  });

  it.each(['BUDGET_UNAVAILABLE', 'WORK_STOPPED', 'BUDGET_EXHAUSTED'] as const)('%s: nobody is asked', async (code) => {
    const { desk } = aDesk(standIn, {}, { budget: new Ledger(undefined, () => code) });
    expect(await desk.ask(aQuestion({ tier: 'balanced' }))).toMatchObject({
      outcome: 'failed',
      code,
      costMicroUsd: 0,
      attempts: [],
    });
    expect(standIn.requests).toEqual([]);
    await desk.close();
  });

  it('who bills more than the request permits is left alone, and somebody is told', async () => {
    standIn.tell({ faults: [{ kind: 'usage ten times', model: 'gemini' }] });
    const { desk, ledger, logged, registry } = aDesk(standIn);
    const question = aQuestion({ prompt: `${aQuestion().prompt} `.repeat(30), maxOutputTokens: 200 });
    await desk.ask(question);
    const [entry] = ledger.entries;
    expect(entry?.report?.reportedMicroUsd).toBeGreaterThan(entry?.request.reservedMicroUsd ?? 0);
    expect(logged.map(([, text]) => text).join()).toContain('billed more than the request permits');
    expect(await registry.metrics()).toContain(`model_overruns_total{model="${FIRST_OF_FLASH}"} 1`);

    expect(await desk.ask(question)).toMatchObject({ outcome: 'answered', model: SECOND_OF_FLASH });
    await desk.close();
  });

  it('a council that cannot take the cost does not lose the answer', async () => {
    const ledger = new Ledger();
    ledger.settle = () => Promise.reject(new Error('no database'));
    const { desk, registry } = aDesk(standIn, {}, { budget: ledger });
    expect(await desk.ask(aQuestion())).toMatchObject({ outcome: 'answered' });
    expect(await registry.metrics()).toContain('model_settlements_lost_total 1');
    await desk.close();
  });

  it('what the vendors metered is in the ledger, whatever goes wrong', async () => {
    standIn.tell({
      faults: [
        { kind: 'malformed', probability: 0.15, seed: 1 },
        { kind: 'cut in an event', probability: 0.15, seed: 2 },
        { kind: 'usage zero', probability: 0.15, seed: 3 },
        { kind: 'overloaded', probability: 0.15, seed: 4 },
        { kind: 'max tokens', probability: 0.15, seed: 5 },
        { kind: 'fenced', probability: 0.15, seed: 6 },
      ],
    });
    const { desk, ledger } = aDesk(standIn);
    const tiers = ['flash', 'balanced', 'deep'] as const;
    const questions = Array.from({ length: 60 }, (_, index) =>
      aQuestion({ prompt: `${aQuestion().prompt} Number ${index} counts.`, tier: tiers[index % 3] ?? 'flash' }),
    );
    await Promise.all(questions.map((question) => desk.ask(question)));
    await desk.close();
    expect(ledger.open).toEqual([]);
    const reserved = new Map(ledger.entries.map(({ request, report }) => [request.attemptId, { request, report }]));
    expect(standIn.meteredCalls().length).toBeGreaterThan(60);
    for (const call of standIn.meteredCalls()) {
      const entry = reserved.get(call.key ?? '');
      expect(entry).toBeDefined();
      const { tokens } = entry?.report ?? {};
      if (tokens) expect(tokens.input + tokens.output).toBeGreaterThanOrEqual(call.inputTokens + call.outputTokens);
      else expect(entry?.request.reservedTokens).toBeGreaterThanOrEqual(call.inputTokens + call.outputTokens);
    }
  });
});

describe('time', () => {
  it('work with less than a second left is refused', async () => {
    const { desk } = aDesk(standIn);
    const deadlineAt = new Date(Date.now() + 900);
    expect(await desk.ask(aQuestion({ deadlineAt }))).toMatchObject({
      outcome: 'failed',
      code: 'DEADLINE_EXCEEDED',
      attempts: [],
    });
    expect(standIn.requests).toEqual([]);
    await desk.close();
  });

  it('nothing is waited for past the deadline', async () => {
    standIn.tell({ faults: [{ kind: 'silence' }] });
    const { desk, ledger } = aDesk(standIn, { MODEL_TIMEOUT_MS: '60000' });
    const startedAt = Date.now();
    const answer = await desk.ask(aQuestion({ deadlineAt: new Date(startedAt + 1_500) }));
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    expect(answer).toMatchObject({ outcome: 'failed', code: 'MODEL_TIMEOUT' });
    expect(ledger.open).toEqual([]);
    await desk.close();
  });

  it('a pause that the vendor asks for is kept, and not past the deadline', async () => {
    standIn.tell({ faults: [{ kind: 'rate limit', retryAfterMs: 300, times: 1 }] });
    const { desk } = aDesk(standIn, { GEMINI_API_KEY: '', MODEL_RETRY_LONGEST_MS: '1000' });
    const startedAt = Date.now();
    expect(await desk.ask(aQuestion())).toMatchObject({ outcome: 'answered' });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(295);

    standIn.tell({ faults: [{ kind: 'rate limit', retryAfterMs: 60_000 }] });
    const hurried = await desk.ask(aQuestion({ deadlineAt: new Date(Date.now() + 5_000) }));
    expect(hurried).toMatchObject({ outcome: 'failed', code: 'MODEL_RATE_LIMITED', attempts: [{}] });
    expect(Date.now() - startedAt).toBeLessThan(3_000);
    await desk.close();
  });

  it('while the first choice asks for a long pause, the other vendor answers', async () => {
    standIn.tell({ faults: [{ kind: 'rate limit', retryAfterMs: 60_000, model: 'gemini' }] });
    const { desk } = aDesk(standIn);
    expect(await desk.ask(aQuestion())).toMatchObject({ outcome: 'answered', model: SECOND_OF_FLASH });
    expect(await desk.ask(aQuestion())).toMatchObject({ outcome: 'answered', model: SECOND_OF_FLASH });
    // The second question did not even try.
    expect(modelsAsked()).toEqual([FIRST_OF_FLASH, SECOND_OF_FLASH, SECOND_OF_FLASH]);
    await desk.close();
  });
});

describe('whoever cancels', () => {
  it('ends the call, which is settled all the same', async () => {
    standIn.tell({ faults: [{ kind: 'stall' }] });
    const { desk, ledger } = aDesk(standIn, { MODEL_IDLE_TIMEOUT_MS: '20000', MODEL_TIMEOUT_MS: '20000' });
    const stop = new AbortController();
    const asked = desk.ask(aQuestion({ signal: stop.signal }));
    await eventually(() => expect(standIn.meteredCalls()).toHaveLength(1));
    stop.abort(new AppError('WORK_STOPPED', 'An emergency stop'));
    expect(await asked).toMatchObject({
      outcome: 'failed',
      code: 'WORK_STOPPED',
      attempts: [{ outcome: 'cancelled' }],
    });
    expect(ledger.settled).toEqual([ledger.entries[0]?.request.reservedMicroUsd]);
    expect(standIn.requests).toHaveLength(1);
    await desk.close();
  });

  it('pays nothing before anything was sent', async () => {
    const stop = new AbortController();
    const ledger = new Ledger();
    const reserve = ledger.reserve.bind(ledger);
    ledger.reserve = (request) => {
      stop.abort();
      return reserve(request);
    };
    const { desk } = aDesk(standIn, {}, { budget: ledger });
    expect(await desk.ask(aQuestion({ signal: stop.signal }))).toMatchObject({
      outcome: 'failed',
      code: 'WORK_STOPPED',
    });
    expect(ledger.settled).toEqual([0]);
    expect(standIn.requests).toEqual([]);
    await desk.close();
  });
});

describe('the breaker', () => {
  it('leaves a model alone that fails more often than not, and tries it again later', async () => {
    standIn.tell({ faults: [{ kind: 'server error' }] });
    const { desk } = aDesk(standIn, { GEMINI_API_KEY: '', MODEL_TRIES: '1', MODEL_BREAKER_OPEN_MS: '300' });
    for (let call = 0; call < 20; call += 1) await desk.ask(aQuestion());
    expect(standIn.requests).toHaveLength(20);
    expect(await desk.ask(aQuestion())).toMatchObject({ outcome: 'failed', code: 'MODEL_OVERLOADED', attempts: [] });
    expect(standIn.requests).toHaveLength(20);
    standIn.tell({});
    await eventually(async () => expect(await desk.ask(aQuestion())).toMatchObject({ outcome: 'answered' }));
    await desk.close();
  });
});

describe('a question that broke off', () => {
  const wrong = (text: string): KeptAnswer => ({
    text,
    model: SECOND_OF_FLASH,
    tier: 'flash',
    promptHash: 'a'.repeat(64),
    attempt: { attemptId: '1', provider: 'anthropic', model: SECOND_OF_FLASH, outcome: 'answered', costMicroUsd: 7 },
  });

  it('is told each answer before it is judged', async () => {
    standIn.tell({ faults: [{ kind: 'malformed', text: '{}', times: 1 }] });
    const { desk, ledger } = aDesk(standIn);
    const kept: KeptAnswer[] = [];
    const answer = await desk.ask(
      aQuestion({
        keep: async (one) => {
          expect(ledger.open).toEqual([]);
          kept.push(one);
        },
      }),
    );
    expect(kept.map(({ attempt }) => attempt.attemptId)).toEqual(answer.attempts.map(({ attemptId }) => attemptId));

    // The same once more, from what was kept: nothing is bought.
    const before = standIn.requests.length;
    const again = await desk.ask(aQuestion({ kept }));
    expect(again).toMatchObject({ outcome: 'answered', costMicroUsd: answer.costMicroUsd });
    expect(standIn.requests).toHaveLength(before);
    await desk.close();
  });

  it('has its one repair left if it had none, and none if it had', async () => {
    const { desk } = aDesk(standIn);
    expect(await desk.ask(aQuestion({ kept: [wrong('{}')] }))).toMatchObject({
      outcome: 'answered',
      model: SECOND_OF_FLASH,
      attempts: [{ attemptId: '1' }, {}],
    });
    const done = await desk.ask(aQuestion({ kept: [wrong('{}'), wrong('no JSON')] }));
    expect(done).toMatchObject({ outcome: 'failed', code: 'MODEL_MALFORMED', costMicroUsd: 14 });
    expect(standIn.requests).toHaveLength(1);
    await desk.close();
  });
});

it('logs neither keys nor prompts nor answers', async () => {
  standIn.tell({ faults: [{ kind: 'server error' }] });
  const { desk, logged } = aDesk(standIn, { ANTHROPIC_API_KEY: 'sk-secret-1', GEMINI_API_KEY: 'sk-secret-2' });
  await desk.ask(aQuestion());
  await desk.close();
  const text = JSON.stringify(logged.map(([fields, line]) => [String(fields.err), fields, line]));
  expect(logged.length).toBeGreaterThan(0);
  expect(text).not.toMatch(/sk-secret|Tally|headline/);
});
