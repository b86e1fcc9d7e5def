import { fillFormulas, type HeadlineBrief } from './formulas';
import { WEIGHTS, scoresOf, shoutingIn, spamIn, totalOf } from './score';

const brief: HeadlineBrief = {
  product: 'Tally',
  audience: 'freelancers',
  promise: 'invoices paid sooner',
  maxLength: 60,
  language: 'en',
  lexicon: { required: [], banned: [], preferred: [] },
  proofPoints: [],
};
const filled = (change: Partial<HeadlineBrief> = {}): string[] =>
  fillFormulas({ ...brief, ...change }).map(({ text }) => text);

describe('formulas', () => {
  it('never make a longer line than is allowed, nor the same twice', () => {
    const texts = filled({ maxLength: 28 });
    expect(texts.every((text) => text.length <= 28)).toBe(true);
    expect(new Set(texts.map((text) => text.toLowerCase())).size).toBe(texts.length);
  });

  it('tell a deed from a benefit', () => {
    expect(filled({ promise: 'Cut reporting time' })).toEqual(
      expect.arrayContaining(['How to cut reporting time', 'Want to cut reporting time?']),
    );
    expect(filled()).toEqual(expect.arrayContaining(['How to get invoices paid sooner', 'Want invoices paid sooner?']));
  });

  it('do not get what cannot be had', () =>
    expect(filled({ promise: 'no more paper' }).filter((text) => /\bget\b/i.test(text))).toEqual([]));
});

describe('scores', () => {
  it('have weights that add up to one', () =>
    expect(Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10));

  it('are higher for what keeps the promise, names the reader and has a figure', () => {
    const total = (text: string): number => totalOf(scoresOf(text, brief, []));
    expect(total('Freelancers: invoices paid 9 days sooner')).toBeGreaterThan(total('Invoices paid sooner'));
    expect(total('Invoices paid sooner')).toBeGreaterThan(total('Revolutionising administrative functionality'));
  });

  it('fall with likeness to others', () => {
    const alone = scoresOf('Invoices paid sooner', brief, ['Fresh rolls by six']);
    const echoed = scoresOf('Invoices paid sooner', brief, ['Paid sooner: invoices']);
    expect([alone.uniqueness, echoed.uniqueness]).toEqual([1, 0]);
  });

  it('see spam and shouting', () => {
    expect(spamIn('Act now!!')).toEqual(['!!', 'Act now']);
    expect(spamIn('Paid sooner!')).toEqual([]);
    expect(shoutingIn('Paid SOONER by SEPA', 'SEPA')).toEqual(['SOONER']);
  });
});
