import { createHash } from 'node:crypto';

/** Words in a row that make one feature. */
const SHINGLE = 3;
const BITS = 64n;

/**
 * 64 bits that differ little between texts that do, as a signed decimal. Source: M. Charikar, Similarity Estimation Techniques from
 * Rounding Algorithms, STOC 2002; distances of 3 for near-duplicates of web pages: G. S. Manku, A. Jain, A. Das Sarma, WWW 2007.
 */
export function simhashOf(text: string): string {
  const weights = new Array<number>(64).fill(0);
  for (const feature of shingles(text)) {
    const hash = createHash('sha256').update(feature).digest().readBigUInt64BE(0);
    for (let bit = 0; bit < 64; bit += 1) weights[bit] = (weights[bit] ?? 0) + ((hash >> BigInt(bit)) & 1n ? 1 : -1);
  }
  const bits = weights.reduce((sum, weight, bit) => (weight > 0 ? sum | (1n << BigInt(bit)) : sum), 0n);
  return BigInt.asIntN(Number(BITS), bits).toString();
}

/** In how many of the 64 bits two differ. */
export function hammingDistance(a: string, b: string): number {
  let difference = BigInt.asUintN(64, BigInt(a) ^ BigInt(b));
  let count = 0;
  for (; difference > 0n; difference >>= 1n) count += Number(difference & 1n);
  return count;
}

function shingles(text: string): string[] {
  const words = wordsOf(text);
  if (words.length <= SHINGLE) return [words.join(' ')];
  return words
    .slice(0, words.length - SHINGLE + 1)
    .map((_word, index) => words.slice(index, index + SHINGLE).join(' '));
}

/** Letters and digits, folded: case, width and accents do not make another text. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
