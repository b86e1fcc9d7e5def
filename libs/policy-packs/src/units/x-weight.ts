import { emojiOf, withoutEmoji } from './emoji';
import { linksOf } from './links';

const LINK_WEIGHT = 23;
const EMOJI_WEIGHT = 2;

/** Ranges of twitter-text's third configuration that weigh 1; all else weighs 2. */
const isLight = (codePoint: number): boolean =>
  codePoint <= 0x10ff ||
  (codePoint >= 0x2000 && codePoint <= 0x200d) ||
  (codePoint >= 0x2010 && codePoint <= 0x201f) ||
  (codePoint >= 0x2032 && codePoint <= 0x2037);

function weightOf(text: string): number {
  let weight = EMOJI_WEIGHT * emojiOf(text).length;
  for (const piece of withoutEmoji(text))
    for (const character of piece) weight += isLight(character.codePointAt(0) ?? 0) ? 1 : 2;
  return weight;
}

/**
 * Weighted length as X counts it (https://docs.x.com/fundamentals/counting-characters.md): after NFC, each link weighs 23 however
 * long it is, each emoji 2, each other character 1 or 2.
 */
export function xWeight(text: string): number {
  const normalised = text.normalize('NFC');
  let weight = 0;
  let from = 0;
  for (const { start, end } of linksOf(normalised)) {
    weight += weightOf(normalised.slice(from, start)) + LINK_WEIGHT;
    from = end;
  }
  return weight + weightOf(normalised.slice(from));
}
