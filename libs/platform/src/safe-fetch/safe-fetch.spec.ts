import { createServer } from 'node:net';
import {
  closeServer,
  html,
  listen,
  type LocalWeb,
  redirectTo,
  resolveFrom,
  startLocalWeb,
} from './__corpus__/local-web';
import { dialTcp } from './dial';
import { SafeFetch, type SafeFetchOptions } from './safe-fetch';
import { EGRESS_FAILURES, EGRESS_REFUSALS, EgressFailed, EgressRefused } from './safe-fetch.errors';

let web: LocalWeb;
beforeAll(async () => {
  web = await startLocalWeb();
});
afterAll(() => web.close());
beforeEach(() => web.reset());

const client = (options: Partial<SafeFetchOptions> = {}) =>
  new SafeFetch({ allowedOrigins: [], resolve: resolveFrom(), dial: web.dial, ...options });

describe('a request', () => {
  it('is sent as asked', async () => {
    web.serve('http://hooks.example.com/in', html('ok'));
    await client().fetch('http://hooks.example.com/in', {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'Content-Type': 'application/json', 'X-Signature': 'abc' },
      accept: ['text/html'],
    });
    expect(web.requests[0]).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      headers: {
        'content-type': 'application/json',
        'x-signature': 'abc',
        accept: 'text/html',
        'user-agent': 'RaptorFlow-Codex',
        'accept-encoding': expect.stringMatching(/^gzip, br/) as string,
      },
    });
  });

  it.each([
    ['Host', 'internal.example.com'],
    ['transfer-encoding', 'chunked'],
    ['Content-Length', '5'],
    ['connection', 'upgrade'],
    ['Upgrade', 'h2c'],
    ['accept-encoding', 'exotic'],
    ['expect', '100-continue'],
    ['x-a', 'b\r\nHost: internal'],
    ['x-a\r\nhost', 'b'],
    ['', 'b'],
  ])('may not set %j to %j', async (name, value) => {
    const call = client().fetch('http://shop.example.com/', { headers: { [name]: value } });
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_REQUEST_HEADER' });
    expect(web.dialled).toEqual([]);
  });

  it('shows credentials to their own origin only, and not again after a detour', async () => {
    web.serve('http://a.example.com/', redirectTo('/same'));
    web.serve('http://a.example.com/same', redirectTo('http://b.example.com/'));
    web.serve('http://b.example.com/', redirectTo('http://a.example.com/back'));
    web.serve('http://a.example.com/back', html('back'));
    const credentials = { authorization: 'Bearer s', cookie: 's=1', 'proxy-authorization': 's', 'x-api-key': 's' };
    await client().fetch('http://a.example.com/', { headers: credentials });
    const shown = web.requests.map(({ headers }) => Object.keys(credentials).filter((name) => name in headers).length);
    expect(shown).toEqual([4, 4, 0, 0]);
  });

  it('is followed only where the caller lets it, and the caller is asked about nothing that is refused anyway', async () => {
    web.serve('http://a.example.com/', redirectTo('http://b.example.com/#part'));
    web.serve('http://b.example.com/', redirectTo('http://127.0.0.1/'));
    const asked: string[] = [];
    const visit = (reason?: string) =>
      client().fetch('http://a.example.com/', {
        refuseRedirect: async (url) => {
          asked.push(url);
          return reason;
        },
      });
    await expect(visit('not there')).rejects.toMatchObject({ code: 'EGRESS_REDIRECT_UNWANTED', reason: 'not there' });
    expect(web.requests.map(({ url }) => url)).toEqual(['http://a.example.com/']);
    await expect(visit()).rejects.toMatchObject({ code: 'EGRESS_ADDRESS' });
    expect(asked).toEqual(['http://b.example.com/', 'http://b.example.com/']);
  });

  it('ends with the call while the caller thinks about it', async () => {
    web.serve('http://a.example.com/', redirectTo('/next'));
    const call = client({ timeoutMs: 200 }).fetch('http://a.example.com/', {
      refuseRedirect: () => new Promise(() => undefined),
    });
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_TIMEOUT' });
  });

  it('becomes a GET without a body after a 303', async () => {
    web.serve('http://a.example.com/', redirectTo('/done', 303));
    web.serve('http://a.example.com/done', html('done'));
    const response = await client().fetch('http://a.example.com/', { method: 'POST', body: 'secret' });
    expect(web.requests[1]).toMatchObject({ method: 'GET', body: '' });
    expect(response).toMatchObject({ url: 'http://a.example.com/done', redirects: ['http://a.example.com/'] });
  });
});

describe('a request of which only status and headers are wanted', () => {
  const post = { method: 'POST', body: '{}', headOnly: true } as const;

  it('gets them whatever the body is, and leaves that unread', async () => {
    const long = 'x'.repeat(2_000);
    web.serve('http://hooks.example.com/odd', (response) => {
      response.writeHead(503, { 'retry-after': '7', 'content-encoding': 'exotic' }).end(long);
    });
    web.serve('http://hooks.example.com/endless', (response) => void response.writeHead(200).write(long));
    const odd = await client({ maxBytes: 100 }).fetch('http://hooks.example.com/odd', post);
    expect(odd).toMatchObject({ status: 503, headers: { 'retry-after': '7' }, contentType: '' });
    expect(odd.body).toHaveLength(0);
    expect(await client().fetch('http://hooks.example.com/endless', post)).toMatchObject({ status: 200 });
  });

  it.each([301, 302, 303, 307, 308])('is not sent elsewhere by a redirect: %d', async (status) => {
    web.serve('http://hooks.example.com/in', redirectTo('http://elsewhere.example.com/', status));
    const answer = await client().fetch('http://hooks.example.com/in', post);
    expect(answer).toMatchObject({ status, redirects: [], url: 'http://hooks.example.com/in' });
    expect(web.requests.map(({ url }) => url)).toEqual(['http://hooks.example.com/in']);
  });

  it('is judged like any other', async () => {
    const call = client({ resolve: resolveFrom({ 'hooks.example.com': ['10.0.0.1'] }) }).fetch(
      'http://hooks.example.com/in',
      post,
    );
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_ADDRESS' });
  });
});

describe('a URL that is to be fetched later', () => {
  const refusalOf = (url: string) => client({ allowedOrigins: ['http://127.0.0.1:4000'] }).refusalOf(url)?.code;

  it.each([
    ['https://hooks.example.com/in', undefined],
    ['http://127.0.0.1:4000/in', undefined],
    ['http://127.0.0.1:4001/in', 'EGRESS_PORT'],
    ['http://127.0.0.1/in', 'EGRESS_ADDRESS'],
    ['http://[::1]/in', 'EGRESS_ADDRESS'],
    ['https://localhost/in', 'EGRESS_HOST'],
    ['https://a:b@hooks.example.com/in', 'EGRESS_USERINFO'],
    ['ftp://hooks.example.com/in', 'EGRESS_SCHEME'],
    ['hooks', 'EGRESS_URL_INVALID'],
  ])('%s is refused with %s before anything is looked up', (url, code) => {
    expect(refusalOf(url)).toBe(code);
    expect(web.dialled).toEqual([]);
  });
});

describe('a call', () => {
  const hanging = 'http://hang.example.com/';
  const untilRequested = async () => {
    const deadline = Date.now() + 5_000;
    while (web.requests.length === 0 && Date.now() < deadline) await new Promise(setImmediate);
  };

  it('ends when its caller gives up', async () => {
    web.serve(hanging, () => undefined);
    const caller = new AbortController();
    const call = client().fetch(hanging, { signal: caller.signal });
    const ended = expect(call).rejects.toMatchObject({ code: 'EGRESS_CANCELLED', cause: 'enough' });
    await untilRequested();
    caller.abort('enough');
    await ended;
  });

  it('does not start when its caller has given up', async () => {
    const call = client().fetch(hanging, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_CANCELLED' });
    expect(web.dialled).toEqual([]);
  });

  it('ends when the client is closed, and none starts afterwards', async () => {
    web.serve(hanging, () => undefined);
    const safeFetch = client();
    const ended = expect(safeFetch.fetch(hanging)).rejects.toMatchObject({ code: 'EGRESS_CLOSED', retry: 'later' });
    await untilRequested();
    await safeFetch.close();
    await ended;
    await expect(safeFetch.fetch(hanging)).rejects.toMatchObject({ code: 'EGRESS_CLOSED' });
    expect(web.requests).toHaveLength(1);
  });
});

describe('a peer that does not speak HTTP/1.1', () => {
  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['a protocol switch', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['nothing', ''],
  ])('fails cleanly: %s', async (_title, bytes) => {
    const server = createServer(
      (socket) =>
        void socket
          .on('error', () => undefined)
          .resume()
          .end(bytes),
    );
    const port = await listen(server, '127.0.0.1');
    const dial: SafeFetchOptions['dial'] = (target) => dialTcp({ ...target, address: '127.0.0.1', family: 4, port });
    const call = client({ dial }).fetch('http://shop.example.com/');
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_NETWORK', retry: 'later' });
    await closeServer(server);
  });
});

describe('an error', () => {
  it('names the URL without what may be secret', () => {
    const { url } = new EgressRefused('EGRESS_USERINFO', 'https://user:pass@example.com/path?token=t#frag', 'reason');
    expect(url).toBe('https://example.com/path');
    expect(new EgressFailed('EGRESS_CLOSED', '//user:pass@[bad/\nx?token=t', 'reason').url).toBe('[bad/?x');
    expect(new EgressRefused('EGRESS_SCHEME', 'data:text/html,secret', 'reason').url).toBe('data:...');
  });

  it('does not name the address that a host resolved to', async () => {
    const call = client({ resolve: resolveFrom({ 'a.example.com': ['10.1.2.3'] }) }).fetch('http://a.example.com/');
    const error = await call.catch((reason: Error) => reason);
    expect(JSON.stringify(error) + String(error)).not.toContain('10.1.2.3');
  });

  it('has a sentence about when and what to do for every code', () => {
    for (const { when, todo } of [...Object.values(EGRESS_REFUSALS), ...Object.values(EGRESS_FAILURES)]) {
      expect([when, todo]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
    }
  });
});
