import type { Failure } from '../bus-errors';
import { storableFailure, storableJson } from './storable-failure';

const failure = (fields: Partial<Failure> = {}): Failure => ({ code: 'X', message: 'x', retry: 'never', ...fields });

describe('JSON for Postgres', () => {
  it.each([
    ['a NUL character', 'a\0b', 'a\ufffdb'],
    ['half a surrogate pair', 'a\ud83d b \ude00', 'a\ufffd b \ufffd'],
    ['a backslash before u0000', 'a\\u0000b', 'a\\u0000b'],
    ['a backslash before a NUL', 'a\\\0b', 'a\\\ufffdb'],
    ['other escapes and characters', '"\n\u0001 \u{1f600} ä', '"\n\u0001 \u{1f600} ä'],
  ])('keeps %s as far as it can be kept', (_what, text, kept) => {
    expect(JSON.parse(storableJson({ [text]: [text] }))).toEqual({ [kept]: [kept] });
  });
});

describe('a failure for Postgres', () => {
  it('is as it was', () => {
    const whole = failure({ details: { field: ['a'] }, retryAfterMs: 5 });
    expect(JSON.parse(storableFailure(whole))).toEqual(whole);
  });

  it('has a message that ends somewhere', () => {
    expect(JSON.parse(storableFailure(failure({ message: 'x'.repeat(1_000_000) })))).toMatchObject({
      message: 'x'.repeat(8_192),
    });
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const deep = JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown;

  it.each<[string, unknown]>([
    ['large', 'x'.repeat(100_000)],
    ['deep', deep],
    ['circular', cycle],
    ['of another kind', 1n],
  ])('leaves out details that are %s', (_what, details) => {
    const { details: kept, ...rest } = JSON.parse(storableFailure(failure({ details }))) as Failure;
    expect(kept).toMatch(/^left out/);
    expect(rest).toEqual({ code: 'X', message: 'x', retry: 'never' });
  });
});
