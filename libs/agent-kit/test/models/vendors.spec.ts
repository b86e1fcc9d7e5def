import { type ModelStandIn, modelStandIn } from '@raptor/testing';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GeminiEmbeddings, loadCatalogue, priceOf, rowOf } from '../../src';
import { aDesk, aQuestion, payer } from './support/desk';
import { Ledger } from './support/ledger';

let standIn: ModelStandIn;
beforeAll(async () => {
  standIn = await modelStandIn({ cacheFromTokens: 10 });
});
afterAll(() => standIn.close());
beforeEach(() => standIn.reset());

const ANTHROPIC = { GEMINI_API_KEY: '' };
const GEMINI = { ANTHROPIC_API_KEY: '' };

describe('Anthropic', () => {
  it('is asked with a bearer key, a schema it accepts and a system part marked for the cache', async () => {
    const { desk } = aDesk(standIn, ANTHROPIC);
    await desk.ask(aQuestion());
    await desk.close();
    const { headers, body } = standIn.requests[0]!;
    expect(headers.authorization).toBe('Bearer stand-in');
    expect(body).toMatchObject({
      stream: true,
      max_tokens: 1_000,
      system: [{ type: 'text', cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user' }],
      output_config: { format: { type: 'json_schema', schema: { type: 'object', additionalProperties: false } } },
    });
    expect(body).not.toHaveProperty('temperature');
    expect(JSON.stringify(body.output_config)).not.toMatch(/"(?:minLength|maxLength|maxItems)":/);
  });

  it('charges what it writes to and reads from its cache at their own prices', async () => {
    const { desk, ledger } = aDesk(standIn, ANTHROPIC);
    const written = await desk.ask(aQuestion());
    const read = await desk.ask(aQuestion());
    await desk.close();
    expect(written.attempts[0]?.usage).toMatchObject({ cachedTokens: 0, cacheWriteTokens: 15 });
    expect(read.attempts[0]?.usage).toMatchObject({ cachedTokens: 15, cacheWriteTokens: 0 });
    const row = rowOf(loadCatalogue(undefined), 'claude-haiku-5-5');
    const prices = [written, read].map(({ attempts }) => attempts[0]?.usage && priceOf(attempts[0].usage, row));
    expect(ledger.entries.map(({ report }) => report?.reportedMicroUsd)).toEqual(prices);
    expect(ledger.entries[1]?.report?.tokens?.cached).toBe(15);
  });

  it('thinks at the price of output', async () => {
    standIn.tell({ thinkingTokens: 300 });
    const { desk } = aDesk(standIn, ANTHROPIC);
    const { attempts } = await desk.ask(aQuestion());
    await desk.close();
    expect(attempts[0]?.usage?.thinkingTokens).toBe(300);
    expect(attempts[0]?.usage?.outputTokens).toBeGreaterThan(300);
  });

  it('answers in its batch lane, at half the price, where nobody waits', async () => {
    const { desk, ledger } = aDesk(standIn, { ...ANTHROPIC, MODEL_BATCH_AFTER_MS: '3600000' });
    const deadlineAt = new Date(Date.now() + 7_200_000);
    const batch = await desk.ask(aQuestion({ lane: 'batch', deadlineAt }));
    const hurried = await desk.ask(aQuestion({ lane: 'batch' }));
    await desk.close();
    expect(batch).toMatchObject({ outcome: 'answered' });
    expect(hurried).toMatchObject({ outcome: 'answered' });
    expect(standIn.meteredCalls().map(({ lane }) => lane)).toEqual(['batch', 'inline']);
    expect(standIn.meteredCalls()[0]?.key).toBe(batch.attempts[0]?.attemptId);
    const [inBatch, inline] = ledger.entries;
    expect(inBatch?.request.reservedMicroUsd).toBeLessThanOrEqual((inline?.request.reservedMicroUsd ?? 0) / 2 + 1);
    expect(ledger.open).toEqual([]);
  });

  it('has a batch cancelled that nobody waits for any more', async () => {
    const slow = await modelStandIn({ batchMs: 60_000 });
    const { desk, ledger } = aDesk(slow, { ...ANTHROPIC, MODEL_BATCH_AFTER_MS: '1000' });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const deadlineAt = new Date(Date.now() + 7_200_000);
    const answer = await desk.ask(aQuestion({ lane: 'batch', deadlineAt, signal: stop.signal }));
    expect(answer).toMatchObject({ outcome: 'failed', code: 'WORK_STOPPED' });
    expect(slow.requests.at(-1)?.path).toMatch(/cancel$/);
    expect(ledger.open).toEqual([]);
    await desk.close();
    await slow.close();
  });
});

describe('Gemini', () => {
  it('is asked for JSON with a schema it accepts, the key in a header', async () => {
    const { desk } = aDesk(standIn, GEMINI);
    await desk.ask(aQuestion());
    await desk.close();
    const { path, headers, body } = standIn.requests[0]!;
    expect(path).toBe('/v1beta/models/gemini-3.5-flash-lite:streamGenerateContent');
    expect(headers['x-goog-api-key']).toBe('stand-in');
    expect(body).toMatchObject({
      systemInstruction: { parts: [{}] },
      generationConfig: {
        responseMimeType: 'application/json',
        maxOutputTokens: 1_000,
        responseSchema: { type: 'object' },
      },
    });
  });

  it('counts thoughts as output and what its cache gave at its own price', async () => {
    standIn.tell({ thinkingTokens: 120 });
    const { desk } = aDesk(standIn, GEMINI);
    await desk.ask(aQuestion());
    const { attempts } = await desk.ask(aQuestion());
    await desk.close();
    expect(attempts[0]?.usage).toMatchObject({ cachedTokens: 15, thinkingTokens: 120 });
    expect(attempts[0]?.usage?.outputTokens).toBe(standIn.meteredCalls()[1]?.outputTokens);
    expect(attempts[0]?.usage?.inputTokens).toBe(standIn.meteredCalls()[1]?.inputTokens);
  });
});

describe.each([
  ['Anthropic', ANTHROPIC],
  ['Gemini', GEMINI],
])('%s', (_name, only) => {
  it('is not followed to another origin', async () => {
    let visits = 0;
    const elsewhere = createServer((_request, response) => {
      visits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    standIn.tell({ faults: [{ kind: 'redirect', text: `http://127.0.0.1:${port}/v1/messages` }] });
    const { desk } = aDesk(standIn, only);
    expect(await desk.ask(aQuestion())).toMatchObject({
      outcome: 'failed',
      code: 'MODEL_REJECTED_REQUEST',
      costMicroUsd: 0,
    });
    expect(visits).toBe(0);
    await desk.close();
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  it('is given a schema in words where its own cannot say it', async () => {
    const { desk } = aDesk(standIn, only);
    const schema = {
      type: 'object',
      properties: { scores: { type: 'object', additionalProperties: { type: 'number' } } },
    };
    const judge = (text: string) => ({ value: JSON.parse(text) as unknown });
    expect(await desk.ask(aQuestion({ schema, judge }))).toMatchObject({ outcome: 'answered' });
    await desk.close();
    const body = JSON.stringify(standIn.requests[0]?.body);
    expect(body).toContain('It must fit this JSON Schema');
    expect(body).not.toMatch(/json_schema|responseSchema/);
  });
});

describe('embeddings', () => {
  const row = rowOf(loadCatalogue(undefined), 'gemini-embedding-001');
  const embeddings = (budget?: Ledger): GeminiEmbeddings => {
    const timeouts = { connectTimeoutMs: 1_000, timeoutMs: 5_000, idleTimeoutMs: 1_000, batchPollMs: 1 };
    const vendor = { ...timeouts, apiKey: 'k', baseUrl: standIn.url, maxAnswerBytes: 2_000_000 };
    return new GeminiEmbeddings(vendor, row, { dimensions: 64, ...(budget && { budget }) });
  };

  it('gives a vector of length 1 for each text, in batches of a hundred', async () => {
    const embedder = embeddings();
    const texts = Array.from({ length: 150 }, (_, index) => `invoice number ${index}`);
    const vectors = await embedder.embed(texts);
    await embedder.close();
    expect(vectors).toHaveLength(150);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1);
    expect(standIn.requests).toHaveLength(2);
  });

  it('is paid for by whoever asks, and is free when it is turned away', async () => {
    const ledger = new Ledger();
    const embedder = embeddings(ledger);
    await embedder.embed(['a', 'b'], undefined, payer);
    standIn.tell({ faults: [{ kind: 'rate limit' }] });
    await expect(embedder.embed(['c'], undefined, payer)).rejects.toMatchObject({ code: 'MODEL_RATE_LIMITED' });
    await embedder.close();
    expect(ledger.settled).toEqual([embedder.boundOf(['a', 'b']), 0]);
    expect(ledger.entries[0]?.request).toMatchObject({ model: 'gemini-embedding-001', provider: 'gemini' });
  });
});
