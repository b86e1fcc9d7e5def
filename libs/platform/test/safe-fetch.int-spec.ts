import { createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { SafeFetch, type Dial, type SafeFetchOptions } from '../src/safe-fetch';
import { HONEST_FETCHES } from '../src/safe-fetch/__corpus__/honest-fetches';
import { HOSTILE_URLS } from '../src/safe-fetch/__corpus__/hostile-urls';
import {
  PUBLIC_V4,
  PUBLIC_V6,
  closeServer,
  html,
  redirectTo,
  resolveFrom,
  startLocalWeb,
  type LocalWeb,
  type Page,
} from '../src/safe-fetch/__corpus__/local-web';
import { REDIRECT_CHAINS } from '../src/safe-fetch/__corpus__/redirect-chains';
import { dialTcp } from '../src/safe-fetch/dial';
import { startDnsServer, type DnsServer } from './fixtures/dns-server';

const MB = 1_000_000;

/** Whoever connects to this machine from inside, on any of its addresses. */
let alarm: { readonly servers: Server[]; readonly ports: number[]; connections: number };
let web: LocalWeb;
let dns: DnsServer;

beforeAll(async () => {
  web = await startLocalWeb();
  dns = await startDnsServer();
  alarm = { servers: [], ports: [], connections: 0 };
  const count = (socket: Socket): void => {
    alarm.connections += 1;
    socket.destroy();
  };
  // The ports that the corpus names; those that somebody else has, or that we may not take, are left out. 0 is always there.
  for (const port of [0, 80, 443, 8080, 6379, 5432, 22, 3000, 9200, 11211]) {
    const server = createServer(count);
    const isListening = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    if (!isListening) continue;
    alarm.servers.push(server);
    alarm.ports.push((server.address() as { port: number }).port);
  }
});
afterAll(async () => {
  await Promise.all([web.close(), dns.close(), ...alarm.servers.map(closeServer)]);
});
beforeEach(() => {
  web.reset();
  alarm.connections = 0;
});

/** Dials for real; only the two public test addresses are the sites of this test. */
const dialled: string[] = [];
const dial: Dial = (target) => {
  if (target.address === PUBLIC_V4 || target.address === PUBLIC_V6) return web.dial(target);
  dialled.push(`${target.address}:${target.port}`);
  return dialTcp(target);
};
const client = (options: Partial<SafeFetchOptions> = {}): SafeFetch =>
  new SafeFetch({
    allowedOrigins: [],
    resolve: resolveFrom(),
    dial,
    trustedCertificates: [web.certificate],
    ...options,
  });
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'fetched',
    (error: { code?: string }) => error.code ?? String(error),
  );

/** Addresses of this machine, written for a URL. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flat()
    .flatMap((found) => (found ? [found] : []))
    .filter(({ address }) => !address.startsWith('fe80'))
    .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));

describe('nothing inside is connected to', () => {
  it('is watched by listeners that do notice', async () => {
    const [port = 0] = alarm.ports;
    await client({ allowedOrigins: [`http://127.0.0.1:${port}`] })
      .fetch(`http://127.0.0.1:${port}/`)
      .catch(() => undefined);
    expect(alarm.connections).toBe(1);
  });

  it('by any of 120 hostile URLs and 20 redirect chains, while 20 honest pages are read', async () => {
    dialled.length = 0;
    const hostile = HOSTILE_URLS.map(({ url, answers }) =>
      codeOf(client({ resolve: (name) => resolveFrom(answers && { [name]: answers })(name) }).fetch(url)),
    );
    expect(hostile.length).toBeGreaterThanOrEqual(120);
    expect(await Promise.all(hostile)).toEqual(HOSTILE_URLS.map(({ refused }) => refused));

    expect(REDIRECT_CHAINS.length).toBeGreaterThanOrEqual(20);
    for (const { steps, refused, answers } of REDIRECT_CHAINS) {
      web.reset();
      for (const { at, to, status } of steps) web.serve(at, redirectTo(to, status));
      web.serve('http://start.example.com/page', html('reached'));
      const calls = [1, 2, 3].map(() => codeOf(client({ resolve: resolveFrom(answers) }).fetch(steps[0]?.at ?? '')));
      expect(new Set(await Promise.all(calls))).toEqual(new Set([refused]));
    }

    expect(HONEST_FETCHES.length).toBeGreaterThanOrEqual(20);
    for (const { pages, url, request, answers, expected } of HONEST_FETCHES) {
      web.reset();
      for (const [at, page] of Object.entries(pages)) web.serve(at, page);
      const { status, body } = await client({ resolve: resolveFrom(answers) }).fetch(url, request);
      expect([status, body.toString()]).toEqual([expected.status ?? 200, expected.body]);
    }
    expect(dialled).toEqual([]);
    expect(alarm.connections).toBe(0);
  });

  it('under any address that this machine has', async () => {
    const addresses = [...new Set([...ownAddresses(), '0.0.0.0', '[::]', '127.1', '0x7f.1', '[::ffff:127.0.0.1]'])];
    const urls = addresses.flatMap((address) =>
      ['', ...alarm.ports.map((port) => `:${port}`)].map((port) => `http://${address}${port}/`),
    );
    const codes = await Promise.all(urls.map((url) => codeOf(client().fetch(url))));
    for (const code of codes) expect(['EGRESS_ADDRESS', 'EGRESS_PORT']).toContain(code);
    expect(alarm.connections).toBe(0);
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['another loopback', '127.8.9.1'],
    ['this host', '0.0.0.0'],
    ['metadata', '169.254.169.254'],
    ['private, class A', '10.0.0.1'],
    ['private, class B', '172.16.0.1'],
    ['private, class C', '192.168.0.1'],
    ['carrier NAT', '100.64.0.1'],
    ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
  ])('through a name server that changes its mind: public first, then %s', async (_what, inside) => {
    dialled.length = 0;
    const name = `rebind-${inside.replaceAll('.', '-')}.example.com`;
    dns.answer(name, [PUBLIC_V4], [inside]);
    web.serve(`http://${name}/`, redirectTo('/again'));
    web.serve(`http://${name}/once`, html('public'));
    const safeFetch = client({ resolve: dns.resolve });
    // Looked up for the first hop: public. For the second: inside, and refused before anything is dialled.
    expect(await codeOf(safeFetch.fetch(`http://${name}/`))).toBe('EGRESS_ADDRESS');
    expect(dns.asked.get(name)).toBe(2);

    // Looked up once for one hop: what was judged is what is connected to, whatever the name would say now.
    const once = `once-${name}`;
    dns.answer(once, [PUBLIC_V4], [inside]);
    web.serve(`http://${once}/`, html('public'));
    expect(await codeOf(safeFetch.fetch(`http://${once}/`))).toBe('fetched');
    expect(dns.asked.get(once)).toBe(1);

    // Both at once: which of them a connection would take is not ours to guess.
    const both = `both-${name}`;
    dns.answer(both, [PUBLIC_V4, inside]);
    expect(await codeOf(safeFetch.fetch(`http://${both}/`))).toBe('EGRESS_ADDRESS');
    expect(dialled).toEqual([]);
    expect(alarm.connections).toBe(0);
  });
});

describe('a bomb', () => {
  const packed =
    (coding: string, bytes: Buffer): Page =>
    (response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': coding }).end(bytes);
  const dripping =
    (everyMs: number, drop: (response: Parameters<Page>[0]) => void): Page =>
    (response) => {
      const timer = setInterval(() => drop(response), everyMs);
      response.on('close', () => clearInterval(timer));
    };
  const zeroes = Buffer.alloc(20 * MB);
  const bombs: readonly (readonly [string, Page, string])[] = [
    ['gzip', packed('gzip', gzipSync(zeroes)), 'EGRESS_BODY_TOO_LARGE'],
    ['br', packed('br', brotliCompressSync(zeroes)), 'EGRESS_BODY_TOO_LARGE'],
    ['deflate', packed('deflate', deflateSync(zeroes)), 'EGRESS_BODY_TOO_LARGE'],
    ['gzip in gzip', packed('gzip, gzip', gzipSync(gzipSync(zeroes))), 'EGRESS_BODY_TOO_LARGE'],
    [
      'content-length',
      (response) => response.writeHead(200, { 'content-type': 'text/html', 'content-length': 10 ** 15 }).flushHeaders(),
      'EGRESS_BODY_TOO_LARGE',
    ],
    [
      'body without end',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
      },
      'EGRESS_BODY_TOO_LARGE',
    ],
    [
      'headers without end',
      (response) => {
        response.socket?.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n');
        const timer = setInterval(() => response.socket?.write(`x-more: ${'y'.repeat(1_000)}\r\n`), 2);
        response.socket?.on('close', () => clearInterval(timer));
      },
      'EGRESS_HEADERS_TOO_LARGE',
    ],
    [
      'body that drips',
      (response, request) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        dripping(20, (drip) => drip.write('x'))(response, request);
      },
      'EGRESS_TIMEOUT',
    ],
    [
      'head that drips',
      (response) => {
        const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n';
        let at = 0;
        const timer = setInterval(() => response.socket?.write(head.charAt(at++ % 10)), 20);
        response.socket?.on('close', () => clearInterval(timer));
      },
      'EGRESS_(?:TIMEOUT|NETWORK|HEADERS_TOO_LARGE)',
    ],
  ];

  it.each(bombs)('of %s is given up', async (_what, page, code) => {
    web.serve('http://shop.example.com/', page);
    expect(await codeOf(client({ timeoutMs: 1_500 }).fetch('http://shop.example.com/'))).toMatch(
      new RegExp(`^${code}$`),
    );
  });

  it('costs no more memory than its cap, also when 30 go off together', async () => {
    const safeFetch = client({ timeoutMs: 10_000 });
    bombs.slice(0, 6).forEach(([, page], at) => web.serve(`http://shop.example.com/${at}`, page));
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10);
    const codes = await Promise.all(
      Array.from({ length: 30 }, (_, at) => codeOf(safeFetch.fetch(`http://shop.example.com/${at % 6}`))),
    );
    clearInterval(watch);
    expect(new Set(codes)).toEqual(new Set(['EGRESS_BODY_TOO_LARGE']));
    // 30 bodies of at most 5 MB, their windows, and the part of the servers, which share this process.
    expect(most - before).toBeLessThan(500 * MB);
  });
});
