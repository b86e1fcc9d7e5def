import { createHash } from 'node:crypto';

/** A number from 0 to `below`, the same for the same words. */
export function pick(below: number, ...words: readonly string[]): number {
  if (below <= 1) return 0;
  return createHash('sha256').update(words.join('\n')).digest().readUInt32BE(0) % below;
}

/** What a prompt says, sentence by sentence, without its markup. */
export function sentencesOf(prompt: string): string[] {
  const lines = prompt.split('\n').filter((line) => !/^\s*(?:<|[{}[\]]|```|https?:)/.test(line));
  const sentences = lines
    .flatMap((line) => line.replace(/^\s*(?:[-*#>]+|\d+[.)])\s*/, '').split(/(?<=[.!?])\s+/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}{2,}.*\s.*\s/u.test(sentence) && !/[0-9a-f]{32}/.test(sentence));
  return sentences.length > 0 ? [...new Set(sentences)] : ['There is nothing to go by.'];
}

/** Of a length within bounds, cut after a word where that is possible. */
export function fitted(text: string, least: number, most: number): string {
  let long = text;
  while (long.length < least) long = `${long} ${text}`;
  if (long.length <= most) return long;
  const cut = long.slice(0, most);
  const atWord = cut.slice(0, cut.lastIndexOf(' ')).replace(/[\s,;:–-]+$/, '');
  const whole = atWord.length >= Math.max(least, 1) ? atWord : cut;
  // Never half of a pair.
  return whole.replace(/[\ud800-\udbff]$/, '');
}
