import { eastAsianWidth } from 'get-east-asian-width';

/** Below it nothing is wide. */
const FIRST_WIDE = 0x1100;

export const isWide = (character: string): boolean => {
  const codePoint = character.codePointAt(0) ?? 0;
  return codePoint >= FIRST_WIDE && eastAsianWidth(codePoint) === 2;
};

/** Width as Google Ads and Microsoft Advertising count it: a wide or full-width character counts 2, each other code point 1. */
export function googleAdsWidth(text: string): number {
  let width = 0;
  for (const character of text) width += isWide(character) ? 2 : 1;
  return width;
}
