import {
  closeServer,
  html,
  listen,
  type LocalWeb,
  PUBLIC_V4,
  PUBLIC_V6,
  redirectTo,
  resolveFrom,
  startLocalWeb,
} from './__corpus__/local-web';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dialTcp } from './dial';
import { SafeFetch, type SafeFetchOptions } from './safe-fetch';

const run = promisify(execFile);

let web: LocalWeb;
let local: string;
beforeAll(async () => {
  web = await startLocalWeb();
  local = `http://127.0.0.1:${web.localPort}`;
});
afterAll(() => web.close());
beforeEach(() => web.reset());

const client = (options: Partial<SafeFetchOptions> = {}) =>
  new SafeFetch({
    allowedOrigins: [],
    resolve: resolveFrom(),
    dial: web.dial,
    trustedCertificates: [web.certificate],
    ...options,
  });

describe('an origin that the operator allows', () => {
  /** Dials loopback for real and lets the two public test addresses reach the local sites. */
  const dial: SafeFetchOptions['dial'] = (target) =>
    target.address === PUBLIC_V4 ? web.dial(target) : (web.dialled.push(target.address), dialTcp(target));

  it('is fetched from loopback, told to the log hook, and may redirect within itself', async () => {
    const seen: string[] = [];
    web.serve(`${local}/`, redirectTo('/page'));
    web.serve(`${local}/page`, html('demo'));
    const safeFetch = new SafeFetch({ allowedOrigins: [local], onPrivateOrigin: (origin) => seen.push(origin) });
    expect((await safeFetch.fetch(`${local}/`)).body.toString()).toBe('demo');
    expect(seen).toEqual([local, local]);
  });

  it('is not told to the log hook when it is not on the list', async () => {
    const seen: string[] = [];
    web.serve('http://shop.example.com/', html('public'));
    await client({ allowedOrigins: [local], onPrivateOrigin: (origin) => seen.push(origin) }).fetch(
      'http://shop.example.com/',
    );
    expect(seen).toEqual([]);
  });

  it('is resolved once, and what was checked is what is dialled', async () => {
    const origin = `http://demo.example.com:${web.localPort}`;
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    web.serve(`${origin}/`, html('demo'));
    const resolve = () => resolveFrom({ demo: answers.shift() ?? [] })('demo');
    await client({ allowedOrigins: [origin], resolve, dial }).fetch(`${origin}/`);
    expect(web.dialled).toEqual(['127.0.0.1']);
    expect(answers).toHaveLength(1);
  });

  it('may still not be at a link-local address', async () => {
    const origin = 'http://demo.example.com:4000';
    const resolve = resolveFrom({ 'demo.example.com': ['169.254.169.254'] });
    const call = client({ allowedOrigins: [origin], resolve }).fetch(`${origin}/`);
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_ADDRESS' });
    expect(web.dialled).toEqual([]);
  });

  it('does not pass its permission on to where it redirects', async () => {
    web.serve(`${local}/`, redirectTo(`http://127.0.0.1:${web.canary.ports[4]}/`));
    const call = client({ allowedOrigins: [local], dial }).fetch(`${local}/`);
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_PORT' });
    expect(web.canary.connections).toBe(0);
  });

  it('does not pass its permission on to a private address on a standard port', async () => {
    web.serve(`${local}/`, redirectTo('http://127.0.0.1/'));
    await expect(client({ allowedOrigins: [local], dial }).fetch(`${local}/`)).rejects.toMatchObject({
      code: 'EGRESS_ADDRESS',
    });
  });

  it.each([
    ['a public page', 'http://shop.example.com/'],
    ['another allowed origin', () => `${local}/`],
  ])('is not reached by a redirect from %s', async (_title, start) => {
    const other = `http://127.0.0.1:${web.canary.ports[4]}`;
    const from = typeof start === 'string' ? start : start();
    web.serve(from, redirectTo(`${other}/`));
    const call = client({ allowedOrigins: [local, other], dial }).fetch(from);
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_PORT' });
    expect(web.canary.connections).toBe(0);
  });

  it('is not reached again once a redirect has left it', async () => {
    web.serve(`${local}/`, redirectTo('http://shop.example.com/'));
    web.serve('http://shop.example.com/', redirectTo(`${local}/secret`));
    await expect(client({ allowedOrigins: [local], dial }).fetch(`${local}/`)).rejects.toMatchObject({
      code: 'EGRESS_PORT',
    });
    expect(web.requests.map(({ url }) => url)).toEqual([`${local}/`, 'http://shop.example.com/']);
  });
});

describe('the connection', () => {
  it('is new for every hop and says so', async () => {
    web.serve('http://shop.example.com/', redirectTo('/2'));
    web.serve('http://shop.example.com/2', html('2'));
    await client().fetch('http://shop.example.com/');
    expect(web.dialled).toEqual([PUBLIC_V4, PUBLIC_V4]);
    expect(web.requests.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
  });

  it('goes to the next checked address when one does not answer or swallows everything', async () => {
    web.serve('http://shop.example.com/', html('found'));
    const resolve = resolveFrom({ 'shop.example.com': ['93.184.216.1', '93.184.216.2', PUBLIC_V6] });
    const dial: SafeFetchOptions['dial'] = (target) => {
      if (target.address === '93.184.216.1') return Promise.reject(new Error('ECONNREFUSED'));
      return target.address === '93.184.216.2' ? new Promise(() => undefined) : web.dial(target);
    };
    const response = await client({ resolve, dial, connectTimeoutMs: 1_500 }).fetch('http://shop.example.com/');
    expect(response.body.toString()).toBe('found');
  });

  it('fails for a while when no address answers', async () => {
    const resolve = resolveFrom({ 'shop.example.com': ['93.184.216.1', PUBLIC_V6] });
    const dial = () => Promise.reject(new Error('ECONNREFUSED'));
    const call = client({ resolve, dial }).fetch('http://shop.example.com/');
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_CONNECT', retry: 'later' });
  });

  it('never resolves a literal address', async () => {
    web.serve(`http://${PUBLIC_V4}/`, html('literal'));
    const resolve = jest.fn();
    await client({ resolve }).fetch(`http://${PUBLIC_V4}/`);
    expect(resolve).not.toHaveBeenCalled();
  });

  it('is dialled to addresses only', async () => {
    const { signal } = new AbortController();
    await expect(dialTcp({ address: 'localhost', family: 4, port: 80, signal })).rejects.toThrow('checked address');
    await expect(dialTcp({ address: '::1', family: 4, port: 80, signal })).rejects.toThrow('checked address');
  });
});

it('heeds neither a proxy nor a switched-off certificate check in the environment', async () => {
  web.serve('http://shop.example.com/', html('direct'));
  web.serve('https://shop.example.com/', html('not to be trusted'));
  const proxy = `http://127.0.0.1:${web.canary.ports[4]}`;
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];
  const environment = {
    ...process.env,
    ...Object.fromEntries(names.map((name) => [name, proxy])),
    NODE_USE_ENV_PROXY: '1',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NO_PROXY: '',
    no_proxy: '',
  };
  const script = join(__dirname, '__corpus__', 'fetch-in-child.ts');
  const register = require.resolve('@swc-node/register');
  const ports = [web.localPort, web.localTlsPort].map(String);
  const { stdout } = await run(process.execPath, ['-r', register, script, ...ports], { env: environment });
  expect(JSON.parse(stdout)).toEqual(['direct', 'EGRESS_TLS']);
  expect(web.canary.connections).toBe(0);
}, 30_000);

describe('a name', () => {
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
  it.each([
    ['is unknown', failing('ENOTFOUND'), 'EGRESS_DNS_NOT_FOUND', 'never'],
    ['has no address', () => Promise.resolve([]), 'EGRESS_DNS_NOT_FOUND', 'never'],
    ['cannot be looked up now', failing('EAI_AGAIN'), 'EGRESS_DNS', 'later'],
  ])('that %s fails in a way one can act on', async (_title, resolve, code, retry) => {
    await expect(client({ resolve }).fetch('http://shop.example.com/')).rejects.toMatchObject({ code, retry });
  });

  it('is looked up by the operating system when nothing else is given', async () => {
    const server = createServer((_request, response) => response.writeHead(204).end());
    const origin = `http://localhost:${await listen(server, 'localhost')}`;
    const safeFetch = new SafeFetch({ allowedOrigins: [origin] });
    await expect(safeFetch.fetch(origin)).resolves.toMatchObject({ status: 204 });
    await closeServer(server);
  });
});

describe('TLS', () => {
  const wrongHost = 'https://shop.other.example/';
  it('verifies the name of the host, not the address that was dialled', async () => {
    await expect(client().fetch(wrongHost)).rejects.toMatchObject({ code: 'EGRESS_TLS', retry: 'never' });
    expect(web.requests).toEqual([]);
  });

  it('verifies a literal address against the addresses of the certificate', async () => {
    await expect(client().fetch(`https://[${PUBLIC_V6}]/`)).rejects.toMatchObject({ code: 'EGRESS_TLS' });
  });

  it('may fail for a while only: a peer that hangs up during the handshake', async () => {
    const server = createTcpServer((socket) => socket.destroy());
    const port = await listen(server, '127.0.0.1');
    const dial: SafeFetchOptions['dial'] = (target) => dialTcp({ ...target, address: '127.0.0.1', family: 4, port });
    const call = client({ dial }).fetch('https://shop.example.com/');
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_CONNECT', retry: 'later' });
    await closeServer(server);
  });
});
