import { levelsOf, storable, unstorableAt } from './storable';

describe('what PostgreSQL can hold', () => {
  it.each([
    ['a text', { a: [{ b: 'x\u0000' }] }, 'a[0].b'],
    ['half of a pair', { a: 'x\ud83d' }, 'a'],
    ['a name', { a: { 'b\u0000': 1 } }, 'a name in a'],
  ])('is not %s with a character that it cannot', (_what, value, place) => {
    expect(unstorableAt(value)).toBe(place);
    expect(unstorableAt(storable(value))).toBeUndefined();
  });

  it('is everything else, unchanged', () => {
    const value = { a: ['👩‍👧', null, 1.5, true, { b: '\u0001' }] };
    expect(unstorableAt(value)).toBeUndefined();
    expect(storable(value)).toEqual(value);
  });

  it('is counted in levels', () => {
    expect([1, {}, { a: [] }, { a: [{ b: 1 }] }].map(levelsOf)).toEqual([0, 1, 2, 3]);
  });
});
