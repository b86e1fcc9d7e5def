import { HONEST_FETCHES } from './__corpus__/honest-fetches';
import { HOSTILE_URLS } from './__corpus__/hostile-urls';
import { html, type LocalWeb, redirectTo, resolveFrom, startLocalWeb } from './__corpus__/local-web';
import { REBINDING_NAMES } from './__corpus__/rebinding-names';
import { REDIRECT_CHAINS } from './__corpus__/redirect-chains';
import type { Resolve } from './open-checked-socket';
import { SafeFetch } from './safe-fetch';

let web: LocalWeb;
beforeAll(async () => {
  web = await startLocalWeb();
});
afterAll(() => web.close());
beforeEach(() => web.reset());

const client = (resolve: Resolve = resolveFrom()) =>
  new SafeFetch({ allowedOrigins: [], resolve, dial: web.dial, trustedCertificates: [web.certificate] });

describe('the corpus is as large as promised', () => {
  it.each([
    ['hostile URLs', HOSTILE_URLS.map(({ url }) => url), 120],
    ['redirect chains', REDIRECT_CHAINS.map(({ title }) => title), 20],
    ['rebinding names', REBINDING_NAMES.map(({ title }) => title), 10],
    ['honest fetches', HONEST_FETCHES.map(({ title }) => title), 20],
  ])('%s', (_what, cases, atLeast) => {
    expect(new Set(cases).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThanOrEqual(atLeast);
  });
});

describe('a hostile URL is refused and nothing is dialled', () => {
  it.each(HOSTILE_URLS.map((hostile) => [JSON.stringify(hostile.url).slice(0, 80), hostile] as const))(
    '%s',
    async (_title, { url, refused, answers }) => {
      const resolve: Resolve = (hostname) => resolveFrom(answers && { [hostname]: answers })(hostname);
      const call = client(resolve).fetch(url);
      await expect(call).rejects.toMatchObject({ name: 'EgressRefused', code: refused, retry: 'never' });
      expect(web.dialled).toEqual([]);
      expect(web.canary.connections).toBe(0);
    },
  );
});

describe('a redirect chain is refused before its last hop', () => {
  it.each(REDIRECT_CHAINS.map((chain) => [chain.title, chain] as const))('%s', async (_title, chain) => {
    for (const { at, to, status } of chain.steps) web.serve(at, redirectTo(to, status));
    web.serve('http://start.example.com/page', html('reached'));
    const call = client(resolveFrom(chain.answers)).fetch(chain.steps[0]?.at ?? '');
    await expect(call).rejects.toMatchObject({ name: 'EgressRefused', code: chain.refused });
    expect(web.requests).toHaveLength(chain.visits);
    expect(web.canary.connections).toBe(0);
  });
});

describe('a rebinding name leads to checked addresses only', () => {
  it.each(REBINDING_NAMES.map((name) => [name.title, name] as const))('%s', async (_title, name) => {
    let lookups = 0;
    const resolve: Resolve = () => {
      const answers = name.lookups[Math.min(lookups++, name.lookups.length - 1)] ?? [];
      return resolveFrom({ 'rebind.example.com': answers })('rebind.example.com');
    };
    for (let hop = 0; hop < name.redirects; hop++) {
      web.serve(`http://rebind.example.com/${hop}`, redirectTo(`/${hop + 1}`));
    }
    web.serve(`http://rebind.example.com/${name.redirects}`, html('public page'));

    const call = client(resolve).fetch('http://rebind.example.com/0');
    if (name.outcome === 'fetched') await expect(call).resolves.toMatchObject({ status: 200 });
    else await expect(call).rejects.toMatchObject({ code: 'EGRESS_ADDRESS' });
    expect(web.dialled).toEqual(name.dialled);
    expect(web.canary.connections).toBe(0);
  });
});

describe('an honest fetch works', () => {
  it.each(HONEST_FETCHES.map((honest) => [honest.title, honest] as const))('%s', async (_title, honest) => {
    for (const [url, page] of Object.entries(honest.pages)) web.serve(url, page);
    const response = await client(resolveFrom(honest.answers)).fetch(honest.url, honest.request);
    const { url, status = 200, type, body } = honest.expected;
    expect({ ...response, body: response.body.toString() }).toMatchObject({ url, status, contentType: type, body });
  });
});
