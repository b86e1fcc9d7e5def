import { EgressFailed, EgressRefused } from '@raptor/platform';
import { CallClock, failureOfConnection, failureOfStatus, retryAfterOf } from './vendor-errors';
import { waitBefore } from './retry-timing';

describe('a status', () => {
  it.each([
    [429, 'slow down', undefined, 'MODEL_RATE_LIMITED', 'nothing'],
    [429, 'x', 'enforced_spend_limit_reached', 'MODEL_SPEND_LIMIT', 'nothing'],
    [429, 'x', 'contract_spend_limit_reached', 'MODEL_SPEND_LIMIT', 'nothing'],
    [429, 'Your project exceeded its spending cap', 'RESOURCE_EXHAUSTED', 'MODEL_SPEND_LIMIT', 'nothing'],
    [400, 'Your credit balance is too low', undefined, 'MODEL_SPEND_LIMIT', 'nothing'],
    [402, 'x', undefined, 'MODEL_SPEND_LIMIT', 'nothing'],
    [400, 'x', undefined, 'MODEL_REJECTED_REQUEST', 'nothing'],
    [401, 'x', undefined, 'MODEL_REJECTED_REQUEST', 'nothing'],
    [403, 'x', undefined, 'MODEL_REJECTED_REQUEST', 'nothing'],
    [404, 'x', undefined, 'MODEL_REJECTED_REQUEST', 'nothing'],
    [413, 'x', undefined, 'MODEL_REJECTED_REQUEST', 'nothing'],
    [529, 'x', undefined, 'MODEL_OVERLOADED', 'nothing'],
    [503, 'x', undefined, 'MODEL_OVERLOADED', 'nothing'],
    [408, 'x', undefined, 'MODEL_UNAVAILABLE', 'nothing'],
    [500, 'x', undefined, 'MODEL_UNAVAILABLE', 'unknown'],
    [504, 'x', undefined, 'MODEL_UNAVAILABLE', 'unknown'],
  ])('%d "%s" (%s) is %s, billed with %s', (status, message, reason, code, billed) => {
    expect(failureOfStatus({ status, message, reason })).toMatchObject({ code, billed });
  });

  it('429 of a quota that will be there again in a while is no spending limit', () => {
    const message = 'You exceeded your current quota, please check your plan and billing details';
    expect(failureOfStatus({ status: 429, message, retryAfterMs: 31_000 })).toMatchObject({
      code: 'MODEL_RATE_LIMITED',
      retryAfterMs: 31_000,
      retryAfterSeconds: 31,
      passes: true,
    });
  });
});

it.each([
  ['5', 5_000],
  ['0.5', 500],
  ['0', 0],
  ['Mon, 23 Nov 2026 12:00:10 GMT', 10_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('Retry-After %s is %s ms', (header, ms) => {
  expect(retryAfterOf(header, Date.parse('2026-11-23T12:00:00Z'))).toBe(ms);
});

describe('a broken call', () => {
  const url = new URL('https://vendor.example/v1');
  const undici = (code: string): Error => Object.assign(new Error('x'), { code });

  it.each([
    ['no connection', new EgressFailed('EGRESS_CONNECT', url, 'refused'), 'MODEL_UNAVAILABLE', 'nothing'],
    ['another origin', new EgressRefused('EGRESS_ORIGIN', url, 'elsewhere'), 'MODEL_REJECTED_REQUEST', 'nothing'],
    ['a break', new EgressFailed('EGRESS_NETWORK', url, 'reset'), 'MODEL_UNAVAILABLE', 'unknown'],
    ['silence', new Error('terminated', { cause: undici('UND_ERR_BODY_TIMEOUT') }), 'MODEL_TIMEOUT', 'unknown'],
    ['nonsense', new SyntaxError('Unexpected token'), 'MODEL_UNAVAILABLE', 'unknown'],
  ])('by %s', (_name, error, code, billed) => {
    expect(failureOfConnection(error)).toMatchObject({ code, billed });
  });

  it('of whoever cancelled it has their reason', () => {
    const stop = new AbortController();
    const clock = new CallClock(stop.signal, new Date(Date.now() + 60_000), 60_000);
    stop.abort(new Error('leaving'));
    expect(clock.failure(new Error('aborted'))).toBe(stop.signal.reason);
  });
});

describe('the wait before another try', () => {
  const timing = { tries: 3, firstMs: 1_000, longestMs: 20_000 };

  it('lies anywhere below a limit that doubles', () => {
    expect(waitBefore(2, timing, 0, () => 0)).toBe(0);
    expect(waitBefore(2, timing, 0, () => 1)).toBe(2_000);
    expect(waitBefore(3, timing, 0, () => 1)).toBe(4_000);
    expect(waitBefore(9, timing, 0, () => 1)).toBe(20_000);
  });

  it('is never less than the vendor asks for', () => {
    expect(waitBefore(2, timing, 30_000, () => 0)).toBe(30_000);
    expect(waitBefore(2, timing, 30_000, () => 1)).toBe(31_000);
  });
});
