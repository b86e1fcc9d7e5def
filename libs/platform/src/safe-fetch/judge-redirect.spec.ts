import { type Hop, judgeRedirect } from './judge-redirect';

const post: Hop = {
  url: 'https://a.example.com/in?x=1',
  method: 'POST',
  headers: {
    accept: '*/*',
    'content-type': 'application/json',
    authorization: 'Bearer s',
    'x-api-key': 's',
    cookie: 's',
  },
  body: '{}',
};
const decide = (hop: Hop, status: number, location?: string | string[], followed = 0) =>
  judgeRedirect(hop, { status, location }, followed, 3);

describe('judgeRedirect', () => {
  it.each([200, 201, 300, 304, 305, 306, 399, 404])('takes %d for the final answer', (status) => {
    expect(decide(post, status, '/x')).toEqual({ verdict: 'final' });
  });

  it.each([
    ['POST', 301, 'GET'],
    ['POST', 302, 'GET'],
    ['POST', 303, 'GET'],
    ['POST', 307, 'POST'],
    ['POST', 308, 'POST'],
    ['GET', 303, 'GET'],
    ['HEAD', 302, 'HEAD'],
    ['HEAD', 303, 'HEAD'],
  ] as const)('turns %s at %d into %s', (method, status, expected) => {
    expect(decide({ ...post, method }, status, '/x')).toMatchObject({ next: { method: expected } });
  });

  it('drops body and content headers when POST becomes GET', () => {
    const verdict = decide(post, 303, '/x');
    expect(verdict).toMatchObject({ verdict: 'follow', sameOrigin: true, next: { body: undefined } });
    expect(verdict.verdict === 'follow' && Object.keys(verdict.next.headers)).not.toContain('content-type');
  });

  it('keeps body and headers at 307 within the origin', () => {
    expect(decide(post, 307, '/x')).toMatchObject({ next: { body: '{}', headers: post.headers } });
  });

  it.each(['https://b.example.com/', 'https://a.example.com:8443/', '//a.example.org/'])(
    'shows no header that may be a credential to %s',
    (location) => {
      expect(decide(post, 307, location)).toMatchObject({
        sameOrigin: false,
        next: { headers: { accept: '*/*', 'content-type': 'application/json' } },
      });
      const verdict = decide(post, 307, location);
      expect(verdict.verdict === 'follow' && Object.keys(verdict.next.headers)).toEqual(['accept', 'content-type']);
    },
  );

  it.each([
    ['../up', 'https://a.example.com/up'],
    ['?y=2', 'https://a.example.com/in?y=2'],
    ['//b.example.com', 'https://b.example.com/'],
    ['HTTPS://B.example.com/%7e', 'https://b.example.com/%7e'],
  ])('resolves %s against the page', (location, url) => {
    expect(decide(post, 302, location)).toMatchObject({ next: { url } });
  });

  it.each([
    ['EGRESS_REDIRECT', 'http://[', 0],
    ['EGRESS_REDIRECT', ['/a', '/b'], 0],
    ['EGRESS_REDIRECT_DOWNGRADE', 'http://a.example.com/', 0],
    ['EGRESS_REDIRECT_LIMIT', '/x', 3],
  ] as const)('refuses with %s: %s after %d', (code, location, followed) => {
    expect(decide(post, 302, [location].flat().length > 1 ? [...location] : String(location), followed)).toMatchObject({
      verdict: 'refused',
      code,
    });
  });
});
