import { aKeyPrefix, eventually, testServers } from '@raptor/testing';
import { Redis } from 'ioredis';
import type { PoliteWeb, Visited } from '../../src/sources/web/polite-web';
import { USER_AGENT, aWeb, inMs, type WebOptions } from './a-web';
import { openSite, redirectTo, text, type WebSite } from './web-site';

let site: WebSite;
let other: WebSite;
let redis: Redis;
let keyPrefix: string;

beforeAll(async () => {
  [site, other] = await Promise.all([openSite(), openSite()]);
  redis = new Redis(testServers().redisCacheUrl);
});
afterAll(async () => {
  redis.disconnect();
  await Promise.all([site.close(), other.close()]);
});
beforeEach(() => {
  site.reset();
  other.reset();
  keyPrefix = aKeyPrefix();
});

const web = (options: Partial<WebOptions> = {}): PoliteWeb =>
  aWeb({ origins: [site.origin, other.origin], redis, keyPrefix, ...options });
const html = ['text/html'];
const visit = (replica: PoliteWeb, path: string, withinMs = 10_000): Promise<Visited> =>
  replica.visit(`${site.origin}${path}`, {
    accept: html,
    deadlineAt: inMs(withinMs),
    signal: new AbortController().signal,
  });
const pages = (): string[] => site.asked.map(({ path }) => path);

describe('robots.txt', () => {
  it('is asked for first, once for many pages, under the name that is configured', async () => {
    site.serve('/robots.txt', text('User-agent: *\nDisallow: /private'));
    site.serve('/', 'home');
    site.serve('/a', 'a');
    const replica = web();
    expect(await visit(replica, '/')).toMatchObject({ outcome: 'read', response: { status: 200 } });
    expect(await visit(replica, '/a')).toMatchObject({ outcome: 'read' });
    expect(pages()).toEqual(['/robots.txt', '/', '/a']);
    expect(new Set(site.asked.map(({ userAgent }) => userAgent))).toEqual(new Set([USER_AGENT]));
  });

  it.each([
    ['everybody', 'User-agent: *\nDisallow: /private', '/private/x', 'forbidden'],
    ['us by name', 'User-agent: RaptorTest\nDisallow: /\n\nUser-agent: *\nAllow: /', '/page', 'forbidden'],
    ['all but us', 'User-agent: *\nDisallow: /\n\nUser-agent: raptortest/2\nAllow: /', '/page', 'allowed'],
    ['by a pattern', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf', 'forbidden'],
    ['less than it allows', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', 'allowed'],
    ['with its query', 'User-agent: *\nDisallow: /*?q=', '/s?q=1', 'forbidden'],
    ['nobody', 'User-agent: *\nDisallow:', '/page', 'allowed'],
  ])('forbids %s', async (_whom, rules, path, verdict) => {
    site.serve('/robots.txt', text(rules));
    site.serve(path, 'page');
    const visited = await visit(web(), path);
    if (verdict === 'allowed') expect(visited.outcome).toBe('read');
    else expect(visited).toEqual({ outcome: 'lacking', reason: 'robots.txt of the site forbids it' });
    expect(pages()).toEqual(verdict === 'allowed' ? ['/robots.txt', path] : ['/robots.txt']);
  });

  it.each([
    ['is not there', text('', 'text/plain', 404), 'read'],
    ['is forbidden itself', text('', 'text/plain', 403), 'read'],
    ['is a page about errors', '<html><p>Disallow: /</p></html>', 'read'],
    ['is a picture', text('', 'image/png'), 'read'],
    ['fails', text('', 'text/plain', 503), 'lacking'],
    ['is cut off', ((response) => response.destroy()) as Parameters<WebSite['serve']>[1], 'lacking'],
  ])('that %s means', async (_what, robots, outcome) => {
    site.serve('/robots.txt', robots);
    site.serve('/', 'home');
    expect((await visit(web(), '/')).outcome).toBe(outcome);
    expect(pages()).toEqual(outcome === 'read' ? ['/robots.txt', '/'] : ['/robots.txt']);
  });

  it('that could not be read is not asked for again for a while, and then is', async () => {
    site.serve('/robots.txt', text('', 'text/plain', 500));
    site.serve('/', 'home');
    const replica = web({ retryMs: 400 });
    expect(await visit(replica, '/')).toMatchObject({ reason: expect.stringContaining('status 500') });
    expect((await visit(replica, '/')).outcome).toBe('lacking');
    expect(pages()).toEqual(['/robots.txt']);
    site.serve('/robots.txt', text(''));
    await eventually(async () => expect((await visit(replica, '/')).outcome).toBe('read'));
  });

  it('holds for where a redirect leads, too', async () => {
    other.serve('/robots.txt', text('User-agent: *\nDisallow: /'));
    other.serve('/there', 'there');
    site.serve('/', redirectTo('/closed'));
    site.serve('/closed', 'closed');
    site.serve('/robots.txt', text('User-agent: *\nDisallow: /closed'));
    expect(await visit(web(), '/')).toEqual({ outcome: 'lacking', reason: 'robots.txt of the site forbids it' });
    expect(pages()).toEqual(['/robots.txt', '/']);
  });

  it('of a private site is not asked for because a page redirects there', async () => {
    site.serve('/', redirectTo(`${other.origin}/there`));
    expect((await visit(web(), '/')).outcome).toBe('lacking');
    expect(other.asked).toEqual([]);
  });

  it('costs little, however hostile', async () => {
    site.serve('/robots.txt', text(`User-agent: *\n${`Disallow: /${'*a'.repeat(300)}b\n`.repeat(850)}`));
    site.serve(`/${'a'.repeat(1_900)}`, 'page');
    const begun = performance.now();
    await visit(web(), `/${'a'.repeat(1_900)}`);
    expect(performance.now() - begun).toBeLessThan(2_500);
  });
});

describe('turns at a host', () => {
  const gaps = (): number[] =>
    site.asked
      .filter(({ path }) => path !== '/robots.txt')
      .map(({ at }, index, all) => (index === 0 ? Infinity : at - (all[index - 1]?.at ?? 0)));

  it('are one at a time and apart, over replicas', async () => {
    for (const path of ['/1', '/2', '/3', '/4']) {
      site.serve(
        path,
        (response) => void setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end('slow'), 30),
      );
    }
    const replicas = [web({ pauseMs: 120 }), web({ pauseMs: 120 })];
    const visited = await Promise.all(['/1', '/2', '/3', '/4'].map((path, at) => visit(replicas[at % 2]!, path)));
    expect(visited.map(({ outcome }) => outcome)).toEqual(['read', 'read', 'read', 'read']);
    expect(site.crowd()).toBe(1);
    // From one request to the next: 30 ms of answering and the pause.
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(140);
  });

  it('are as far apart as the site asks for', async () => {
    site.serve('/robots.txt', text('User-agent: *\nCrawl-delay: 0.3'));
    for (const path of ['/1', '/2']) site.serve(path, 'page');
    const replica = web();
    await visit(replica, '/1');
    await visit(replica, '/2');
    expect(gaps()[1]).toBeGreaterThanOrEqual(295);
  });

  it('that would come after the deadline are not waited for', async () => {
    site.serve('/robots.txt', text('User-agent: *\nCrawl-delay: 86400'));
    site.serve('/1', 'page');
    const replica = web();
    expect((await visit(replica, '/1')).outcome).toBe('read');
    const begun = performance.now();
    expect(await visit(replica, '/2', 5_000)).toEqual({
      outcome: 'lacking',
      reason: 'the site is read slowly, and its turn would have come after the deadline',
    });
    expect(await visit(web(), '/2', 5_000)).toMatchObject({ outcome: 'lacking' });
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(pages()).toEqual(['/robots.txt', '/1']);
  });

  it('of a replica that has died are over when its lease is', async () => {
    site.serve('/1', () => undefined);
    site.serve('/2', 'page');
    const dead = new AbortController();
    const lost = web({ leaseMs: 500 })
      .visit(`${site.origin}/1`, { accept: html, deadlineAt: inMs(60_000), signal: dead.signal })
      .catch(() => undefined);
    await eventually(() => expect(pages()).toContain('/1'));
    expect((await visit(web(), '/2')).outcome).toBe('read');
    dead.abort();
    await lost;
  });

  it('are kept by each replica for itself while Redis is away', async () => {
    const away = new Redis({ port: 1, lazyConnect: true, enableOfflineQueue: false, disconnectTimeout: 10 });
    away.on('error', () => undefined);
    for (const path of ['/1', '/2', '/3']) site.serve(path, 'page');
    const replica = web({ redis: away, pauseMs: 80 });
    await Promise.all(['/1', '/2', '/3'].map((path) => visit(replica, path)));
    away.disconnect();
    expect(site.crowd()).toBe(1);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(75);
  });

  it('leave no key behind', async () => {
    site.serve('/1', 'page');
    await visit(web(), '/1');
    const [key = ''] = await redis.keys(`${keyPrefix}*`);
    expect(await redis.pttl(key)).toBeLessThanOrEqual(2_000);
    expect(key).not.toContain('127.0.0.1');
  });
});

describe('a visit', () => {
  it.each([
    ['that is not there', '/nothing', 'the site answered with status 404'],
    ['of another type', '/feed', 'content type application/rss+xml is not read here'],
  ])('to what is no page says why: %s', async (_what, path, reason) => {
    site.serve('/nothing', text('no', 'text/html', 404));
    site.serve('/feed', text('<rss/>', 'application/rss+xml'));
    expect(await visit(web(), path)).toEqual({ outcome: 'lacking', reason });
  });

  it.each([
    'ftp://a.example/',
    'javascript:alert(1)',
    'not an address',
    'http://user:password@a.example/',
    '//a.example/',
    `http://a.example/${'x'.repeat(3_000)}`,
    '',
  ])('to %p asks nobody', async (url) => {
    const visited = await web().visit(url, {
      accept: html,
      deadlineAt: inMs(1_000),
      signal: new AbortController().signal,
    });
    expect(visited).toMatchObject({ outcome: 'lacking', reason: expect.stringContaining('no http or https address') });
  });

  it('to a private address asks nobody, not even for robots.txt', async () => {
    const stranger = aWeb({ origins: [], redis, keyPrefix });
    expect((await visit(stranger, '/')).outcome).toBe('lacking');
    expect(site.asked).toEqual([]);
  });

  it('ends with the run, and gives its turn back', async () => {
    site.serve('/1', () => undefined);
    site.serve('/2', 'page');
    const stop = new AbortController();
    const replica = web();
    const visited = replica.visit(`${site.origin}/1`, { accept: html, deadlineAt: inMs(60_000), signal: stop.signal });
    await eventually(() => expect(pages()).toContain('/1'));
    stop.abort(new Error('stopped'));
    await expect(visited).rejects.toThrow('stopped');
    expect((await visit(replica, '/2')).outcome).toBe('read');
  });

  it('ends with the deadline', async () => {
    site.serve('/1', () => undefined);
    expect(await visit(web(), '/1', 300)).toEqual({ outcome: 'lacking', reason: 'there was no time left for it' });
    expect(await visit(web(), '/1', -1)).toEqual({ outcome: 'lacking', reason: 'there was no time left for it' });
  });
});
