import type { Payer } from '../../models/model';

/** Cosine similarities, 0 to 1, from which on an embedder's vectors mean something. */
export interface Thresholds {
  /** The same thing said in nearly the same words. */
  readonly nearDuplicate: number;
  /** About the same subject; what is less is not recalled. */
  readonly related: number;
}

export interface EmbedOptions {
  readonly signal?: AbortSignal;
  /** In whose name they are bought, where they cost money. */
  readonly payer?: Payer;
}

/** Makes vectors of texts. Vectors of two embedders cannot be compared, and never meet: each has collections of its own. */
export interface Embedder {
  /** Changes whenever its vectors do. Letters, digits and `-`. */
  readonly name: string;
  readonly dimensions: number;
  readonly thresholds: Thresholds;
  /**
   * A vector of length 1 for each text, in their order.
   * @throws AppError MODEL_* when whoever makes them does not, BUDGET_* when nobody pays for it.
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<readonly (readonly number[])[]>;
}

/** By what an embedder is known where its vectors are. */
export const embedderId = ({ name, dimensions }: Embedder): string => `${name}-${dimensions}`;
