import { emojiOf, withoutEmoji } from './emoji';
import { googleAdsWidth } from './google-ads-width';
import { graphemes } from './graphemes';
import { linksOf } from './links';
import { smsParts } from './sms-parts';
import { countWords } from './words';
import { xWeight } from './x-weight';

/** What a text can be measured in. */
export const TEXT_UNITS = [
  'utf16',
  'graphemes',
  'utf8_bytes',
  'x_weight',
  'threads',
  'google_ads_width',
  'sms_parts',
  'words',
  'hashtags',
  'mentions',
  'links',
  'emoji',
  'exclamation_marks',
] as const;
export type TextUnit = (typeof TEXT_UNITS)[number];

/** What a field is a number of. */
export const SCALAR_UNITS = ['number', 'px', 'kilobytes', 'ratio'] as const;
export type ScalarUnit = (typeof SCALAR_UNITS)[number];

const HASHTAG = /(?:^|[^\p{L}\p{N}\p{M}_&/])[#＃](?=[\p{N}_]*[\p{L}\p{M}])[\p{L}\p{M}\p{N}_]+/gu;
const MENTION = /(?:^|[^\p{L}\p{N}_@/.])@\w+/gu;

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const utf8Bytes = (text: string): number => Buffer.byteLength(text, 'utf8');
const bytesOfAll = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + utf8Bytes(text), 0);
const lengthOfAll = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0);

const MEASURES: Record<TextUnit, (text: string) => number> = {
  utf16: (text) => text.length,
  graphemes,
  utf8_bytes: utf8Bytes,
  x_weight: xWeight,
  // Threads counts emoji as the bytes of their UTF-8 and does not say how it counts the rest.
  threads: (text) => bytesOfAll(emojiOf(text)) + lengthOfAll(withoutEmoji(text)),
  google_ads_width: googleAdsWidth,
  sms_parts: smsParts,
  words: countWords,
  hashtags: (text) => countOf(text, HASHTAG),
  mentions: (text) => countOf(text, MENTION),
  links: (text) => linksOf(text).length,
  emoji: (text) => emojiOf(text).length,
  exclamation_marks: (text) => countOf(text, /[!！]/gu),
};

/** The size of a text in a unit, as the platform that uses the unit counts. Takes time in proportion to the text, whatever it is. */
export const measure = (text: string, unit: TextUnit): number => MEASURES[unit](text);

export const isTextUnit = (unit: string): unit is TextUnit => TEXT_UNITS.some((known) => known === unit);
export const isScalarUnit = (unit: string): unit is ScalarUnit => SCALAR_UNITS.some((known) => known === unit);
