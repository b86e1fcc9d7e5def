import { createHash } from 'node:crypto';

/**
 * A text as it is remembered: well-formed, composed (NFC), without NUL (which PostgreSQL does not take) and space around it, cut at `characters`.
 * Empty where nothing is left.
 */
export function rememberedText(text: string, characters: number): string {
  const clean = wellFormed(text).normalize('NFC').replaceAll('\u0000', '').trim();
  if (clean.length <= characters) return clean;
  return clean
    .slice(0, characters)
    .replace(/\p{Surrogate}$/u, '')
    .trimEnd();
}

/** Without halves of surrogate pairs, which are no text: neither PostgreSQL nor Chroma takes them. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** SHA-256 in hex. */
export const textHashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
