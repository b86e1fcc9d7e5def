import { AppError } from '@raptor/platform';
import { ChromaAwayError } from './chroma/chroma-away';

/**
 * Whether the index cannot be asked or filled now: ChromaDB is away, or whoever makes vectors does not, or nobody pays for them, or they were stopped. What wanted to recall
 * goes on without; what wanted to be indexed waits, for as long as it takes.
 */
export const isIndexAway = (error: unknown): boolean =>
  error instanceof ChromaAwayError || (AppError.is(error) && /^(MODEL_|BUDGET_|WORK_STOPPED$)/.test(error.code));
