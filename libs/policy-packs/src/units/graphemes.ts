import { segmentsOf } from './segments';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const ASCII = /^[\x20-\x7e]*$/;

/** What people call characters: a family emoji is one, a letter with its accent is one. */
export function graphemes(text: string): number {
  if (ASCII.test(text)) return text.length;
  let count = 0;
  for (const _segment of segmentsOf(segmenter, text)) count++;
  return count;
}

/** The first so many graphemes of a text. */
export function firstGraphemes(text: string, atMost: number): string {
  if (text.length <= atMost) return text;
  let count = 0;
  for (const { index } of segmentsOf(segmenter, text)) if (count++ === atMost) return text.slice(0, index);
  return text;
}
