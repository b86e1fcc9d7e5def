import { type FaultKind, type ModelStandIn, modelStandIn } from '@raptor/testing';
import { aDesk, aQuestion } from './support/desk';

let standIn: ModelStandIn;
beforeAll(async () => {
  standIn = await modelStandIn();
});
afterAll(() => standIn.close());
beforeEach(() => standIn.reset());

/** One vendor alone: nobody stands in. */
const ONLY = {
  anthropic: { GEMINI_API_KEY: '' },
  gemini: { ANTHROPIC_API_KEY: '' },
} as const;
const VENDORS = ['anthropic', 'gemini'] as const;

type Expected = [
  kind: FaultKind,
  outcome: string,
  /** Reservations: one for each try. */
  tries: number,
  /** Whether a try is settled at nothing, at what was used, or at all that was reserved. */
  billed: 'nothing' | 'used' | 'reserved',
];

const TRANSIENT: Expected[] = [
  ['rate limit', 'MODEL_RATE_LIMITED', 3, 'nothing'],
  ['overloaded', 'MODEL_OVERLOADED', 3, 'nothing'],
  ['unavailable', 'MODEL_OVERLOADED', 3, 'nothing'],
  ['server error', 'MODEL_UNAVAILABLE', 3, 'reserved'],
  ['hang up', 'MODEL_UNAVAILABLE', 3, 'reserved'],
  ['stall', 'MODEL_TIMEOUT', 3, 'reserved'],
  ['cut in an event', 'MODEL_UNAVAILABLE', 3, 'reserved'],
  ['cut in a letter', 'MODEL_UNAVAILABLE', 3, 'reserved'],
  ['cut short', 'MODEL_UNAVAILABLE', 3, 'reserved'],
];
const FINAL: Expected[] = [
  ['spend limit', 'MODEL_SPEND_LIMIT', 1, 'nothing'],
  ['payment required', 'MODEL_SPEND_LIMIT', 1, 'nothing'],
  ['unauthorized', 'MODEL_REJECTED_REQUEST', 1, 'nothing'],
  ['forbidden', 'MODEL_REJECTED_REQUEST', 1, 'nothing'],
  ['bad request', 'MODEL_REJECTED_REQUEST', 1, 'nothing'],
  ['redirect', 'MODEL_REJECTED_REQUEST', 1, 'nothing'],
];
const UNUSABLE: Expected[] = [
  ['max tokens', 'MODEL_CUT_OFF', 1, 'used'],
  ['unknown tool', 'MODEL_UNKNOWN_TOOL', 1, 'used'],
  ['huge', 'MODEL_CUT_OFF', 1, 'reserved'],
  // A wrong answer is asked for once more.
  ['malformed', 'MODEL_MALFORMED', 2, 'used'],
  ['empty', 'MODEL_MALFORMED', 2, 'used'],
  ['echo', 'MODEL_MALFORMED', 2, 'used'],
];

describe.each(VENDORS)('%s', (vendor) => {
  const both = [...TRANSIENT, ...FINAL, ...UNUSABLE];
  const blocks: Expected[] =
    vendor === 'anthropic'
      ? [
          ['refusal', 'MODEL_REFUSED', 1, 'used'],
          ['blocked', 'MODEL_REFUSED', 1, 'used'],
          ['gives up', 'MODEL_OVERLOADED', 3, 'reserved'],
        ]
      : [
          ['refusal', 'MODEL_BLOCKED', 1, 'used'],
          ['blocked', 'MODEL_BLOCKED', 1, 'used'],
          ['gives up', 'MODEL_OVERLOADED', 3, 'reserved'],
        ];

  it.each([...both, ...blocks])(
    '%s ends as %s after %d attempts, each billed with %s',
    async (kind, code, tries, billed) => {
      standIn.tell({ faults: [{ kind }] });
      const { desk, ledger } = aDesk(standIn, ONLY[vendor]);
      const answer = await desk.ask(aQuestion());
      await desk.close();

      expect(answer).toMatchObject({ outcome: 'failed', code });
      expect(answer.attempts).toHaveLength(tries);
      expect(ledger.entries).toHaveLength(tries);
      expect(new Set(ledger.entries.map(({ request }) => request.attemptId)).size).toBe(tries);
      expect(ledger.open).toEqual([]);
      expect(ledger.settledTwice).toBe(0);
      expect(answer.costMicroUsd).toBe(ledger.held);
      for (const { request, report } of ledger.entries) {
        const settled = Math.min(
          Math.max(report?.reportedMicroUsd ?? 0, report?.countedMicroUsd ?? 0),
          request.reservedMicroUsd,
        );
        if (billed === 'nothing')
          expect({ settled, reported: report?.reportedMicroUsd, tokens: report?.tokens }).toEqual({
            settled: 0,
            reported: 0,
            tokens: { input: 0, cached: 0, output: 0 },
          });
        if (billed === 'reserved') expect(settled).toBe(request.reservedMicroUsd);
        if (billed === 'used') {
          expect(settled).toBeGreaterThan(0);
          expect(settled).toBeLessThan(request.reservedMicroUsd);
        }
      }
    },
  );

  it.each<[FaultKind]>([['fenced'], ['drip']])('%s is an answer, of one attempt', async (kind) => {
    standIn.tell({ faults: [{ kind, ms: 1 }] });
    const { desk } = aDesk(standIn, ONLY[vendor]);
    const answer = await desk.ask(aQuestion());
    await desk.close();
    expect(answer).toMatchObject({ outcome: 'answered', attempts: [{ outcome: 'answered' }] });
  });

  it('a wrong answer is mended by one repair, which names what is wrong', async () => {
    standIn.tell({ faults: [{ kind: 'malformed', text: '{"headlines":[],"tone":"loud"}', times: 1 }] });
    const { desk, ledger } = aDesk(standIn, ONLY[vendor]);
    const answer = await desk.ask(aQuestion());
    await desk.close();
    expect(answer).toMatchObject({ outcome: 'answered', attempts: [{}, {}] });
    expect(ledger.open).toEqual([]);
    const repair = JSON.stringify(standIn.requests[1]?.body);
    expect(repair).toContain('expected array to have >=2 items');
    expect(repair).toContain('earlier answer');
  });

  it.each<[FaultKind]>([['usage zero'], ['usage missing'], ['usage negative']])(
    '%s is not believed: all that was reserved is charged',
    async (kind) => {
      standIn.tell({ faults: [{ kind }] });
      const { desk, ledger } = aDesk(standIn, ONLY[vendor]);
      expect(await desk.ask(aQuestion())).toMatchObject({ outcome: 'answered' });
      await desk.close();
      const [entry] = ledger.entries;
      expect(ledger.settled).toEqual([entry?.request.reservedMicroUsd]);
    },
  );

  it('is charged what it reports, and that covers what it metered', async () => {
    const { desk, ledger } = aDesk(standIn, ONLY[vendor]);
    const answer = await desk.ask(aQuestion());
    await desk.close();
    const [call] = standIn.meteredCalls();
    expect(answer.attempts[0]?.usage).toMatchObject({
      inputTokens: call?.inputTokens,
      outputTokens: call?.outputTokens,
    });
    expect(call?.key).toBe(answer.attempts[0]?.attemptId);
    expect(ledger.settled).toEqual([answer.costMicroUsd]);
  });

  it('an answer of 20 MB is left unread after 2 MB, without its memory', async () => {
    standIn.tell({ faults: [{ kind: 'huge' }] });
    const { desk } = aDesk(standIn, ONLY[vendor]);
    const before = process.memoryUsage.rss();
    expect(await desk.ask(aQuestion())).toMatchObject({ outcome: 'failed', code: 'MODEL_CUT_OFF' });
    // The stand-in, in the same process, holds the whole of it, more than once.
    expect(process.memoryUsage.rss() - before).toBeLessThan(250_000_000);
    await desk.close();
  });

  it('a vendor that is not there costs nothing', async () => {
    const gone = await modelStandIn();
    await gone.refuse();
    const { desk, ledger } = aDesk(gone, ONLY[vendor]);
    expect(await desk.ask(aQuestion())).toMatchObject({
      outcome: 'failed',
      code: 'MODEL_UNAVAILABLE',
      costMicroUsd: 0,
    });
    expect(ledger.entries).toHaveLength(3);
    expect(ledger.open).toEqual([]);
    await desk.close();
  });
});

it('vendors that take questions and give no answers are asked three times, then each model once', async () => {
  standIn.tell({ faults: [{ kind: 'hang up' }] });
  const { desk, ledger } = aDesk(standIn);
  const answer = await desk.ask(aQuestion({ tier: 'deep' }));
  const asked = answer.attempts.map(({ model }) => model);
  const [first] = asked;
  expect(asked.filter((model) => model === first)).toHaveLength(3);
  expect(asked.slice(3)).toEqual([...new Set(asked.slice(3))]);
  expect(ledger.entries).toHaveLength(asked.length);
  await desk.close();
});

it('time that runs out is no emergency stop', async () => {
  standIn.tell({ faults: [{ kind: 'silence' }] });
  const { desk, ledger } = aDesk(standIn, { MODEL_TIMEOUT_MS: '60000' });
  const deadlineAt = new Date(Date.now() + 1_500);
  const answer = await desk.ask(aQuestion({ deadlineAt, signal: AbortSignal.timeout(1_400) }));
  expect(answer.outcome === 'failed' && answer.code).toMatch(/^(MODEL_TIMEOUT|DEADLINE_EXCEEDED)$/);
  expect(ledger.open).toEqual([]);
  await desk.close();
});
