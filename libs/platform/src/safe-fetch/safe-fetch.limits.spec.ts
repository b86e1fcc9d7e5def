import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { brotliCompressSync, crc32 as nativeCrc32, createGzip, deflateRawSync, gzipSync } from 'node:zlib';
import {
  closeServer,
  html,
  listen,
  type LocalWeb,
  type Page,
  redirectTo,
  resolveFrom,
  startLocalWeb,
} from './__corpus__/local-web';
import { dialTcp } from './dial';
import { SafeFetch, type SafeFetchOptions } from './safe-fetch';

const URL_UNDER_TEST = 'http://shop.example.com/';
const MB = 1_000_000;

let web: LocalWeb;
beforeAll(async () => {
  web = await startLocalWeb();
});
afterAll(() => web.close());
beforeEach(() => web.reset());

const client = (options: Partial<SafeFetchOptions> = {}) =>
  new SafeFetch({ allowedOrigins: [], resolve: resolveFrom(), dial: web.dial, maxBytes: MB, ...options });

const outcomeOf = async (page: Page, options?: Partial<SafeFetchOptions>): Promise<unknown> => {
  web.serve(URL_UNDER_TEST, page);
  return client(options)
    .fetch(URL_UNDER_TEST)
    .then(
      ({ body }) => body.length,
      (error: { code: string }) => error.code,
    );
};

const page =
  (headers: Record<string, string>, body?: Buffer): Page =>
  (response) =>
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);

describe('the size of a body', () => {
  it('may be exactly the cap, packed or not', async () => {
    expect(await outcomeOf(page({}, Buffer.alloc(MB)))).toBe(MB);
    expect(await outcomeOf(page({ 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(MB))))).toBe(MB);
  });

  it('is refused as soon as it is announced to be over the cap', async () => {
    const announce: Page = (response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': MB + 1 }).flushHeaders();
    };
    expect(await outcomeOf(announce)).toBe('EGRESS_BODY_TOO_LARGE');
  });

  it('is cut off at the cap when it never ends', async () => {
    let written = 0;
    const endless: Page = (response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) written += 16_384;
      };
      response.on('drain', more);
      more();
    };
    expect(await outcomeOf(endless)).toBe('EGRESS_BODY_TOO_LARGE');
    expect(written).toBeLessThan(50 * MB);
  });

  it('is measured inflated, while it is inflated, in a gzip bomb that never ends', async () => {
    const bomb: Page = (response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      const gzip = createGzip({ level: 9 });
      gzip.pipe(response);
      const more = () => {
        while (!response.destroyed && gzip.write(Buffer.alloc(65_536)));
      };
      gzip.on('drain', more);
      response.on('close', () => gzip.destroy());
      more();
    };
    expect(await outcomeOf(bomb)).toBe('EGRESS_BODY_TOO_LARGE');
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(50 * MB))],
    ['br', brotliCompressSync(Buffer.alloc(50 * MB))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(50 * MB)))],
    ['gzip, br', brotliCompressSync(gzipSync(Buffer.alloc(50 * MB)))],
  ])('is measured inflated in a bomb of %s', async (encoding, packed) => {
    expect(packed.length).toBeLessThan(MB / 10);
    expect(await outcomeOf(page({ 'content-encoding': encoding }, packed))).toBe('EGRESS_BODY_TOO_LARGE');
  });

  it('is measured at each stage: small when sent, small in the end, huge between', async () => {
    const inner = gzipWithComment('x'.repeat(20 * MB), 'small');
    const packed = gzipSync(inner);
    expect(packed.length).toBeLessThan(MB / 10);
    expect(await outcomeOf(page({ 'content-encoding': 'gzip, gzip' }, packed))).toBe('EGRESS_BODY_TOO_LARGE');
  });

  it('is measured as sent too: much that inflates to little', async () => {
    const packed = gzipWithComment('x'.repeat(20 * MB), 'small');
    const chunked: Page = (response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      response.write(packed.subarray(0, 10));
      response.end(packed.subarray(10));
    };
    expect(await outcomeOf(chunked)).toBe('EGRESS_BODY_TOO_LARGE');
  });
});

describe('a damaged body', () => {
  const packed = gzipSync(Buffer.from('hello '.repeat(100)));
  it.each([
    ['gzip that is not gzip', page({ 'content-encoding': 'gzip' }, Buffer.from('hello')), 'EGRESS_BODY_BROKEN'],
    ['br that is not br', page({ 'content-encoding': 'br' }, Buffer.from('hello')), 'EGRESS_BODY_BROKEN'],
    ['gzip that ends early', page({ 'content-encoding': 'gzip' }, packed.subarray(0, -9)), 'EGRESS_BODY_BROKEN'],
    ['gzip under two names', page({ 'content-encoding': 'gzip, gzip' }, packed), 'EGRESS_BODY_BROKEN'],
    [
      'a body shorter than announced',
      ((response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': 100 });
        response.write('short', () => response.destroy());
      }) satisfies Page,
      'EGRESS_NETWORK',
    ],
  ] as const)('%s', async (_title, broken, code) => {
    expect(await outcomeOf(broken)).toBe(code);
  });

  it.each([
    [{ 'content-type': 'image/png' }, 'EGRESS_CONTENT_TYPE'],
    [{ 'content-type': '' }, 'EGRESS_CONTENT_TYPE'],
    [{ 'content-encoding': 'compress' }, 'EGRESS_CONTENT_ENCODING'],
    [{ 'content-encoding': 'gzip, gzip, gzip' }, 'EGRESS_CONTENT_ENCODING'],
  ])('is not read at all when the head says %j', async (headers, code) => {
    expect(await outcomeOf(page(headers as Record<string, string>, packed))).toBe(code);
  });
});

describe('the time of a fetch', () => {
  const timeoutMs = 300;
  const every = (ms: number, work: () => void, response: { on(event: 'close', listener: () => void): unknown }) => {
    const timer = setInterval(work, ms);
    response.on('close', () => clearInterval(timer));
  };

  it.each([
    ['nothing is ever answered', () => undefined],
    [
      'the body stops half-way',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).write('half'),
    ],
    [
      'the body drips byte by byte',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        every(20, () => response.write('x'), response);
      },
    ],
    [
      'a packed body drips empty blocks',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
        response.write(gzipSync('').subarray(0, 10));
        every(20, () => response.write(Buffer.from([0, 0, 0, 0xff, 0xff])), response);
      },
    ],
    [
      'early hints never end',
      (response) => every(20, () => response.writeEarlyHints({ link: '</a.css>; rel=preload' }), response),
    ],
  ] as [string, Page][])('ends when %s', async (_title, slow) => {
    expect(await outcomeOf(slow, { timeoutMs })).toBe('EGRESS_TIMEOUT');
  });

  it('counts all hops together', async () => {
    for (const hop of [0, 1, 2]) {
      const answer = redirectTo(`/${hop + 1}`);
      web.serve(
        `${URL_UNDER_TEST}${hop}`,
        (response, request) => void setTimeout(() => answer(response, request), 150),
      );
    }
    web.serve(`${URL_UNDER_TEST}3`, html('late'));
    const call = client({ timeoutMs }).fetch(`${URL_UNDER_TEST}0`);
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_TIMEOUT', retry: 'later' });
  });

  it('ends when the name is never resolved', async () => {
    const call = client({ timeoutMs, resolve: () => new Promise(() => undefined) }).fetch(URL_UNDER_TEST);
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_TIMEOUT' });
  });

  it('gives connecting its own, shorter time', async () => {
    const call = client({ connectTimeoutMs: 100, dial: () => new Promise(() => undefined) }).fetch(URL_UNDER_TEST);
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_CONNECT' });
  });

  it('gives a TLS handshake that never answers the time of connecting', async () => {
    const silent = createServer();
    const port = await listen(silent, '127.0.0.1');
    const sockets: Socket[] = [];
    silent.on('connection', (socket) => sockets.push(socket.on('error', () => undefined)));
    const dial: SafeFetchOptions['dial'] = (target) => dialTcp({ ...target, address: '127.0.0.1', family: 4, port });
    const call = client({ connectTimeoutMs: 150, dial }).fetch('https://shop.example.com/');
    await expect(call).rejects.toMatchObject({ code: 'EGRESS_CONNECT' });
    for (const socket of sockets) if (!socket.closed) await once(socket.resume(), 'close');
    await closeServer(silent);
  });
});

describe('the size of headers', () => {
  it.each([
    ['one header of 20 KB', { 'x-large': 'x'.repeat(20_000) }],
    [
      'a thousand small ones',
      Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x-header-${i}`, 'y'.repeat(10)])),
    ],
  ])('is bounded: %s', async (_title, headers) => {
    expect(await outcomeOf(page(headers, Buffer.from('hello')))).toBe('EGRESS_HEADERS_TOO_LARGE');
  });

  it('may be 12 KB', async () => {
    expect(await outcomeOf(page({ 'x-large': 'x'.repeat(12_000) }, Buffer.from('hello')))).toBe(5);
  });
});

/** A gzip member whose comment, which every decoder skips, is as long as one likes. */
function gzipWithComment(comment: string, content: string): Buffer {
  const header = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 3]);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(nativeCrc32(content), 0);
  trailer.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, Buffer.from(`${comment}\0`), deflateRawSync(content), trailer]);
}
