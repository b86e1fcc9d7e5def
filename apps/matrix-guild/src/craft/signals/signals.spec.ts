import { mentioned, says } from './mentions';
import { relevanceOf, type Traits } from './relevance';
import { routeOf } from './route';
import { sentimentOf } from './sentiment';

const NOBODY: Traits = { saysBrand: false, competitors: 0, customers: 0, keywords: 0, sourceWeight: 1 };

describe('a mention', () => {
  it('is of whole words, however they are written', () => {
    expect(says('We moved to ACME-Pay last week.', 'Acme Pay')).toBe(true);
    expect(says('The acmeist poets', 'Acme')).toBe(false);
    expect(says('Café Tally', 'cafe tally')).toBe(true);
    expect(says('anything', '!')).toBe(false);
  });

  it('may be by domain', () => {
    const rivals = [{ name: 'Northwind', domain: 'northwind.example' }, { name: 'Contoso' }];
    expect(mentioned('see https://www.NORTHWIND.example/pricing', rivals)).toEqual([rivals[0]]);
  });
});

describe('relevance', () => {
  it.each<[string, Partial<Traits>, number]>([
    ['nothing that is watched, by somebody with a million followers', { author: { followers: 1_000_000 } }, 0],
    ['the brand', { saysBrand: true }, 0.5],
    [
      'the brand and a competitor, by somebody verified',
      { saysBrand: true, competitors: 1, author: { isVerified: true } },
      0.93,
    ],
    ['one keyword', { keywords: 1 }, 0.15],
    ['five keywords, by somebody with 499 followers', { keywords: 5, author: { followers: 499 } }, 0.3],
    ['five keywords, by somebody with 500 followers', { keywords: 5, author: { followers: 500 } }, 0.4],
    ['everything', { saysBrand: true, competitors: 2, customers: 2, keywords: 3 }, 1],
    ['the brand, in a source of little weight', { saysBrand: true, sourceWeight: 0.5 }, 0.25],
  ])('of %s', (_what, traits, score) => {
    expect(relevanceOf({ ...NOBODY, ...traits }).score).toBeCloseTo(score);
  });
});

describe('the route of a signal', () => {
  const signal = {
    relevance: 0.6,
    leastRelevance: 0.3,
    sentiment: 0,
    followers: 0,
    isSpike: false,
    isDuplicate: false,
  };

  it.each([
    ['very bad news', { sentiment: -0.81 }, 'crisis'],
    ['bad news', { sentiment: -0.8 }, 'archive'],
    ['very good news that many hear', { sentiment: 0.81, followers: 10_001 }, 'opportunity'],
    ['very good news that few hear', { sentiment: 0.95, followers: 10_000 }, 'archive'],
    ['very bad news about others', { sentiment: -0.9, relevance: 0.2 }, 'archive'],
    ['very bad news once more', { sentiment: -0.9, isDuplicate: true }, 'archive'],
    ['one of very many', { isSpike: true, isDuplicate: true }, 'crisis'],
    ['one of very many about others', { isSpike: true, relevance: 0.1 }, 'archive'],
    ['no mood at all', { sentiment: null }, 'archive'],
  ])('of %s', (_what, facts, route) => {
    expect(routeOf({ ...signal, ...facts }).route).toBe(route);
  });
});

describe('sentiment', () => {
  it('tells good from bad from neither', () => {
    expect(sentimentOf('The worst, most horrible scam. I hate it, avoid at all costs!')).toBeLessThan(-0.8);
    expect(sentimentOf('Absolutely love it, wonderful product, best decision ever!')).toBeGreaterThan(0.8);
    expect(sentimentOf('Acme opens an office in Oslo')).toBeNull();
  });
});
