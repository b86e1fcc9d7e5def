import { segmentsOf } from '@raptor/policy-packs';
import type { ChunkSizes } from './memory.config';

/** A piece of a text: from `start` up to, not including, `end`, in UTF-16 units. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/**
 * Cuts a long text into pieces of at most `characters`, between sentences where it can, each beginning with the last sentences of the one before
 * it, about `overlap` long. A short text is one piece. Pieces cover the text without a gap, and none begins or ends within a character.
 */
export function chunkText(text: string, { characters, overlap }: ChunkSizes): Chunk[] {
  if (text.length <= characters) return [{ start: 0, end: text.length }];
  const units = [...segmentsOf(sentences, text)].flatMap(({ index, segment }) =>
    cut(text, index, segment.length, characters),
  );
  const chunks: Chunk[] = [];
  for (let first = 0; first < units.length;) {
    const start = (units[first] as Chunk).start;
    let last = first;
    while (last + 1 < units.length && (units[last + 1] as Chunk).end - start <= characters) last += 1;
    const { end } = units[last] as Chunk;
    chunks.push({ start, end });
    if (last === units.length - 1) break;
    let next = last + 1;
    while (next - 1 > first && end - (units[next - 1] as Chunk).start <= overlap) next -= 1;
    first = next;
  }
  return chunks;
}

/** A sentence longer than a piece goes in pieces of its own. */
function cut(text: string, from: number, length: number, characters: number): Chunk[] {
  const pieces: Chunk[] = [];
  for (let start = from; start < from + length;) {
    const wanted = Math.min(start + characters, from + length);
    const end = wanted < from + length && isWithinCharacter(text, wanted) ? wanted - 1 : wanted;
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

/** Whether a cut before this unit would part a surrogate pair. */
const isWithinCharacter = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};
