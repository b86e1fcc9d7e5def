import { readAnswer } from './repair-json';

const texts = (answer: string): readonly string[] => {
  const read = readAnswer(answer);
  return read.outcome === 'json' ? read.texts : [];
};

describe('an answer', () => {
  it('that is JSON stays as it is', () => {
    expect(texts('{"a":[1,2.5,"x\\n",null,true]}')).toEqual(['{"a":[1,2.5,"x\\n",null,true]}']);
  });

  it('loses keys that reach into a prototype, at any depth', () => {
    expect(texts('{"a":{"__proto__":{"x":1},"b":2},"constructor":1}')).toEqual(['{"a":{"b":2}}']);
  });

  it('offers the longest object first where several stand in it', () => {
    expect(texts('one {"a":1} and {"a":2,"b":3}')).toEqual(['{"a":2,"b":3}', '{"a":1}']);
  });

  it('is not completed where it is cut off', () => {
    expect(readAnswer('{"a":1')).toEqual({ outcome: 'unreadable', problem: 'The answer is not JSON.' });
  });

  it('may be nested 64 deep, no deeper', () => {
    expect(texts('['.repeat(64) + ']'.repeat(64))).toHaveLength(1);
    expect(readAnswer('['.repeat(65) + ']'.repeat(65))).toMatchObject({ outcome: 'unreadable' });
    expect(readAnswer(`${'{a:'.repeat(65)}1${'}'.repeat(65)}`)).toMatchObject({ outcome: 'unreadable' });
  });

  it.each([
    ['opening quotes', '{"a":"'.repeat(300_000)],
    ['opening braces in quotes', `"${'{'.repeat(1_900_000)}`],
    ['blanks', `{${' '.repeat(1_900_000)}`],
    ['slashes', `{${'/'.repeat(1_900_000)}`],
    ['comments that begin', `{${'/*'.repeat(900_000)}`],
    ['single quotes', `{${"'".repeat(1_900_000)}`],
    ['more than is read', 'x'.repeat(3_000_000)],
  ])('of %s is given up in time', (_name, text) => {
    const startedAt = performance.now();
    expect(readAnswer(text).outcome).toBe('unreadable');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
