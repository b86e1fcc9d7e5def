import { setTimeout as delay } from 'node:timers/promises';
import type { ApiOptions } from '../src/api-options';
import { ApiProblem } from '../src/api-problem';
import { askWith } from '../src/ask';
import type { OperationCall } from '../src/call';
import { AnApi, aProblem, type Said } from './an-api';

const READ: OperationCall = { method: 'GET', path: '/notes' };
const WRITE: OperationCall = { method: 'POST', path: '/notes', body: { title: 'ü' }, takesKey: true };
const CHANGE: OperationCall = { method: 'PATCH', path: '/notes/1', body: {} };

describe('asking the API', () => {
  let api: AnApi;
  let baseUrl: string;

  const ask = <T>(call: OperationCall, options: object = {}, settings: Partial<ApiOptions> = {}): Promise<T> =>
    askWith({ baseUrl, token: () => 'token-1', ...settings })<T>(call, options);
  /** Answers in turn; the last one for ever. */
  const says = (...answers: Said[]): void => {
    api.answer = (_heard, count) => answers[Math.min(count, answers.length) - 1] ?? {};
  };
  const failure = (asked: Promise<unknown>): Promise<unknown> =>
    asked.then(
      () => undefined,
      (error: unknown) => error,
    );

  beforeEach(async () => {
    api = new AnApi();
    baseUrl = await api.start();
  });
  afterEach(() => api.stop());

  it('sends token, query and body, and gives what was answered', async () => {
    says({ body: { id: 1 } });
    await expect(ask({ ...READ, query: { limit: 2, cursor: undefined, of: ['a', 'b&'] } })).resolves.toEqual({ id: 1 });
    await ask(WRITE);
    expect(api.heard[0]).toMatchObject({
      url: '/notes?limit=2&of=a&of=b%26',
      headers: { authorization: 'Bearer token-1' },
      body: '',
    });
    expect(api.heard[0]?.headers).not.toHaveProperty('content-type');
    expect(api.heard[1]).toMatchObject({ body: '{"title":"ü"}', headers: { 'content-type': 'application/json' } });
  });

  it('sends no token to what is open to everybody', async () => {
    await ask({ ...READ, isPublic: true });
    expect(api.heard[0]?.headers).not.toHaveProperty('authorization');
  });

  it('gives nothing for an empty answer, and what is not JSON as it comes', async () => {
    says({ status: 204 }, { body: '{"a":1}\n{"a":2}\n' });
    await expect(ask(READ)).resolves.toBeUndefined();
    const answer = await ask<Response>({ ...READ, isRaw: true });
    expect((await answer.text()).split('\n')).toHaveLength(3);
  });

  it('sends what is not JSON as it is', async () => {
    await ask({ ...WRITE, body: { contentType: 'text/csv', content: 'a,b' } });
    const form = new FormData();
    form.set('file', new Blob(['text']), 'a.txt');
    await ask({ ...WRITE, body: form });
    expect(api.heard[0]).toMatchObject({ body: 'a,b', headers: { 'content-type': 'text/csv' } });
    expect(api.heard[1]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  });

  it('says which version a change is based on', async () => {
    await ask(CHANGE, { ifVersion: 3 });
    expect(api.heard[0]?.headers['if-match']).toBe('"3"');
  });

  it('throws a problem by its code', async () => {
    says(aProblem(422, 'REQUEST_INVALID'));
    const error = await failure(ask(WRITE));
    expect(ApiProblem.is(error, 'REQUEST_INVALID')).toBe(true);
    expect(error).toMatchObject({
      status: 422,
      detail: 'because of REQUEST_INVALID',
      requestId: 'r-1',
      suggestion: 'do',
    });
    expect(api.heard).toHaveLength(1);
  });

  it('makes a problem of an answer that is none', async () => {
    says({ status: 500, body: '<html>', headers: { 'x-request-id': 'r-2' } });
    await expect(ask(READ)).rejects.toMatchObject({ code: 'NOT_A_PROBLEM', status: 500, requestId: 'r-2' });
  });

  describe('again', () => {
    it('sends the same key, whatever happens in between', async () => {
      says(aProblem(503, 'SERVICE_UNAVAILABLE', { 'retry-after': '0' }), { breaksOff: true }, { body: { id: 1 } });
      await expect(ask(WRITE)).resolves.toEqual({ id: 1 });
      const keys = api.heard.map(({ headers }) => headers['idempotency-key']);
      expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), keys[0], keys[0]]);
      await ask(WRITE, { idempotencyKey: 'mine' });
      expect(api.heard.at(-1)?.headers['idempotency-key']).toBe('mine');
    });

    it('waits for as long as it is told', async () => {
      says(aProblem(429, 'RATE_LIMITED', { 'retry-after': '1' }), {});
      const began = Date.now();
      await ask(CHANGE);
      expect(Date.now() - began).toBeGreaterThanOrEqual(990);
    });

    it('does not wait for ever: the caller is told when to come back', async () => {
      says(aProblem(429, 'RATE_LIMITED', { 'retry-after': '60' }));
      await expect(ask(READ)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 60 });
      expect(api.heard).toHaveLength(1);
    });

    it('gives up after a few tries', async () => {
      says(aProblem(503, 'SERVICE_UNAVAILABLE', { 'retry-after': '0' }));
      await expect(ask(READ, {}, { attempts: 4 })).rejects.toMatchObject({ status: 503 });
      expect(api.heard).toHaveLength(4);
    });

    it('asks what may have been done already only when it may be done twice', async () => {
      says(aProblem(503, 'SERVICE_UNAVAILABLE', { 'retry-after': '0' }));
      await failure(ask(CHANGE));
      await failure(ask({ method: 'DELETE', path: '/notes/1' }));
      await failure(ask({ method: 'POST', path: '/tickets' }));
      expect(api.heard).toHaveLength(3);
    });

    it('waits for the same request that is still being worked on, and for no other conflict', async () => {
      says(aProblem(409, 'IDEMPOTENT_REQUEST_RUNNING', { 'retry-after': '0' }), aProblem(409, 'NAME_TAKEN'));
      await expect(ask(WRITE)).rejects.toMatchObject({ code: 'NAME_TAKEN' });
      expect(api.heard).toHaveLength(2);
    });
  });

  describe('with a token that is not taken any more', () => {
    const refusesFirst = (): void => {
      api.answer = ({ headers }) =>
        headers.authorization === 'Bearer token-2' ? { body: 'in' } : aProblem(401, 'AUTH_REQUIRED');
    };

    it('gets a new one, once for all that ask at once', async () => {
      refusesFirst();
      let token = 'token-1';
      let refreshed = 0;
      const asked = askWith({
        baseUrl,
        token: () => token,
        refreshToken: async () => {
          refreshed += 1;
          await delay(20);
          return (token = 'token-2');
        },
      });
      await Promise.all(Array.from({ length: 20 }, () => asked({ ...READ, isRaw: true })));
      expect(refreshed).toBe(1);
    });

    it('takes one that came meanwhile', async () => {
      refusesFirst();
      const held = ['token-1', 'token-2'];
      const refreshToken = (): never => {
        throw new Error('there was no need');
      };
      await ask({ ...READ, isRaw: true }, {}, { token: () => held.shift(), refreshToken });
    });

    it('is told when there is no other', async () => {
      refusesFirst();
      await expect(ask(READ, {}, { refreshToken: async () => undefined })).rejects.toMatchObject({
        code: 'AUTH_REQUIRED',
      });
      await expect(ask(READ)).rejects.toMatchObject({ code: 'AUTH_REQUIRED' });
    });

    it('does not renew for a wrong password, nor without end', async () => {
      api.answer = () => aProblem(401, 'AUTH_REQUIRED');
      let refreshed = 0;
      const refreshToken = async (): Promise<string> => `token-${(refreshed += 1)}`;
      await failure(ask(READ, {}, { refreshToken }));
      expect([refreshed, api.heard.length]).toEqual([1, 2]);
      says(aProblem(401, 'AUTH_INVALID_CREDENTIALS'));
      await failure(ask(WRITE, {}, { refreshToken }));
      expect(refreshed).toBe(1);
    });
  });

  describe('in time', () => {
    it('gives up a try that is not answered', async () => {
      says({ afterMs: 5_000 }, { body: { id: 1 } });
      await expect(ask(READ, { timeoutMs: 100 })).resolves.toEqual({ id: 1 });
      says({ afterMs: 5_000 });
      await expect(ask(CHANGE, { timeoutMs: 100 })).rejects.toThrow('No answer within 100 ms');
    });

    it('gives up at once when the caller does, also while it waits', async () => {
      const controller = new AbortController();
      says(aProblem(503, 'SERVICE_UNAVAILABLE', { 'retry-after': '9' }));
      const asked = failure(ask(READ, { signal: controller.signal }));
      while (api.heard.length === 0) await delay(5);
      await delay(50);
      controller.abort(new Error('left the page'));
      await expect(asked).resolves.toMatchObject({ message: 'left the page' });
      await expect(ask(READ, { signal: controller.signal })).rejects.toThrow('left the page');
    });
  });
});
