import { AppError } from '@raptor/platform';
import type { Payer } from '../../models/model';
import type { EmbedOptions, Embedder } from './embedder';
import { normalised } from './hashed-features';

/** What makes vectors at Google, as far as memories need to know it. */
export interface TextEmbeddings {
  /** The vendor's name of the model. */
  readonly model: string;
  readonly dimensions: number;
  /** @throws AppError MODEL_*, BUDGET_* */
  embed(texts: readonly string[], signal?: AbortSignal, payer?: Payer): Promise<readonly (readonly number[])[]>;
}

/**
 * Vectors that know what words mean, from a model of Google's. Its vectors lie closer together than those of {@link LocalEmbedder}, hence other
 * thresholds; they hold for gemini-embedding-001 and are a matter of configuration for any other.
 */
export class GeminiEmbedder implements Embedder {
  readonly name: string;
  readonly dimensions: number;
  readonly thresholds = { nearDuplicate: 0.92, related: 0.7 };

  constructor(private readonly embeddings: TextEmbeddings) {
    this.name = embeddings.model.replace(/^models\//, '').replaceAll(/[^a-zA-Z0-9-]/g, '-');
    this.dimensions = embeddings.dimensions;
  }

  async embed(texts: readonly string[], { signal, payer }: EmbedOptions = {}): Promise<readonly (readonly number[])[]> {
    if (texts.length === 0) return [];
    const vectors = await this.embeddings.embed(texts, signal, payer);
    const fits = (vector: readonly number[]): boolean =>
      vector.length === this.dimensions && vector.every((value) => Number.isFinite(value)) && vector.some(Boolean);
    if (vectors.length !== texts.length || !vectors.every(fits))
      throw new AppError(
        'MODEL_MALFORMED',
        `${this.name} did not answer with a vector of ${this.dimensions} for each text`,
      );
    return vectors.map(normalised);
  }
}
