import { segmentsOf } from './segments';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const words = new Intl.Segmenter('und', { granularity: 'word' });
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** As the engine itself finds them in the whole. */
const inTheWhole = (segmenter: Intl.Segmenter, text: string): number[] =>
  [...segmenter.segment(text)].map(({ index }) => index);
const found = (segmenter: Intl.Segmenter, text: string): number[] =>
  [...segmentsOf(segmenter, text)].map(({ index }) => index);

const MIXED = "can't stop 👨‍👩‍👧‍👦 1,000.5 e\u0301te\u0301 🇩🇪🇫🇷 o’clock 漢字 👍🏽 क्षि 한국 \r\n";

describe('segments of a long text', () => {
  // Each length moves everything against the ends of the windows.
  it.each(Array.from({ length: 60 }, (_, shift) => shift))('are those of the whole, %s characters further', (shift) => {
    const text = 'x'.repeat(shift) + MIXED.repeat(25);
    expect(found(graphemes, text)).toEqual(inTheWhole(graphemes, text));
    expect(found(words, text)).toEqual(inTheWhole(words, text));
  });

  it.each([0, 1, 7, 100, 511])('are the sentences of the whole, %s characters further', (shift) => {
    const said =
      'We ship on Monday. "Really?" Yes! It costs $4.50, e.g. for two... or not.\nIs 3.5 enough? 你好。再见！ ';
    const text = 'x'.repeat(shift) + said.repeat(40) + `${'word '.repeat(900)}end. ${said}`;
    expect(found(sentences, text)).toEqual(inTheWhole(sentences, text));
  });

  it.each([
    ['one that is longer than a window', `a${'\u0301'.repeat(5_000)}b`],
    ['many that are longer than a window', `a${'\u0301'.repeat(700)}`.repeat(9)],
    ['halves of characters', '\ud83d'.repeat(1_500)],
    ['nothing', ''],
  ])('are those of the whole: %s', (_what, text) => {
    expect(found(graphemes, text)).toEqual(inTheWhole(graphemes, text));
  });
});
