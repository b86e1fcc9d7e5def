import { judgeUrl } from './judge-url';
import { parseOrigins } from './parse-origins';

const permitted = parseOrigins(['http://127.0.0.1:4000', 'http://demo:4000/', 'https://[::1]:8443']);

describe('judgeUrl', () => {
  it('normalises host, trailing dot and fragment', () => {
    expect(judgeUrl('HTTPS://Shop.Example.COM.:443/a/../b?q#top', new Set())).toMatchObject({
      verdict: 'allowed',
      target: { hostname: 'shop.example.com', port: 443, policy: 'public', isLiteral: false },
    });
    const judged = judgeUrl('HTTPS://Shop.Example.COM.:443/a/../b?q#top', new Set());
    expect(judged.verdict === 'allowed' && judged.target.url.href).toBe('https://shop.example.com/b?q');
  });

  it.each([
    ['http://127.0.0.1:4000/page', '127.0.0.1', 4000],
    ['http://127.1:4000/', '127.0.0.1', 4000],
    ['http://DEMO:4000/', 'demo', 4000],
    ['https://[::1]:8443/', '::1', 8443],
  ])('lets the operator permit %s', (url, hostname, port) => {
    expect(judgeUrl(url, permitted)).toMatchObject({
      verdict: 'allowed',
      target: { hostname, port, policy: 'operator' },
    });
  });

  it.each([
    ['http://127.0.0.1:4001/', 'EGRESS_PORT'],
    ['https://127.0.0.1:4000/', 'EGRESS_PORT'],
    ['http://127.0.0.2:4000/', 'EGRESS_PORT'],
    ['http://127.0.0.1/', 'EGRESS_ADDRESS'],
    ['http://demo/', 'EGRESS_HOST'],
    ['http://demo.example.com:4000/', 'EGRESS_PORT'],
    ['http://user@127.0.0.1:4000/', 'EGRESS_USERINFO'],
    ['ftp://127.0.0.1:4000/', 'EGRESS_SCHEME'],
  ])('does not stretch a permission to %s', (url, code) => {
    expect(judgeUrl(url, permitted)).toMatchObject({ verdict: 'refused', code });
  });
});

describe('parseOrigins', () => {
  it.each([
    'example.com',
    'http://127.0.0.1:4000/path',
    'http://127.0.0.1:4000/?q',
    'http://user@127.0.0.1:4000',
    'http://*.example.com',
    'file:///tmp',
    'null',
    '*',
    '',
  ])('refuses "%s", which is not an exact origin', (entry) => {
    expect(() => parseOrigins(['http://127.0.0.1:4000', entry])).toThrow(`"${entry}" is not an exact origin`);
  });
});
