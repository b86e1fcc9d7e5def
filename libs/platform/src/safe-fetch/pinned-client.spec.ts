import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { closeServer, html, listen, type LocalWeb, resolveFrom, startLocalWeb } from './__corpus__/local-web';
import { pinnedClient, type PinnedClient } from './pinned-client';

let web: LocalWeb;
let server: Server;
let origin: string;
let answer: (response: ServerResponse, request: IncomingMessage) => void;
let client: PinnedClient;
const requested: string[] = [];

beforeAll(async () => {
  web = await startLocalWeb();
  server = createServer((request, response) => {
    requested.push(`${request.method} ${request.url}`);
    answer(response, request);
  });
  origin = `http://127.0.0.1:${await listen(server, '127.0.0.1')}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await Promise.all([closeServer(server), web.close()]);
});
beforeEach(() => {
  web.reset();
  requested.length = 0;
  answer = (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  client = pinnedClient(`${origin}/v1`);
});
afterEach(() => client.close());

const canaryUrl = () => `http://127.0.0.1:${web.canary.ports[4]}/`;

describe('pinnedClient', () => {
  it('reaches its private origin by path and by absolute URL', async () => {
    expect(await (await client.fetch('/v1/a?b', { method: 'POST', body: '{}' })).text()).toBe('ok');
    expect(await (await client.fetch(new URL(`${origin}/v1/c`))).text()).toBe('ok');
    expect(requested).toEqual(['POST /v1/a?b', 'GET /v1/c']);
  });

  it('streams an answer while it is still being written', async () => {
    let finish = (): void => undefined;
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
      finish = () => void response.end('data: 2\n\n');
    };
    const { body } = await client.fetch('/stream');
    const parts: string[] = [];
    for await (const part of body ?? []) {
      parts.push(Buffer.from(part as Uint8Array).toString());
      finish();
    }
    expect(parts).toEqual(['data: 1\n\n', 'data: 2\n\n']);
  });

  it.each([
    ['another absolute URL', () => canaryUrl()],
    ['a protocol-relative URL', () => canaryUrl().slice('http:'.length)],
    ['another scheme on the same host', () => origin.replace('http', 'https')],
    ['a file', () => 'file:///etc/passwd'],
    ['inline data', () => 'data:text/plain,x'],
  ])('refuses %s', async (_title, url) => {
    await expect(client.fetch(url())).rejects.toMatchObject({ name: 'EgressRefused', code: 'EGRESS_ORIGIN' });
    expect(web.canary.connections).toBe(0);
  });

  it('follows a redirect within its origin and refuses one elsewhere', async () => {
    answer = (response, { url }) => {
      if (url === '/moved') response.writeHead(302, { location: '/here' }).end();
      else if (url === '/away') response.writeHead(307, { location: canaryUrl() }).end();
      else response.writeHead(200).end('here');
    };
    expect(await (await client.fetch('/moved')).text()).toBe('here');
    await expect(client.fetch('/away')).rejects.toMatchObject({ name: 'EgressRefused', code: 'EGRESS_ORIGIN' });
    expect(web.canary.connections).toBe(0);
  });

  it.each(['169.254.169.254', '::ffff:127.0.0.1', '0.0.0.0'])(
    'refuses an origin that resolves to %s',
    async (address) => {
      const resolve = resolveFrom({ 'model.example.com': [address] });
      const other = pinnedClient('http://model.example.com:9000', { resolve, dial: web.dial });
      await expect(other.fetch('/')).rejects.toMatchObject({ code: 'EGRESS_ADDRESS' });
      expect(web.dialled).toEqual([]);
    },
  );

  it('verifies the certificate of its host', async () => {
    web.serve('https://api.example.com/', html('trusted'));
    const options = { resolve: resolveFrom(), dial: web.dial };
    const trusting = pinnedClient('https://api.example.com', { ...options, trustedCertificates: [web.certificate] });
    expect(await (await trusting.fetch('/')).text()).toBe('trusted');
    await trusting.close();
    await expect(pinnedClient('https://api.example.com', options).fetch('/')).rejects.toMatchObject({
      code: 'EGRESS_TLS',
    });
  });

  it.each([
    ['from its options', { timeoutMs: 150 }, 'EGRESS_TIMEOUT'],
    ['for the first byte', { headersTimeoutMs: 150 }, 'EGRESS_NETWORK'],
  ])('keeps a deadline %s', async (_title, options, code) => {
    answer = () => undefined;
    const impatient = pinnedClient(origin, options);
    await expect(impatient.fetch('/')).rejects.toMatchObject({ code, retry: 'later' });
  });

  it("rejects with the reason of the caller's signal", async () => {
    answer = () => undefined;
    const caller = new AbortController();
    const call = client.fetch('/', { signal: caller.signal });
    const ended = expect(call).rejects.toThrow('deadline of the task');
    await once(server, 'request');
    caller.abort(new Error('deadline of the task'));
    await ended;
  });

  it('bounds a body', async () => {
    answer = (response) => response.writeHead(200).end(Buffer.alloc(100_000));
    const bounded = pinnedClient(origin, { maxBytes: 50_000 });
    await expect(bounded.fetch('/').then((response) => response.text())).rejects.toThrow();
  });

  it('closes although nobody reads an answer, and is closed then', async () => {
    answer = (response) => response.writeHead(200).write(Buffer.alloc(1_000_000));
    const closing = pinnedClient(origin, { closeGraceMs: 50 });
    const unread = await closing.fetch('/');
    await closing.close();
    await expect(closing.fetch('/')).rejects.toMatchObject({ name: 'EgressFailed' });
    await expect(unread.text()).rejects.toThrow();
  });

  it.each([
    ['ftp://model.example.com', 'EGRESS_SCHEME'],
    ['http://key@model.example.com', 'EGRESS_USERINFO'],
    ['http://169.254.169.254', 'EGRESS_ADDRESS'],
    ['model', 'EGRESS_URL_INVALID'],
  ])('cannot be made for %s', (url, code) => {
    expect(() => pinnedClient(url)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
