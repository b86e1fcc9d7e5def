import { connect } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { ERROR_CODES, type ErrorCode } from '@raptor/contracts';
import { AppError, startService, type RunningService } from '@raptor/platform';
import { eventually } from '@raptor/testing';
import { TcpProxy } from '../../raptor-bus/test/fixtures/tcp-proxy';
import { anEnvironment } from './fixtures/environment';
import { answers, TestModule, testServiceConfig } from './fixtures/test-service';

const TRACE = 'c'.repeat(32);

describe('a service over HTTP', () => {
  let service: RunningService;

  beforeAll(async () => {
    const environment = anEnvironment({ HTTP_BODY_LIMIT_BYTES: '4096', HTTP_HEADERS_TIMEOUT_MS: '400' });
    service = await startService(TestModule, testServiceConfig, { environment });
  });

  afterAll(async () => {
    await service.stop();
  });

  const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(`${service.url}${path}`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });

  const problem = async (response: Response) => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const body = (await response.json()) as Record<string, unknown>;
    expect(body.request_id).toBe(response.headers.get('x-request-id'));
    return body;
  };

  it.each([
    ['text that is not JSON', '{"email":', 400, 'REQUEST_MALFORMED'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400, 'REQUEST_MALFORMED'],
    ['too deep a nest', '['.repeat(40) + ']'.repeat(40), 400, 'REQUEST_MALFORMED'],
    ['a reserved name', '{"__proto__":{"email":"a@b.example"}}', 400, 'REQUEST_MALFORMED'],
    ['more than the limit', JSON.stringify({ email: 'x'.repeat(5_000) }), 413, 'REQUEST_TOO_LARGE'],
    ['nothing', '', 422, 'REQUEST_INVALID'],
  ])('refuses %s as a body', async (_what, body, status, code) => {
    const response = await post('/orders', body);
    expect(response.status).toBe(status);
    expect(await problem(response)).toMatchObject({ code, status, title: ERROR_CODES[code as ErrorCode].title });
  });

  it('refuses what is not JSON by its type, also without one', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      const response = await post('/orders', '{}', { 'Content-Type': type });
      expect(response.status).toBe(415);
      expect(await problem(response)).toMatchObject({ code: 'REQUEST_UNSUPPORTED_MEDIA_TYPE' });
    }
  });

  it('lists every field that is wrong, unknown ones too', async () => {
    const response = await post('/orders', JSON.stringify({ email: 'nobody', count: 'x', admin: true }));
    expect(response.status).toBe(422);
    const { errors, detail } = await problem(response);
    expect(detail).toBe('3 fields are invalid');
    expect((errors as { field: string }[]).map(({ field }) => field).sort()).toEqual(['admin', 'count', 'email']);
  });

  it('hands a good body over as its class', async () => {
    const response = await post('/orders', JSON.stringify({ email: 'a@b.example' }));
    expect(await response.json()).toEqual({ order: { email: 'a@b.example' }, isOrder: true });
  });

  it.each(['RESOURCE_NOT_FOUND', 'RATE_LIMITED', 'AUTH_REQUIRED', 'WRITE_CONFLICT'] as const)(
    'answers %s as the catalogue says',
    async (code) => {
      const response = await fetch(`${service.url}/fail/${code}`);
      expect(response.status).toBe(ERROR_CODES[code].status);
      expect(await problem(response)).toMatchObject({ code, suggestion: ERROR_CODES[code].suggestion });
    },
  );

  it('answers a bug without telling what it was, and an unknown address', async () => {
    const bug = await fetch(`${service.url}/fail/bug`);
    expect(bug.status).toBe(500);
    expect(JSON.stringify(await problem(bug))).not.toContain('hunter2');
    const nowhere = await fetch(`${service.url}/no/such/page`);
    expect(nowhere.status).toBe(404);
    expect(await problem(nowhere)).toMatchObject({ code: 'ROUTE_NOT_FOUND' });
  });

  it('keeps a good request id and makes one in place of a bad one', async () => {
    const idOf = async (given?: string) => {
      const response = await fetch(`${service.url}/context`, given ? { headers: { 'X-Request-Id': given } } : {});
      const { requestId } = (await response.json()) as { requestId: string };
      expect(response.headers.get('x-request-id')).toBe(requestId);
      return requestId;
    };
    expect(await idOf('client-id-0001')).toBe('client-id-0001');
    expect(await idOf('short')).not.toBe('short');
    expect(await idOf('{"evil": 1234567890}')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idOf()).not.toBe(await idOf());
  });

  it('knows the request in its handlers, also after it has read a body', async () => {
    const traceparent = `00-${TRACE}-${'d'.repeat(16)}-01`;
    const headers = { traceparent, 'X-Request-Id': 'client-id-0002' };
    const known = { requestId: 'client-id-0002', traceparent, workspaceId: null };
    expect(await (await fetch(`${service.url}/context`, { headers })).json()).toEqual(known);
    expect(await (await post('/context', '{}', headers)).json()).toEqual(known);
    expect(await (await post('/context', `{"a":"${'x'.repeat(3_000)}"}`, headers)).json()).toEqual(known);
  });

  it('sets the headers that browsers need, and takes no part of an address for its own', async () => {
    const { headers } = await fetch(`${service.url}/healthz`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('answers an address that cannot be read, and bytes that are no request, with a problem as well', async () => {
    const unreadable = await fetch(`${service.url}/%ff`);
    expect(unreadable.status).toBe(400);
    expect(await problem(unreadable)).toMatchObject({ code: 'REQUEST_MALFORMED', suggestion: expect.any(String) });
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    socket.end('FOO bar\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*"code":"REQUEST_MALFORMED"/);
  });

  it('does not wait for headers that do not come', async () => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await eventually(() => expect(socket.destroyed || socket.readableEnded).toBe(true), { withinMs: 8_000 });
    expect(answer === '' || answer.startsWith('HTTP/1.1 408')).toBe(true);
  });

  it('counts requests by the pattern of their route, never by address', async () => {
    await fetch(`${service.url}/fail/RATE_LIMITED?secret=hunter2`);
    await fetch(`${service.url}/nowhere/hunter2`);
    const response = await fetch(`${service.url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toMatch(/http_request_seconds_count\{.*route="\/fail\/:code".*status="429"\} \d/);
    expect(text).toMatch(/http_request_seconds_count\{.*route="none".*\} \d/);
    expect(text).not.toContain('hunter2');
  });

  it('says that it lives, and that it is ready, with each dependency', async () => {
    const alive = await fetch(`${service.url}/healthz`);
    expect(await alive.json()).toEqual({ status: 'alive', service: 'muse', replica: 'muse-1', version: '0.1.0' });
    const ready = await fetch(`${service.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: 'ready',
      dependencies: [
        { name: 'redis-bus', state: 'up' },
        { name: 'chroma', state: 'up' },
      ],
    });
  });

  it('answers a question over the bus, or with the failure of the other side by its name; no answer in time is 503', async () => {
    const answered = await fetch(`${service.url}/ask/muse`);
    expect(await answered.json()).toMatchObject({ service: 'muse', replica: 'muse-1', agents: [] });
    answers.failure = new AppError('RATE_LIMITED', 'not so fast', { details: { errors: [] } });
    const refused = await fetch(`${service.url}/ask/muse`);
    expect(refused.status).toBe(429);
    expect(await problem(refused)).toMatchObject({ code: 'RATE_LIMITED', detail: 'not so fast' });
    answers.failure = new TypeError('hunter2 is undefined');
    const bug = await fetch(`${service.url}/ask/muse`);
    expect(bug.status).toBe(500);
    expect(JSON.stringify(await problem(bug))).not.toContain('hunter2');
    answers.failure = undefined;
    const unanswered = await fetch(`${service.url}/ask/council`);
    expect(unanswered.status).toBe(503);
    expect(unanswered.headers.get('retry-after')).toBe('2');
    expect(await problem(unanswered)).toMatchObject({ detail: 'The council service did not answer in time' });
  });
});

describe('a service without its dependencies', () => {
  it('starts, is not ready, says why, and becomes ready when they are there', async () => {
    const redis = await TcpProxy.to(anEnvironment().REDIS_BUS_URL ?? '');
    const environment = anEnvironment({ REDIS_BUS_URL: redis.url, CHROMA_URL: 'http://127.0.0.1:9' });
    const service = await startService(TestModule, testServiceConfig, { environment });
    try {
      const before = await fetch(`${service.url}/readyz`);
      expect(before.status).toBe(503);
      expect(await before.json()).toMatchObject({
        status: 'not_ready',
        dependencies: [
          { name: 'redis-bus', state: 'down', reason: 'Redis (bus) is not available' },
          { name: 'chroma', state: 'degraded' },
        ],
      });
      expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
      expect(await (await fetch(`${service.url}/metrics`)).text()).toContain('service_ready{service="muse"} 0');
      await redis.open();
      await eventually(async () => expect((await fetch(`${service.url}/readyz`)).status).toBe(200));
      expect(await (await fetch(`${service.url}/metrics`)).text()).toContain('service_ready{service="muse"} 1');
    } finally {
      await service.stop();
      await redis.close();
    }
  });
});

describe('a service that leaves', () => {
  let service: RunningService;

  beforeEach(async () => {
    service = await startService(TestModule, testServiceConfig, {
      environment: anEnvironment({ DRAIN_TIMEOUT_MS: '1500' }),
    });
  });

  afterEach(async () => {
    await service.stop();
  });

  it('lets a request in flight finish, tells its client to come no more, and takes no new connection', async () => {
    let answered = false;
    const answer = fetch(`${service.url}/slow?ms=600`).finally(() => (answered = true));
    await after(100);
    const leaving = service.stop();
    await eventually(async () => expect(fetch(`${service.url}/healthz`)).rejects.toThrow('fetch failed'));
    expect(answered).toBe(false);
    const response = await answer;
    expect(await response.json()).toEqual({ waitedMs: 600 });
    expect(response.headers.get('connection')).toBe('close');
    expect(await leaving).toMatchObject({ clean: true, aborted: [] });
  });

  it('does not wait for a request whose client has gone', async () => {
    const gone = new AbortController();
    const asked = fetch(`${service.url}/slow?ms=5000`, { signal: gone.signal }).catch(() => 'gone');
    await after(100);
    gone.abort();
    await asked;
    await after(50);
    const report = await service.stop();
    expect(report).toMatchObject({ clean: true });
    expect(report.waitedMs).toBeLessThan(1_000);
  });

  it('ends a request that takes longer than the drain may', async () => {
    const answer = fetch(`${service.url}/slow?ms=8000`).catch((error: unknown) => error);
    await after(100);
    const report = await service.stop();
    expect(report).toMatchObject({ clean: false, aborted: ['http'] });
    expect(report.waitedMs).toBeLessThan(2_500);
    expect(await answer).toMatchObject({ name: 'TypeError' });
  });

  it('is left once, however often it is told', async () => {
    expect(service.stop()).toBe(service.stop());
    await service.stop();
  });
});
