import type { Budget } from '../../budget/budget';
import { GeminiEmbeddings } from '../../models/gemini-embeddings';
import type { ModelConfig } from '../../models/models.config';
import type { MemoryConfig } from '../memory.config';
import type { Embedder } from './embedder';
import { GeminiEmbedder } from './gemini-embedder';
import { LocalEmbedder } from './local-embedder';

/**
 * What makes a service's vectors, as it is configured.
 * @throws Error that says what to set: a service that cannot remember as configured does not start.
 */
export function configuredEmbedder(
  { embedder }: Pick<MemoryConfig, 'embedder'>,
  { gemini, catalogue }: Pick<ModelConfig, 'gemini' | 'catalogue'>,
  budget: Budget,
): Embedder {
  if (embedder === 'local') return new LocalEmbedder();
  const row = catalogue.models.find(({ id }) => id === catalogue.embedding);
  if (!gemini || row?.provider !== 'gemini')
    throw new Error('MEMORY_EMBEDDER=gemini needs GEMINI_API_KEY: set it, or MEMORY_EMBEDDER=local');
  return new GeminiEmbedder(new GeminiEmbeddings(gemini, row, { budget }));
}
