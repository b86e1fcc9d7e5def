import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { SafeFetchRequest } from '../safe-fetch';
import { html, type Page, PUBLIC_V6, redirectTo } from './local-web';

/** A fetch that must work: the pages it needs by their public URL, and what comes back. */
export interface HonestFetch {
  readonly title: string;
  readonly url: string;
  readonly pages: Readonly<Record<string, Page>>;
  readonly request?: SafeFetchRequest;
  readonly answers?: Readonly<Record<string, readonly string[]>>;
  readonly expected: { readonly url: string; readonly status?: number; readonly type: string; readonly body: string };
}

const TEXT = 'Invoices paid sooner. '.repeat(50);

const sent =
  (type: string, body: string | Buffer, headers: Record<string, string> = {}): Page =>
  (response) => {
    response.writeHead(200, { 'content-type': type, ...headers }).end(body);
  };

const simple = (title: string, url: string, type: string, page: Page, body: string): HonestFetch => ({
  title,
  url,
  pages: { [url]: page },
  expected: { url, type, body },
});

const packed = (coding: string, pack: (bytes: Buffer) => Buffer): HonestFetch => {
  const page = sent('text/html', pack(Buffer.from(TEXT)), { 'content-encoding': coding });
  return simple(`a page in ${coding}`, `https://shop.example.com/${encodeURI(coding)}`, 'text/html', page, TEXT);
};

export const HONEST_FETCHES: readonly HonestFetch[] = [
  simple('a page over http', 'http://shop.example.com/', 'text/html', html('hello'), 'hello'),
  simple('a page over https', 'https://shop.example.com/', 'text/html', html('hello'), 'hello'),
  simple('a path with a query', 'https://shop.example.com/a%20b?q=%C3%A9&x=1', 'text/html', html('q'), 'q'),
  simple('JSON', 'https://api.example.com/v1', 'application/json', sent('application/json', '{"a":1}'), '{"a":1}'),
  simple(
    'a feed',
    'https://shop.example.com/rss',
    'application/rss+xml',
    sent('application/rss+xml', '<rss/>'),
    '<rss/>',
  ),
  simple('robots.txt', 'http://shop.example.com/robots.txt', 'text/plain', sent('Text/Plain;charset=x', 'a'), 'a'),
  simple('a PDF', 'https://shop.example.com/a.pdf', 'application/pdf', sent('application/pdf', '%PDF-'), '%PDF-'),
  packed('gzip', gzipSync),
  packed('x-gzip', gzipSync),
  packed('br', brotliCompressSync),
  packed('deflate', deflateSync),
  packed('identity', (bytes) => bytes),
  packed('gzip, br', (bytes) => brotliCompressSync(gzipSync(bytes))),
  {
    title: 'a page sent in chunks',
    url: 'http://shop.example.com/chunks',
    pages: {
      'http://shop.example.com/chunks': (response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        for (const part of ['one ', 'two ', 'three']) response.write(part);
        response.end();
      },
    },
    expected: { url: 'http://shop.example.com/chunks', type: 'text/html', body: 'one two three' },
  },
  {
    title: 'a name in its own script, in capitals, with a trailing dot and a fragment',
    url: 'https://M\u00DCNCHEN.example.com.:443/#top',
    pages: { 'https://xn--mnchen-3ya.example.com/': html('gr\u00FC\u00DF Gott') },
    expected: { url: 'https://xn--mnchen-3ya.example.com/', type: 'text/html', body: 'gr\u00FC\u00DF Gott' },
  },
  simple('a public IPv4 address', 'http://93.184.216.34/', 'text/html', html('v4'), 'v4'),
  simple('a public IPv4 address over TLS', 'https://93.184.216.34/', 'text/html', html('v4s'), 'v4s'),
  {
    title: 'a public IPv6 address written out',
    url: 'http://[2606:2800:0220:0001:0248:1893:25C8:1946]:80/',
    pages: { [`http://[${PUBLIC_V6}]/`]: html('v6') },
    expected: { url: `http://[${PUBLIC_V6}]/`, type: 'text/html', body: 'v6' },
  },
  {
    title: 'a name with addresses of both families',
    url: 'https://shop.example.com/',
    answers: { 'shop.example.com': [PUBLIC_V6, '93.184.216.34'] },
    pages: { 'https://shop.example.com/': html('both') },
    expected: { url: 'https://shop.example.com/', type: 'text/html', body: 'both' },
  },
  {
    title: 'three redirects, up to https and to another site',
    url: 'http://example.com/',
    pages: {
      'http://example.com/': redirectTo('https://example.com/', 301),
      'https://example.com/': redirectTo('//www.example.com/', 308),
      'https://www.example.com/': redirectTo('en/?from=home#top'),
      'https://www.example.com/en/?from=home': html('home'),
    },
    expected: { url: 'https://www.example.com/en/?from=home', type: 'text/html', body: 'home' },
  },
  {
    title: 'a page that is not there',
    url: 'https://shop.example.com/nowhere',
    pages: {
      'https://shop.example.com/nowhere': (response) =>
        response.writeHead(404, { 'content-type': 'text/html' }).end('no such page'),
    },
    expected: { url: 'https://shop.example.com/nowhere', status: 404, type: 'text/html', body: 'no such page' },
  },
  {
    title: 'a redirect status without a Location',
    url: 'https://shop.example.com/choices',
    pages: {
      'https://shop.example.com/choices': (response) =>
        response.writeHead(302, { 'content-type': 'text/html' }).end('choose'),
    },
    expected: { url: 'https://shop.example.com/choices', status: 302, type: 'text/html', body: 'choose' },
  },
  {
    title: 'a HEAD request',
    url: 'https://shop.example.com/big.iso',
    request: { method: 'HEAD' },
    pages: {
      'https://shop.example.com/big.iso': (response) =>
        response.writeHead(200, { 'content-type': 'application/x-iso', 'content-length': '999999999' }).end(),
    },
    expected: { url: 'https://shop.example.com/big.iso', type: '', body: '' },
  },
  {
    title: 'a webhook answered with nothing',
    url: 'https://hooks.example.com/in',
    request: { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } },
    pages: { 'https://hooks.example.com/in': (response) => response.writeHead(204).end() },
    expected: { url: 'https://hooks.example.com/in', status: 204, type: '', body: '' },
  },
  {
    title: 'an image, where the caller reads images',
    url: 'https://shop.example.com/logo.png',
    request: { accept: ['image/*'] },
    pages: { 'https://shop.example.com/logo.png': sent('image/png', 'PNG') },
    expected: { url: 'https://shop.example.com/logo.png', type: 'image/png', body: 'PNG' },
  },
];
