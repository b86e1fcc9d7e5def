import { EXACT_INTEGER } from './exact-integer';

const MOST = Number.MAX_SAFE_INTEGER;

describe('an exact integer', () => {
  it.each([0, 1, -25_000_000, MOST, -MOST])('goes to Postgres and comes back: %d', (amount) => {
    expect(EXACT_INTEGER.to(amount)).toBe(amount);
    expect(EXACT_INTEGER.from(String(amount))).toBe(amount);
  });

  it('may be absent', () => {
    expect([EXACT_INTEGER.to(null), EXACT_INTEGER.to(undefined), EXACT_INTEGER.from(null)]).toEqual([
      null,
      undefined,
      null,
    ]);
  });

  it.each([0.5, NaN, Infinity, MOST + 1])('is not written as %d', (amount) => {
    expect(() => EXACT_INTEGER.to(amount) as unknown).toThrow(/cannot be kept exactly|not a whole number/);
  });

  it.each(['9007199254740993', '-9223372036854775808'])('is not read from %s: it would be another number', (text) => {
    expect(() => EXACT_INTEGER.from(text) as unknown).toThrow(RangeError);
  });
});
