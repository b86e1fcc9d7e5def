import { linksOf } from './links';
import { measure, type TextUnit } from './measure';
import { smsSize } from './sms-parts';

const FAMILY = '👨‍👩‍👧‍👦';
const ADDRESS = `https://example.com/${'a'.repeat(300)}`;

/** Made with twitter-text 3 and Intl.Segmenter: utf16, graphemes, bytes, X, Threads, Google Ads (null where emoji are refused), SMS. */
const VECTORS: [string, number, number, number, number, number, number | null, string][] = [
  ['a'.repeat(280), 280, 280, 280, 280, 280, 280, 'GSM7/280/2'],
  ['a'.repeat(281), 281, 281, 281, 281, 281, 281, 'GSM7/281/2'],
  ['あ'.repeat(140), 140, 140, 420, 280, 140, 280, 'UCS2/140/3'],
  ['あ'.repeat(141), 141, 141, 423, 282, 141, 282, 'UCS2/141/3'],
  [FAMILY, 11, 1, 25, 2, 25, null, 'UCS2/11/1'],
  [FAMILY.repeat(140), 1540, 140, 3500, 280, 3500, null, 'UCS2/1540/24'],
  ['🇫🇷', 4, 1, 8, 2, 8, null, 'UCS2/4/1'],
  [`Check ${ADDRESS}`, 326, 326, 326, 29, 326, 326, 'GSM7/326/3'],
  ['see example.com now', 19, 19, 19, 31, 19, 19, 'GSM7/19/1'],
  ['cafe\u0301', 5, 4, 6, 4, 5, 5, 'UCS2/5/1'],
  ['It’s “on”', 9, 9, 15, 9, 9, 9, 'UCS2/9/1'],
  ['wait…', 5, 5, 7, 6, 5, 5, 'UCS2/5/1'],
  ['€10', 3, 3, 5, 4, 3, 3, 'GSM7/4/1'],
  ['速いランニングシューズの公式通販', 16, 16, 48, 32, 16, 32, 'UCS2/16/1'],
  [`Don’t miss it ${'a'.repeat(60)}`, 74, 74, 76, 74, 74, 74, 'UCS2/74/2'],
  ['€'.repeat(81), 81, 81, 243, 162, 81, 81, 'GSM7/162/2'],
  [`${'a'.repeat(69)}😀`, 71, 70, 73, 71, 73, null, 'UCS2/71/2'],
  ['a'.repeat(306), 306, 306, 306, 306, 306, 306, 'GSM7/306/2'],
  ['a'.repeat(307), 307, 307, 307, 307, 307, 307, 'GSM7/307/3'],
];

describe('a text is measured as its platform measures it', () => {
  it.each(VECTORS)('%p', (text, utf16, graphemes, bytes, x, threads, width, sms) => {
    const sizes = (['utf16', 'graphemes', 'utf8_bytes', 'x_weight', 'threads'] as const).map((unit) =>
      measure(text, unit),
    );
    expect(sizes).toEqual([utf16, graphemes, bytes, x, threads]);
    if (width === null) expect(measure(text, 'emoji')).toBeGreaterThan(0);
    else expect(measure(text, 'google_ads_width')).toBe(width);
    const { encoding, units, parts } = smsSize(text);
    expect(`${encoding}/${units}/${parts}`).toBe(sms);
  });

  it.each<[TextUnit, string, number]>([
    ['words', 'Don’t panic: 42 towels', 4],
    ['words', '速いランニングシューズ', 3],
    ['hashtags', '#ad #1 #année2026 a#b http://x.io/#frag', 2],
    ['mentions', '@tally and @x_y, mail me@tally.com', 2],
    ['links', 'tally.com, https://a.co/x. and mail me@tally.com or Node.js v1.2.3', 2],
    ['emoji', '👍🏽 ©2026 5️⃣', 2],
    ['exclamation_marks', 'Now! 今！', 2],
  ])('%s of %p', (unit, text, size) => {
    expect(measure(text, unit)).toBe(size);
  });

  it('leaves the full stop behind a link outside of it', () => {
    const text = 'Read https://a.co/x_(y)?z=1. Then shop.tally.co.uk/a, now';
    expect(linksOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'https://a.co/x_(y)?z=1',
      'shop.tally.co.uk/a',
    ]);
  });
});
