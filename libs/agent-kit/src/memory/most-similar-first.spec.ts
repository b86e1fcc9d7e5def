import { mostSimilarFirst } from './most-similar-first';

const sorted = (...items: [id: string, similarity: number][]): string[] =>
  mostSimilarFirst(
    items,
    ([, similarity]) => similarity,
    ([id]) => id,
  ).map(([id]) => id);

describe('the order of memories', () => {
  it('begins with the most similar', () => {
    expect(sorted(['a', 0.4], ['b', 0.9], ['c', 0.6])).toEqual(['b', 'c', 'a']);
  });

  it('is that of the ids where they are as similar, whatever the last digits say', () => {
    expect(sorted(['b', 0.700001], ['a', 0.7], ['c', 0.700002], ['d', 0.9])).toEqual(['d', 'a', 'b', 'c']);
    expect(sorted(['c', 0.7], ['b', 0.700002], ['a', 0.700001], ['d', 0.9])).toEqual(['d', 'a', 'b', 'c']);
  });

  it('of nothing is nothing', () => {
    expect(sorted()).toEqual([]);
  });
});
