import { supportFor } from './excerpts';
import { looksFactual, quotedIn } from './factual';
import { outlineOf } from './outline';

describe('an outline', () => {
  const points = [{ point: 'Spare parts run out' }, { point: 'Stops cost money' }, { point: 'Nobody knows why' }];

  it('takes each point to the heading it shares words with, else to its place in the order', () => {
    expect(
      outlineOf(points, ['What stops cost', 'Spare parts', 'Never used', 'The end']).map(({ heading, points: own }) => [
        heading,
        own.map(({ point }) => point),
      ]),
    ).toEqual([
      ['What stops cost', ['Stops cost money']],
      ['Spare parts', ['Spare parts run out']],
      ['Never used', ['Nobody knows why']],
    ]);
  });

  it('is a section a point where none is given', () => {
    expect(
      outlineOf([{ point: 'Stops cost money.' }, { point: 'A', heading: 'B' }]).map(({ heading }) => heading),
    ).toEqual(['Stops cost money', 'B']);
  });
});

describe('a sentence', () => {
  it.each([
    ['58 of them wait.', true],
    ['It is better than paper.', true],
    ['Studies agree.', true],
    ['It saves time.', true],
    ['Let us begin with the invoice itself.', false],
    ['What would you do?', false],
  ])('%s needs evidence: %s', (text, expected) => expect(looksFactual(text)).toBe(expected));

  it('quotes what stands between its marks', () =>
    expect(quotedIn('He said “it is all fine” and "ok".')).toEqual(['it is all fine']));
});

describe('support from an excerpt', () => {
  const excerpt =
    'Invoices wait. We asked many people about invoices and delay. The sun was out that day in Porto. Delay of invoices is common there.';
  const all = (): boolean => true;

  it('is what shares most with the point, in the order of the excerpt, neighbours together', () => {
    expect(supportFor('Delay of invoices', excerpt, 100, all).map(({ text }) => text)).toEqual([
      'We asked many people about invoices and delay. The sun was out that day in Porto. Delay of invoices is common there.',
    ]);
    expect(supportFor('Delay of invoices', excerpt, 15, all).map(({ text }) => text)).toEqual([
      'We asked many people about invoices and delay.',
      'Delay of invoices is common there.',
    ]);
  });

  it('is nothing that says the point again, nor what is not welcome', () => {
    expect(
      supportFor('We asked many people about invoices and delay', excerpt, 100, (text) => !text.includes('Porto')).map(
        ({ text }) => text,
      ),
    ).toEqual(['Delay of invoices is common there.']);
  });
});
