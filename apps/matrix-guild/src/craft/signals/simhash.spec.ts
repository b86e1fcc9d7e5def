import { hammingDistance, simhashOf } from './simhash';

const NEWS =
  'Acme raises forty million dollars in a new round led by Northwind Ventures to expand its invoicing product into twelve more countries over the next two years, the company said on Monday';

describe('a SimHash', () => {
  it('is the same for the same text in another dress', () => {
    expect(simhashOf(NEWS.toUpperCase().replaceAll(' ', '  '))).toBe(simhashOf(NEWS));
    expect(simhashOf('Citroën, résumé')).toBe(simhashOf('citroen resume'));
  });

  it('is near for a text that was changed a little, and far for another one', () => {
    const changed = NEWS.replace('on Monday', 'on Tuesday');
    const other =
      'Heavy rain closed two bridges in the harbour district while crews worked through the night to clear the drains';
    expect(hammingDistance(simhashOf(NEWS), simhashOf(changed))).toBeLessThanOrEqual(10);
    expect(hammingDistance(simhashOf(NEWS), simhashOf(other))).toBeGreaterThan(20);
  });

  it('fits a signed column of 64 bits', () => {
    for (const text of ['', 'a', NEWS]) {
      const value = BigInt(simhashOf(text));
      expect(value).toBe(BigInt.asIntN(64, value));
    }
  });

  it('counts bits also across the sign', () => {
    expect(hammingDistance('-1', '0')).toBe(64);
    expect(hammingDistance('5', '6')).toBe(2);
  });
});
