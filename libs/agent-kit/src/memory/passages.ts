import type { AgentMemoryEntity } from './agent-memory.entity';
import { chunkText, type Chunk } from './chunk-text';
import type { ChunkSizes } from './memory.config';

/** A part of a memory, and the words by which it is found. */
export interface Passage extends Chunk {
  readonly foundBy: string;
}

/** The note of an answer's memory that says which question it answers. */
export const QUESTION = 'question';

/** An answer is found by its question, whole; anything else by what it says, a piece each where it is long. */
export function passagesOf(
  { kind, text, metadata }: Pick<AgentMemoryEntity, 'kind' | 'text' | 'metadata'>,
  sizes: ChunkSizes,
): Passage[] {
  const question = metadata[QUESTION];
  if (kind === 'answers' && typeof question === 'string' && question.trim() !== '')
    return [{ start: 0, end: text.length, foundBy: question }];
  return chunkText(text, sizes).map(({ start, end }) => ({ start, end, foundBy: text.slice(start, end) }));
}
