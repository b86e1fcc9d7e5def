import { capitalised, graphemes, overlap, shortened, stemsOf } from './graphemes';
import { bannedIn, inBrandWords, says, wordsIn } from './lexicon';

describe('characters', () => {
  it.each([
    ['abc', 3],
    ['👩🏽‍🚀é', 2],
    ['🇩🇪🇫🇷', 2],
    ['', 0],
  ])('of "%s" are %d', (text, count) => expect(graphemes(text)).toBe(count));

  it('are cut between words, and never within one character', () => {
    expect(shortened('Invoices paid sooner, every month', 24)).toBe('Invoices paid sooner…');
    expect(shortened('👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀', 2)).toBe('👩🏽‍🚀…');
    expect(shortened('short', 24)).toBe('short');
  });

  it('begin large', () => expect(capitalised('éclair')).toBe('Éclair'));
});

describe('words', () => {
  it('with one stem are the same', () => {
    expect([...stemsOf('The invoices, and invoicing')]).toEqual(['invoic']);
    expect(overlap(stemsOf('paid invoices'), stemsOf('invoice paid'))).toBe(1);
    expect(overlap(stemsOf(''), stemsOf(''))).toBe(0);
  });
});

describe('a lexicon', () => {
  const lexicon = {
    required: [],
    banned: ['world class'],
    preferred: [
      { insteadOf: 'cheap', say: 'affordable' },
      { insteadOf: 'C++', say: 'native code' },
    ],
  };

  it('knows words, not parts of them', () => {
    expect(says('A cheaper deal', 'cheap')).toBe(false);
    expect(says('Cheap!', 'cheap')).toBe(true);
    expect(wordsIn('It is world  class', lexicon.banned)).toEqual(['world class']);
  });

  it('says it the brand’s way', () => {
    expect(inBrandWords('Cheap tools in C++', lexicon)).toBe('Affordable tools in native code');
    expect(bannedIn('World class, and cheap', lexicon)).toEqual([
      '"World class, and cheap" uses "world class", which is banned',
      '"World class, and cheap" says "cheap": say "affordable"',
    ]);
    expect(bannedIn('Fair', lexicon)).toEqual([]);
  });

  it('lets pass what is preferred, though it contains what is not', () => {
    expect(
      bannedIn('All our clients', {
        required: [],
        banned: [],
        preferred: [{ insteadOf: 'clients', say: 'our clients' }],
      }),
    ).toEqual([]);
  });
});
