import { gatewayConfig } from '../gateway.config';
import { judgeTry } from './judge-try';

const RETRIES = [1_000, 2_000];
const NO_SPREAD = (): number => 0;
const judge = (answer: Parameters<typeof judgeTry>[0], nth = 1) => judgeTry(answer, nth, RETRIES, NO_SPREAD);

describe('a try of a webhook', () => {
  it.each([200, 201, 204, 299])('has delivered it when the receiver answers %d', (status) => {
    expect(judge({ status })).toEqual({ outcome: 'delivered', responseCode: status });
  });

  it.each([301, 302, 307, 400, 401, 404, 429, 500, 503])('is repeated after the answer %d', (status) => {
    expect(judge({ status })).toMatchObject({ outcome: 'again', waitMs: 1_000, responseCode: status });
    expect(judge({ status }, 2)).toMatchObject({ outcome: 'again', waitMs: 2_000 });
    expect(judge({ status }, 3)).toMatchObject({ outcome: 'failed', isGone: false, responseCode: status });
  });

  it('is repeated when there was no answer', () => {
    expect(judge({ failure: 'nobody there', isForbidden: false })).toEqual({
      outcome: 'again',
      waitMs: 1_000,
      responseCode: null,
      failure: 'nobody there',
    });
  });

  it('is the last where the address is forbidden, or the receiver is gone for good', () => {
    expect(judge({ failure: 'a private address', isForbidden: true })).toMatchObject({
      outcome: 'failed',
      isGone: false,
    });
    expect(judge({ status: 410 })).toMatchObject({ outcome: 'failed', isGone: true });
  });

  it('waits up to a tenth longer, each its own', () => {
    expect(judgeTry({ status: 500 }, 1, RETRIES, () => 0.999)).toMatchObject({ waitMs: 1_100 });
  });

  it('is made at least eight times over about a day, unless the configuration says otherwise', () => {
    const { retriesMs } = gatewayConfig.load({
      DATABASE_URL: 'postgres://x@127.0.0.1/x',
      REDIS_BUS_URL: 'redis://127.0.0.1',
      REDIS_CACHE_URL: 'redis://127.0.0.1',
      CHROMA_URL: 'http://127.0.0.1',
      BUS_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
      SECRET_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
      JWT_KEYS: JSON.stringify([
        { kid: 'k', use: 'sign', privateJwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd' } },
      ]),
    }).webhooks;
    expect(retriesMs.length + 1).toBeGreaterThanOrEqual(8);
    const hours = retriesMs.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(30);
  });
});
