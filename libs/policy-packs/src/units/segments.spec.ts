import { segmentsOf } from './segments';
import { TEXT_UNITS, measure } from './measure';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const words = new Intl.Segmenter('und', { granularity: 'word' });

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

  it.each([
    ['one that is longer than a window', `a${'\u0301'.repeat(5_000)}b`],
    ['many that are longer than a window', `a${'\u0301'.repeat(700)}`.repeat(9)],
    ['halves of characters', '\ud83d'.repeat(1_500)],
    ['nothing', ''],
  ])('are those of the whole: %s', (_what, text) => {
    expect(found(graphemes, text)).toEqual(inTheWhole(graphemes, text));
  });
});

describe.each(['あ', '漢字', 'e\u0301', 'a b ', "can't ", '👨‍👩‍👧‍👦', '🇩🇪', '\u0301', '1,'])(
  'a text of 256 KiB made of %p',
  (piece) => {
    const text = piece.repeat(Math.ceil((256 * 1_024) / piece.length));

    it.each(TEXT_UNITS)('is measured in %s in less than two seconds', (unit) => {
      const began = process.cpuUsage();
      measure(text, unit);
      expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2_000);
    });
  },
);
