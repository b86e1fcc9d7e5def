import { clustered, weighed } from './clusters';
import { intentOf } from './intent';
import { phrasesIn } from './phrases';

describe('phrases that people search for', () => {
  it('are runs of up to three words that neither begin nor end with an empty one', () => {
    expect(phrasesIn('Time tracking for teams')).toEqual([
      'time',
      'time tracking',
      'tracking',
      'tracking for teams',
      'teams',
    ]);
    expect(phrasesIn('It is 14 days')).toEqual(['days']);
  });

  it('weigh more, the fewer pages say them', () => {
    const counts = new Map([
      [
        'a',
        new Map([
          ['invoices', 1],
          ['time tracking', 1],
        ]),
      ],
      ['b', new Map([['invoices', 1]])],
    ]);
    const [invoices, tracking] = weighed(counts);
    expect(tracking?.weights.get('a')).toBeGreaterThan(invoices?.weights.get('a') ?? 0);
  });

  it('belong together when they share words and pages', () => {
    const on = (text: string, ...pages: string[]) => ({ text, weights: new Map(pages.map((page) => [page, 1])) });
    const clusters = clustered(
      [on('time tracking', 'a'), on('tracking', 'a'), on('fresh bread', 'b'), on('bread', 'b')],
      0.45,
    );
    expect(clusters.map((each) => each.map(({ text }) => text))).toEqual([
      ['time tracking', 'tracking'],
      ['fresh bread', 'bread'],
    ]);
  });

  it.each([
    ['tally pricing', 'navigational'],
    ['invoice price', 'transactional'],
    ['invoicing software', 'commercial'],
    ['how to invoice', 'informational'],
  ] as const)('%s is %s', (phrase, intent) => {
    expect(intentOf(phrase, ['tally'])).toBe(intent);
  });
});
