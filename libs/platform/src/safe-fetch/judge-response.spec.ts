import { type ContentCoding, DEFAULT_ACCEPT, judgeResponse, type ResponseHead } from './judge-response';

const supported: ReadonlySet<ContentCoding> = new Set(['gzip', 'deflate', 'br'] as const);
const decide = (head: Partial<ResponseHead>, accept = DEFAULT_ACCEPT) =>
  judgeResponse({ method: 'GET', status: 200, headers: {}, ...head }, accept, supported);
const ofType = (type: string | string[], accept?: readonly string[]) =>
  decide({ headers: { 'content-type': type } }, accept);
const encoded = (encoding: string | string[]) =>
  decide({ headers: { 'content-type': 'text/html', 'content-encoding': encoding } });

describe('judgeResponse', () => {
  it.each([...DEFAULT_ACCEPT, 'TEXT/HTML', 'text/html; charset=utf-8', ' text/html ;x="a,b"'])('reads %s', (type) => {
    expect(ofType(type)).toMatchObject({ verdict: 'allowed', contentType: type.trim().toLowerCase().split(/ ?;/)[0] });
  });

  it.each(['image/png', 'application/octet-stream', 'text/html, image/png', 'text', '', 'text/html2', 'video/mp4'])(
    'refuses the type "%s"',
    (type) => expect(ofType(type)).toMatchObject({ verdict: 'refused', code: 'EGRESS_CONTENT_TYPE' }),
  );

  it('refuses an answer without a type, and one with two', () => {
    expect(decide({})).toMatchObject({ code: 'EGRESS_CONTENT_TYPE' });
    expect(ofType(['text/html', 'text/html'])).toMatchObject({ code: 'EGRESS_CONTENT_TYPE' });
  });

  it('reads a family of types, and only that', () => {
    expect(ofType('image/webp', ['image/*'])).toMatchObject({ verdict: 'allowed' });
    expect(ofType('imagex/webp', ['image/*'])).toMatchObject({ verdict: 'refused' });
    expect(ofType('text/html', ['image/*'])).toMatchObject({ verdict: 'refused' });
  });

  it.each([
    ['HEAD', 200, {}],
    ['GET', 204, {}],
    ['GET', 304, {}],
    ['POST', 200, { 'content-length': '0' }],
  ])('needs no type where there is no body: %s %d', (method, status, headers) => {
    expect(decide({ method, status, headers })).toEqual({
      verdict: 'allowed',
      contentType: '',
      codings: [],
      hasBody: false,
    });
  });

  it.each([
    ['gzip', ['gzip']],
    ['GZIP', ['gzip']],
    ['x-gzip', ['gzip']],
    ['identity', []],
    ['', []],
    ['gzip, br', ['gzip', 'br']],
    [
      ['gzip', 'deflate'],
      ['gzip', 'deflate'],
    ],
  ])('undoes "%s"', (encoding, codings) => {
    expect(encoded(encoding)).toMatchObject({ verdict: 'allowed', codings });
  });

  it.each(['compress', 'zstd', 'gzip, exotic', 'gzip;q=1', 'gzip, gzip, gzip', 'constructor'])(
    'refuses the encoding "%s"',
    (encoding) => expect(encoded(encoding)).toMatchObject({ code: 'EGRESS_CONTENT_ENCODING' }),
  );
});
